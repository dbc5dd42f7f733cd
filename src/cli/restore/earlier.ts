import { Asked } from './point';
import { DoneRestore, secondsOfDuration } from '../../plan/duration';
import { DatabaseSnapshots } from '../../snapshots/database-snapshots';
import { KINDS } from '../cluster/kinds';
import { ClusterObject, getObject, listObjects } from '../cluster/objects';
import { CliError } from '../exit';
import { Kubectl } from '../kubectl';

/** Earlier restores of a database that tell how long they took; none where they may not be read. */
export async function earlierRestores(kubectl: Kubectl, found: DatabaseSnapshots, namespace: string): Promise<DoneRestore[]> {
  return (await readable(() => listObjects(kubectl, KINDS.restoreSession, namespace), [])).flatMap(({ metadata, spec, status }) => {
    const seconds = secondsOfDuration(status?.duration);
    const snapshot = found.named(spec?.dataSource?.snapshot ?? '');
    if (status?.phase !== 'Succeeded' || seconds === undefined || snapshot._missing) return [];
    return [{ name: metadata.name, seconds, bytes: snapshot.size }];
  });
}

/** How long it took to make the Snapshot that was asked for. */
export async function backupSeconds(kubectl: Kubectl, asked: Asked): Promise<number | undefined> {
  if (asked.kind === 'time' || asked.snapshot._missing) return undefined;
  const { name, namespace } = asked.snapshot;
  const object = await readable(() => getObject(kubectl, { type: KINDS.snapshot, namespace, name }), undefined);
  const all = Object.values<ClusterObject>(object?.status?.components ?? {}).map(c => secondsOfDuration(c.duration)).filter(s => s !== undefined);
  return all.length === 0 ? undefined : Math.max(...all);
}

/** What is asked for an estimate only ends nothing. */
async function readable<T>(read: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await read();
  } catch (e) {
    if (e instanceof CliError) return otherwise;
    throw e;
  }
}
