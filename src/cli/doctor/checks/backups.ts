import { KINDS } from '../../cluster/kinds';
import { bad, DoctorCheck, doubtful } from '../patient';

/** Whether backup storages can be reached, and whether backups go on. */
export const backups: DoctorCheck = async patient => {
  const [storages, configurations, records] = await Promise.all([
    patient.list(KINDS.backupStorage),
    patient.list(KINDS.backupConfiguration),
    patient.records(),
  ]);
  const restoring = records.filter(r => !['', 'serving'].includes(r.state)).map(r => r.namespace);
  return [
    ...storages.filter(s => s.status?.phase !== 'Ready').map(s => bad('backup-storage-not-ready', {
      message: 'the BackupStorage is not ready: nothing can be backed up to it or restored from it',
      value: s.status?.phase ?? 'no phase',
      remedy: `kubectl describe backupstorages.storage.kubestash.com -n ${s.metadata.namespace} ${s.metadata.name}`,
    }, `BackupStorage ${s.metadata.namespace}/${s.metadata.name}`)),
    ...configurations.filter(c => c.spec?.paused === true && !restoring.includes(c.metadata.namespace)).map(c => doubtful('backups-paused', {
      message: 'backups are paused although no restore is at work',
      remedy: 'set spec.paused to false, unless somebody wants it so',
    }, `BackupConfiguration ${c.metadata.namespace}/${c.metadata.name}`)),
  ];
};
