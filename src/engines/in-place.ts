import { InPlaceFacts } from './facts';
import { valueAt } from './spec';
import { Json } from '../values/json';

/** A database without volumes has nothing that data could be put back into. */
export function noEphemeral(spec: Json): string | undefined {
  return valueAt(spec, ['storageType']) === 'Ephemeral' ? 'its storage is ephemeral: there is no volume to restore into' : undefined;
}

/**
 * OpsRequests of type ArchiverRestore: the volumes are set aside, and the database is recovered as `init.archiver` recovers a new one
 * (upstream: guides/mysql/pitr/restic/same-db and volumesnapshot/same-db; ops.kubedb.com types of MySQL and MariaDB).
 */
export function archiverRestore(kind: string, refuses: InPlaceFacts['refuses'], unproven: readonly string[]): InPlaceFacts {
  return {
    kind,
    type: 'ArchiverRestore',
    field: 'archiver',
    more: { retainPV: true },
    replaysLogs: true,
    keepsVolumes: true,
    suspendsArchiving: true,
    refuses: spec => noEphemeral(spec) ?? refuses(spec),
    unproven: [
      `${kind} of type ArchiverRestore is new: the released custom resources do not have it yet, and its guide stands in a proposal.`,
      'Whether NetworkPolicies let the Jobs through by which KubeDB replays logs in place is not known, so nothing is isolated unless you ask for it.',
      'That the first archived log shows in status.components.*.logStats.end of a Snapshot is told by the types alone.',
      ...unproven,
    ],
  };
}

/** EtcdOpsRequests of type Restore: one member is filled from a Snapshot, the others join it (upstream: guides/etcd/restore, drafted from its source). */
export const ETCD_RESTORE: InPlaceFacts = {
  kind: 'EtcdOpsRequest',
  type: 'Restore',
  field: 'restore',
  more: {},
  replaysLogs: false,
  keepsVolumes: false,
  suspendsArchiving: false,
  refuses: noEphemeral,
  unproven: ['A restore of Etcd in place is described upstream from its source only, and needs an operator with its feature gate on.'],
};
