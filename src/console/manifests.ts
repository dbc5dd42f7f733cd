import { Yaml } from 'cdk8s';
import { CliError, Exit } from '../cli/exit';

/** A file that has a database as `kubectl get -o yaml` printed it. */
export interface DatabaseFile {
  readonly name: string;
  readonly namespace: string;
  readonly file: string;
}

/** The databases in files, for those who have no cluster at hand. */
export function databasesIn(files: readonly string[]): DatabaseFile[] {
  return files.flatMap(file => {
    try {
      return Yaml.load(file).flatMap((d: any) => d?.items ?? [d])
        .filter((d: any) => String(d?.apiVersion).startsWith('kubedb.com/') && typeof d.metadata?.name === 'string')
        .map((d: any) => ({ name: d.metadata.name, namespace: d.metadata.namespace ?? 'default', file }));
    } catch (e) {
      throw new CliError(Exit.USAGE, `${file} could not be read: ${(e as Error).message.split('\n')[0]}`, 'write it with: kubectl get KIND NAME -o yaml > FILE');
    }
  });
}
