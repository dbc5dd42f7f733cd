import { CliError, Exit } from '../../exit';
import { inPerson } from '../../in-person';
import { Interruption } from '../../interrupt';
import { Situation } from '../../status/read';
import { bad, Diagnosis, DoctorCheck, Fix, Patient } from '../patient';

/** Whether the client Services are as the record says: one that was replaced, or deleted and made anew, has lost its selector. */
export const services: DoctorCheck = async patient => {
  const situations = await patient.situations();
  return situations.flatMap(s => (['serving', 'halted', 'failed'].includes(s.record.state) ? diagnose(s, patient) : []));
};

function diagnose(situation: Situation, patient: Patient): Diagnosis[] {
  const { record } = situation;
  const wanted = record.state === 'serving' ? 'open' : 'halted';
  const about = (name: string) => `Service ${record.namespace}/${name}`;
  let mended: Promise<string> | undefined;
  // One command puts all Services of a database right.
  const fix: Fix = interruption => (mended ??= mend(situation, wanted, patient, interruption));
  return situation.services.flatMap(s => {
    if (s.selects === 'absent') {
      return [bad('client-service-missing', {
        message: `the client Service of ${record.database} does not exist`, remedy: 'apply the code of the database again; then doctor --fix',
      }, about(s.name))];
    }
    if (s.selects !== wanted || (wanted === 'open' && s.incarnation !== record.incarnation)) {
      return [bad(s.selects === 'empty' ? 'client-service-without-selector' : 'client-service-differs', {
        message: s.selects === 'empty' ? `the client Service lost its selector: ${s.endpoints === 0 ? 'nobody can connect' : 'its endpoints stay as they were, whatever becomes of the pods'}` : `the client Service is ${s.selects}${s.incarnation === undefined ? '' : ` for ${s.incarnation}`}, which is not what the record says`,
        value: s.selects,
        allowed: wanted === 'open' ? `open for ${record.incarnation}` : 'halted',
        remedy: 'doctor --fix mends it from the record',
      }, about(s.name), fix)];
    }
    return wanted === 'open' && s.endpoints === 0 ? [bad('client-service-without-endpoints', {
      message: `the client Service is open, but ${record.incarnation} has no pod that is ready`,
      remedy: `kubectl get pods -n ${record.namespace} -l app.kubernetes.io/instance=${record.incarnation}`,
    }, about(s.name))] : [];
  });
}

/** As a person would: the record decides, and its epoch grows. */
async function mend({ record }: Situation, wanted: 'open' | 'halted', { io, kubectl }: Patient, interruption: Interruption): Promise<string> {
  const { exit, say } = await inPerson(io, kubectl, {
    namespace: record.namespace,
    record: record.name,
    command: wanted === 'open' ? 'resume' : 'halt',
    reason: `Client Services mended. Before: ${record.reason}`.slice(0, 400),
  }, interruption);
  if (exit === Exit.INTERRUPTED) throw new CliError(exit, `stopped by Ctrl-C while ${record.namespace}/${record.database} was mended`, 'the same command again goes on from here');
  if (exit !== Exit.OK) throw new CliError(exit, `${record.namespace}/${record.database} could not be mended: ${say}`);
  return `${record.namespace}/${record.database}: client Services are as the record says again (${wanted})`;
}
