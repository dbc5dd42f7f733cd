import { ENGINES } from '../../engines/registry';
import { BackupMethod } from '../../snapshots/method';
import { OptionDescription } from '../command';
import { CLUSTER_OPTIONS, RECORD_OPTION } from '../common-options';

/** What `plan` and `restore` take alike: which data, into what, and how. */
export const RESTORE_OPTIONS: Record<string, OptionDescription> = {
  'at': { type: 'string', value: 'TIME', summary: 'the data as it was then: RFC 3339 with a zone, or "2h ago"' },
  'snapshot': { type: 'string', value: 'NAME', summary: 'the data of this Snapshot' },
  'latest': { type: 'boolean', summary: 'the data of the newest Snapshot that can be restored' },
  'method': { type: 'string', value: 'METHOD', summary: 'with --latest or --at: the newest Snapshot of this method (until then)', values: Object.values(BackupMethod) },
  'to': { type: 'string', value: 'NAME[/NAMESPACE]', summary: 'into a new database of this name, and leave DB alone' },
  'new': { type: 'boolean', summary: 'DB is not there: make it, without looking for it in the cluster' },
  'storage': { type: 'string', value: 'SIZE', summary: 'size of each volume: 60Gi' },
  'storage-class': { type: 'string', value: 'CLASS', summary: 'StorageClass of the volumes' },
  'replicas': { type: 'string', value: 'NUMBER', summary: 'number of members' },
  'db-version': { type: 'string', value: 'VERSION', summary: 'version of the database, as KubeDB names it' },
  'auth-secret': { type: 'string', value: 'NAME', summary: 'with --to: Secret with its credentials; the source\'s, where the data brings its passwords along' },
  'resume': { type: 'string', value: 'WHO', summary: 'who makes it available: the run, after the checks, or a person', values: ['automatic', 'manual'] },
  'check': { type: 'string', value: 'STATEMENT', summary: 'statement that must pass before it is available; may be repeated', multiple: true },
  'expect': { type: 'string', value: 'EXPECTATION', summary: 'first value of the check of the same place: ">=1", "=paid", "~^17[.]" or "runs"; may be repeated', multiple: true },
  'check-count': { type: 'string', value: 'NAME[>=NUMBER]', summary: 'at least so many rows, documents or keys must be there, 1 by default; may be repeated', multiple: true },
  'check-database': { type: 'string', value: 'NAME', summary: 'database that the checks ask, instead of the engine\'s own' },
  'overwrite': { type: 'boolean', summary: 'write over the running database instead of making a second one' },
  'in-place': { type: 'boolean', summary: 'have KubeDB put the running database back itself, where it can' },
  'accept-unrecorded': { type: 'boolean', summary: 'with --overwrite or --in-place: although nothing is known of earlier restores' },
  'safety-storage': { type: 'string', value: 'NAMESPACE/NAME', summary: 'BackupStorage for the backup before an overwrite; that of the Snapshot by default' },
  'no-safety-backup': { type: 'string', value: 'REASON', summary: 'no backup before an overwrite, and why that is fine' },
  'restore-id': { type: 'string', value: 'TEXT', summary: 'tells this restore from an equal one: the same data once more' },
  'client-image': { type: 'string', value: 'IMAGE', summary: 'image with the engine\'s client, where the version is none that is known' },
  'agent-image': { type: 'string', value: 'IMAGE', summary: 'Node image of the run, where not the stock one is to be used' },
  'engine': { type: 'string', value: 'ENGINE', summary: 'engine of DB, where it has no record and several kinds have one of its name', values: ENGINES.map(e => e.key) },
  'manifest': { type: 'string', value: 'FILE', summary: 'DB as kubectl get -o yaml printed it, instead of the cluster\'s', completes: 'file' },
  'from': { type: 'string', value: 'FILE', summary: 'Snapshots of an export instead of the cluster\'s, "-" for standard input', completes: 'file' },
  'all-namespaces': { type: 'boolean', short: 'A', summary: 'look for Snapshots in all namespaces' },
  ...RECORD_OPTION,
  ...CLUSTER_OPTIONS,
};
