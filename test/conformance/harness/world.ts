import { control } from './control';

/** What a database holds, and what was done to it, by the model that only the stand-ins write. */
export interface Data {
  readonly exists: boolean;
  readonly uid: string;
  readonly content: string;
  readonly phase: string;
  readonly restores: readonly { session: string; snapshot: string; outcome?: string }[];
}

export function dataOf(namespace: string, name: string): Promise<Data> {
  return control('GET', `/data?namespace=${namespace}&name=${name}`);
}

/** What an application would write. */
export async function write(namespace: string, name: string, content: string): Promise<void> {
  await control('POST', '/data', { namespace, name, content });
}

/** A Snapshot as it lies in a bucket. */
export interface StoredSnapshot {
  readonly name: string;
  readonly time: string;
  readonly version?: string;
  /** `Succeeded` by default. */
  readonly phase?: string;
  readonly content?: string;
  readonly components: Record<string, unknown>;
}

/** A Repository as it lies in a bucket. */
export interface StoredRepository {
  readonly name: string;
  readonly namespace: string;
  readonly database: string;
  readonly kind?: string;
  readonly encryptionSecret?: string;
  readonly snapshots: readonly StoredSnapshot[];
}

/** Puts Repositories into a bucket, as an earlier cluster or an earlier life left them there. */
export async function store(bucket: string, repositories: readonly StoredRepository[]): Promise<void> {
  await control('POST', '/backend', {
    location: `s3:${bucket}`,
    repositories: repositories.map(r => ({
      name: r.name,
      namespace: r.namespace,
      path: `${r.namespace}/${r.name}`,
      appRef: { apiGroup: 'kubedb.com', kind: r.kind ?? 'Postgres', name: r.database, namespace: r.namespace },
      ...(r.encryptionSecret === undefined ? {} : { encryptionSecret: { name: r.encryptionSecret, namespace: r.namespace } }),
      snapshots: r.snapshots.map(s => ({ session: 'daily', phase: 'Succeeded', version: '17.5', ...s })),
    })),
  });
}

/** What lies in a bucket: it outlives clusters. */
export async function bucketOf(bucket: string): Promise<unknown[]> {
  return (await control('GET', '/backend'))[`s3:${bucket}`];
}
