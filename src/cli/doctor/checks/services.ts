import { CliError, Exit } from '../../exit';
import { Interruption } from '../../interrupt';
import { runPersonScript } from '../../person-script';
import { DatabaseState } from '../../status/read';
import { bad, Diagnosis, DoctorCheck, Fix, Patient } from '../patient';

/** Whether the client Services are as the record says: one that was replaced, or deleted and made anew, has lost its selector. */
export const services: DoctorCheck = async patient => {
  const states = await patient.databaseStates();
  return states.flatMap(state => (['serving', 'halted', 'failed'].includes(state.record.state) ? diagnose(state, patient) : []));
};

function diagnose(state: DatabaseState, patient: Patient): Diagnosis[] {
  const { record } = state;
  const wanted = record.state === 'serving' ? 'open' : 'halted';
  const about = (name: string) => `Service ${record.namespace}/${name}`;
  let mended: Promise<string> | undefined;
  // One call of the script puts all Services of a database right.
  const fix: Fix = interruption => (mended ??= mend(state, wanted, patient, interruption));
  return state.services.flatMap(s => {
    if (s.selects === 'absent') {
      return [bad('client-service-missing', {
        message: `the client Service of ${record.database} does not exist`, remedy: 'apply the code of the database again; then doctor --fix',
      }, about(s.name))];
    }
    if (s.selects !== wanted || (wanted === 'open' && s.incarnation !== record.incarnation)) {
      return [bad(s.selects === 'empty' ? 'client-service-without-selector' : 'client-service-differs', {
        message: s.selects === 'empty' ? 'the client Service lost its selector: nobody can connect' : `the client Service is ${s.selects}${s.incarnation === undefined ? '' : ` for ${s.incarnation}`}, which is not what the record says`,
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

/** By the script that the runs use: the record decides, and its epoch grows. */
async function mend({ record }: DatabaseState, wanted: 'open' | 'halted', { io, kubectl }: Patient, interruption: Interruption): Promise<string> {
  const { code, said } = await runPersonScript(io, kubectl, wanted === 'open' ? 'resume' : 'halt', {
    NAMESPACE: record.namespace, RECORD: record.name, REASON: `Client Services mended. Before: ${record.reason}`.slice(0, 400),
  }, interruption);
  if (interruption.happened) throw new CliError(Exit.INTERRUPTED, `stopped by Ctrl-C while ${record.namespace}/${record.database} was mended`, 'the same command again goes on from here');
  if (code !== 0) throw new CliError(code === 1 ? Exit.FINDINGS : Exit.CLUSTER, `${record.namespace}/${record.database} could not be mended: ${said.trim().split('\n').pop()}`);
  return `${record.namespace}/${record.database}: client Services are as the record says again (${wanted})`;
}
