import { epochOf } from '../../../snapshots/time';
import { DatabaseState } from '../../status/read';
import { ageOf } from '../../times';
import { Diagnosis, DoctorCheck, doubtful, bad } from '../patient';

/** Days after which nobody is likely to roll back any more. */
const LONG = 14;

/** What earlier restores left behind, and records that speak of databases that are gone. */
export const incarnations: DoctorCheck = async patient => {
  const states = await patient.databaseStates();
  const now = patient.io.now().getTime();
  return states.flatMap(state => [...leftOver(state, now, (time: string) => ageOf(time, patient.io)), ...gone(state)]);
};

function leftOver({ record, incarnations: all }: DatabaseState, now: number, age: (time: string) => string): Diagnosis[] {
  const since = record.since === undefined ? 0 : (now - epochOf(record.since)) / 86_400_000;
  return all.filter(i => i.exists && (i.role === 'earlier' || (i.role === 'previous' && record.state === 'serving' && since > LONG))).map(i => doubtful('incarnation-not-retired', {
    message: i.role === 'earlier' ? 'an earlier incarnation is still there: its volumes are paid for, and no rollback leads to it'
      : `the previous incarnation has not been needed for ${age(record.since!)}: its volumes are paid for`,
    remedy: `cdk8s-kubestash retire ${i.name} -n ${record.namespace}`,
  }, `${record.resource} ${record.namespace}/${i.name}`));
}

function gone({ record, incarnations: all, isVoid }: DatabaseState): Diagnosis[] {
  const current = all.find(i => i.role === 'current');
  const about = `Lease ${record.namespace}/${record.name}`;
  if (isVoid) {
    return [bad('record-of-another-database', {
      message: `the record speaks of another ${record.incarnation} than the one that is there: it was deleted and made anew`,
      value: record.done[record.restore],
      allowed: current?.uid,
      remedy: 'is it empty? Restore a Snapshot into it; the run of its code tells the record',
    }, about)];
  }
  return current !== undefined && !current.exists && record.state === 'serving' ? [bad('incarnation-gone', {
    message: `${record.incarnation}, which should be serving, does not exist any more`,
    remedy: record.previous === '' ? 'apply its code again; a rebuilt database stays closed until its backups are restored'
      : `cdk8s-kubestash rollback ${record.database} -n ${record.namespace} leads to ${record.previous}; or restore it anew`,
  }, about)] : [];
}
