/** How many Snapshots one database has in what is generated. */
export const PER_DATABASE = 100;

const START = Date.UTC(2026, 0, 1);

/** The text of Snapshot number `i`, in the shape of those that a cluster exports: 100 of each database, logs among them. */
export function snapshot(i: number): string {
  const of = Math.floor(i / PER_DATABASE);
  const nth = i % PER_DATABASE;
  const taken = START + nth * 86_400_000 + of * 1000;
  return nth === PER_DATABASE - 1 ? logs(of, taken) : dump(of, nth, taken);
}

/** The text of the Repository of database number `of`. */
export function repository(of: number): string {
  return JSON.stringify({
    apiVersion: 'storage.kubestash.com/v1alpha1',
    kind: 'Repository',
    metadata: { name: `orders-${of}-logical`, namespace: `shop-${of % 50}`, creationTimestamp: text(START) },
    spec: {
      appRef: appRef(of), encryptionSecret: { name: 'restic', namespace: 'shop' }, path: `shop/orders-${of}/logical`, storageRef: { name: 'storage', namespace: 'shop' },
    },
    status: { phase: 'Ready', snapshotCount: PER_DATABASE, size: '1.2 GiB' },
  });
}

export function databaseName(of: number): { readonly name: string; readonly namespace: string } {
  return { name: `orders-${of}`, namespace: `shop-${of % 50}` };
}

function dump(of: number, nth: number, taken: number): string {
  const failed = nth % 25 === 24;
  return JSON.stringify(snapshotOf(of, taken, 'logical', {
    dump: failed ? { driver: 'Restic', phase: 'Failed', error: 'exit status 1' } : {
      driver: 'Restic',
      duration: '3.2s',
      integrity: true,
      path: 'repository/v1/logical/dump',
      phase: 'Succeeded',
      size: '12.3 MiB',
      resticStats: [{ hostPath: 'dumpfile.sql', id: `${'3f'.repeat(31)}${nth}`, size: '12.3 MiB', uploaded: '0.4 MiB' }],
    },
  }, failed));
}

function logs(of: number, taken: number): string {
  const range = (day: number) => ({ start: text(START + day * 86_400_000), end: text(START + (day + 1) * 86_400_000) });
  return JSON.stringify(snapshotOf(of, taken, 'full', {
    wal: {
      driver: 'WalG',
      phase: 'Succeeded',
      path: 'repository/v1/wal',
      logStats: {
        start: text(START), end: text(taken), totalSucceededCount: 3, totalFailedCount: 0, lastSucceededStats: [range(96), range(97), range(98)],
      },
    },
  }, false));
}

function snapshotOf(of: number, taken: number, session: string, components: unknown, failed: boolean): unknown {
  const repo = `orders-${of}-${session}`;
  const { name, namespace } = databaseName(of);
  return {
    apiVersion: 'storage.kubestash.com/v1alpha1',
    kind: 'Snapshot',
    metadata: {
      annotations: { 'kubedb.com/db-version': '17.5' },
      creationTimestamp: text(taken),
      finalizers: ['kubestash.com/cleanup'],
      generation: 1,
      labels: {
        'kubedb.com/db-version': '17.5', 'kubestash.com/app-ref-kind': 'Postgres', 'kubestash.com/app-ref-name': name, 'kubestash.com/app-ref-namespace': namespace, 'kubestash.com/repo-name': repo,
      },
      name: `${repo}-${Math.floor(taken / 1000)}`,
      namespace,
      ownerReferences: [{ apiVersion: 'storage.kubestash.com/v1alpha1', blockOwnerDeletion: true, controller: true, kind: 'Repository', name: repo, uid: '2cf0f0c8-9a5c-4b9f-9d0e-4f1d2a3b4c5d' }],
      resourceVersion: String(1_000_000 + of),
      uid: '6f1f0d3a-8a3e-4c59-8a43-1d2e3f405162',
    },
    spec: {
      appRef: appRef(of),
      backupSession: `${name}-${session}-${Math.floor(taken / 1000)}`,
      deletionPolicy: 'Delete',
      repository: repo,
      session,
      snapshotID: '01HXABCDEFGHJKMNPQRSTVWXYZ',
      type: 'FullBackup',
      version: 'v1',
    },
    status: {
      components,
      conditions: [
        { lastTransitionTime: text(taken), message: 'Recent snapshot list updated successfully', reason: 'SuccessfullyUpdatedRecentSnapshotList', status: 'True', type: 'RecentSnapshotListUpdated' },
        { lastTransitionTime: text(taken), message: 'Metadata uploaded to backend successfully', reason: 'SuccessfullyUploadedSnapshotMetadata', status: 'True', type: 'SnapshotMetadataUploaded' },
      ],
      integrity: !failed,
      phase: failed ? 'Failed' : 'Succeeded',
      size: '12.3 MiB',
      snapshotTime: text(taken),
      totalComponents: 1,
    },
  };
}

function appRef(of: number): unknown {
  return { apiGroup: 'kubedb.com', kind: 'Postgres', ...databaseName(of) };
}

function text(time: number): string {
  return new Date(time).toISOString().replace('.000', '');
}
