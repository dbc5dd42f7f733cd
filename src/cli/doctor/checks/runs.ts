import { LABEL } from '../../../protocol/names';
import { DatabaseRecord } from '../../../protocol/record';
import { isUnfinished, sessionView } from '../../../protocol/views';
import { epochOf } from '../../../snapshots/time';
import { KINDS } from '../../cluster/kinds';
import { ClusterObject } from '../../cluster/objects';
import { declaredOtherwise, Situation } from '../../status/read';
import { ageOf } from '../../times';
import { DoctorCheck, doubtful, Diagnosis, bad } from '../patient';

const HOUR = 3_600_000;

/** Runs that hang, or that the record is not about, and RestoreSessions that would write again. */
export const runs: DoctorCheck = async patient => {
  const [situations, sessions] = await Promise.all([patient.situations(), patient.list(KINDS.restoreSession)]);
  const now = patient.io.now().getTime();
  const age = (time: string) => ageOf(time, patient.io);
  return [
    ...situations.flatMap(s => [...hanging(s, now, age), ...declared(s)]),
    ...sessions.flatMap(s => again(s, situations.map(({ record }) => record), now, age)),
  ];
};

function hanging({ record, runs: all }: Situation, now: number, age: (time: string) => string): Diagnosis[] {
  const { state, namespace, restore, database } = record;
  if (['', 'serving', 'halted', 'failed'].includes(state)) return [];
  const about = `Lease ${namespace}/${record.name}`;
  const job = all.find(j => j.restore === restore);
  const remedy = `cdk8s-kubestash resume ${database} -n ${namespace} --recheck runs it again, rollback goes back`;
  if (job === undefined) return [bad('run-gone', { message: `restore ${restore} is ${state}, but its Job does not exist`, remedy: 'apply the restore again, or roll back' }, about)];
  if (job.status === 'failed') return [bad('run-failed', { message: `restore ${restore} is ${state}, and its Job failed: ${job.message}`, remedy }, about)];
  const heard = record.renewed.replace(/\.\d+Z$/, 'Z');
  const silent = heard === '' ? 0 : now - epochOf(heard);
  const allowed = 3 * Math.max(60, record.duration) * 1000;
  return silent > allowed ? [doubtful('run-hangs', {
    message: `nothing was heard of the run of restore ${restore} (${state}) for ${age(heard)}`,
    remedy: `kubectl describe job -n ${namespace} ${job.name}`,
  }, about)] : [];
}

/** What Git asks for, and the record is not about. */
function declared(situation: Situation): Diagnosis[] {
  const { record } = situation;
  const newest = declaredOtherwise(situation);
  if (newest === undefined) return [];
  const about = `Lease ${record.namespace}/${record.name}`;
  const { name, restore, status, message = status } = newest;
  if (['active', 'waiting'].includes(status)) {
    return [doubtful('declared-restore-not-begun', {
      message: `the code asks for restore ${restore}, whose Job ${name} has not taken the record yet: that is about restore ${record.restore} (${record.state})`,
      value: record.restore,
      allowed: restore,
      remedy: `wait for it; its log says what it waits for: kubectl logs -n ${record.namespace} job/${name} --all-containers`,
    }, about)];
  }
  return [bad('declared-restore-not-done', {
    message: `the code asks for restore ${restore}, but its Job ${name} ended (${message}) without taking the record, which is about restore ${record.restore} (${record.state})`,
    value: record.restore,
    allowed: restore,
    remedy: `its last words say why: kubectl logs -n ${record.namespace} job/${name} --all-containers`,
  }, about)];
}

function again(session: ClusterObject, records: readonly DatabaseRecord[], now: number, age: (time: string) => string): Diagnosis[] {
  const view = sessionView(session);
  const { name, phase, created } = view;
  const { namespace, labels = {}, annotations = {} } = session.metadata;
  const about = `RestoreSession ${namespace}/${name}`;
  const tracked = Object.keys({ ...labels, ...annotations }).some(k => k.startsWith('argocd.argoproj.io/tracking') || k.includes('fluxcd.io/name'));
  const wanted = records.some(r => r.namespace === namespace && r.session === name);
  return [
    ...(tracked && labels[LABEL.restore] === undefined ? [doubtful('restore-session-in-git', {
      message: 'a GitOps tool applied the RestoreSession: once deleted here it is made anew, and writes over newer data',
      remedy: 'take it out of Git when it is done; a restore of this library makes its session once',
    }, about)] : []),
    ...(!wanted && isUnfinished(view) && now - epochOf(created) > HOUR ? [doubtful('restore-session-unfinished', {
      message: `no record knows of it, and it is ${phase} for ${age(created)}: it may still write, and nothing is opened while it is there`,
      remedy: `delete it, if nobody waits for it: kubectl delete restoresessions.core.kubestash.com -n ${namespace} ${name}`,
    }, about)] : []),
  ];
}
