import { listed } from '../../../protocol/text';
import { bad, DoctorCheck } from '../patient';

/** Whether somebody wrote into a record who does not follow the protocol: by mistake, or to have others act on it. */
export const records: DoctorCheck = async patient => (await patient.records()).filter(r => r.unsound.length > 0).map(record => bad('record-unsound', {
  message: `there are annotations in the record that no run and no person can have written, and that count for nothing: ${listed(record.unsound)}`,
  value: record.unsound.join(', '),
  remedy: `see who may write Leases in namespace ${record.namespace}, and who did (metadata.managedFields); then take those annotations away, and restore or resume what is missing`,
}, `Lease ${record.namespace}/${record.name}`));
