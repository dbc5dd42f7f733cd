import { dueArchiving } from '../../../protocol/record';
import { listed } from '../../../protocol/text';
import { FoundRecord } from '../../cluster/records';
import { bad, DoctorCheck } from '../patient';

const placeOf = ({ namespace, name }: FoundRecord): string => `Lease ${namespace}/${name}`;

/** Whether somebody wrote into a record who does not follow the protocol, by mistake or to have others act on it; and what was left undone. */
export const records: DoctorCheck = async patient => {
  const all = await patient.records();
  return [
    ...all.filter(r => r.unsound.length > 0).map(record => bad('record-unsound', {
      message: `there are annotations in the record that no run and no person can have written, and that count for nothing: ${listed(record.unsound)}`,
      value: record.unsound.join(', '),
      remedy: `see who may write Leases in namespace ${record.namespace}, and who did (metadata.managedFields); then take those annotations away, and restore or resume what is missing`,
    }, placeOf(record))),
    ...all.filter(r => r.state === 'serving' && r.holder === '' && dueArchiving(r) !== undefined).map(record => bad('archiving-left', {
      message: `${record.incarnation} serves, but the archiving that was suspended for a restore in place is not as it was: a restore to a later moment could bring back what that one has discarded`,
      value: record.archiving?.stage ?? '',
      remedy: `cdk8s-kubestash resume ${record.database} -n ${record.namespace} goes on with it: archiving on, the first log, a full backup; or delete the Job of the restore to have it made anew`,
    }, placeOf(record))),
  ];
};
