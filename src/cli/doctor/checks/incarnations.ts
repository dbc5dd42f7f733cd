import { epochOf } from '../../../snapshots/time';
import { resourceText } from '../../cluster/kinds';
import { leftBehind, Situation } from '../../status/read';
import { ageOf } from '../../times';
import { Diagnosis, DoctorCheck, doubtful, bad } from '../patient';

/** Days after which nobody is likely to roll back any more. */
const LONG = 14;

/** What earlier restores left behind, and records that speak of databases that are gone. */
export const incarnations: DoctorCheck = async patient => {
  const situations = await patient.situations();
  const now = patient.io.now().getTime();
  return situations.flatMap(s => [...notRetired(s), ...longUnneeded(s, now, time => ageOf(time, patient.io)), ...gone(s)]);
};

function notRetired(situation: Situation): Diagnosis[] {
  return leftBehind(situation).map(({ name, wasOpened }) => doubtful('incarnation-not-retired', {
    message: wasOpened ? 'an earlier incarnation is still there: its volumes are paid for, and no rollback leads to it'
      : 'an incarnation that was never opened is still there, left behind by a restore that was corrected or given up: its volumes are paid for, and nothing leads to it',
    remedy: `cdk8s-kubestash retire ${name} -n ${situation.record.namespace}`,
  }, aboutIncarnation(situation, name)));
}

function longUnneeded(situation: Situation, now: number, age: (time: string) => string): Diagnosis[] {
  const { record, incarnations: all } = situation;
  if (record.state !== 'serving' || record.since === '' || (now - epochOf(record.since)) / 86_400_000 <= LONG) return [];
  return all.filter(i => i.exists && i.role === 'previous').map(({ name }) => doubtful('incarnation-not-retired', {
    message: `the previous incarnation has not been needed for ${age(record.since)}: its volumes are paid for`,
    remedy: `cdk8s-kubestash retire ${name} -n ${situation.record.namespace}`,
  }, aboutIncarnation(situation, name)));
}

function aboutIncarnation({ record }: Situation, name: string): string {
  return `${resourceText(record.resource!)} ${record.namespace}/${name}`;
}

function gone({ record, incarnations: all, isVoid }: Situation): Diagnosis[] {
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
