import { epochOf } from '../../../snapshots/time';
import { DatabaseRecord } from '../../cluster/record';
import { Resource } from '../../kubectl';
import { runState, sessionState } from '../../status/runs';
import { ageOf } from '../../times';
import { DoctorCheck, doubtful, Diagnosis, bad } from '../patient';

const HOUR = 3_600_000;

/** Runs that hang, and RestoreSessions that would write again. */
export const runs: DoctorCheck = async patient => {
  const [records, jobs, sessions] = await Promise.all([
    patient.records(), patient.list('jobs.batch'), patient.list('restoresessions.core.kubestash.com'),
  ]);
  const now = patient.io.now().getTime();
  const age = (time: string) => ageOf(time, patient.io);
  return [
    ...records.flatMap(r => hanging(r, jobs, now, age)),
    ...sessions.flatMap(s => again(s, records, now, age)),
  ];
};

function hanging(record: DatabaseRecord, jobs: readonly Resource[], now: number, age: (time: string) => string): Diagnosis[] {
  const { state, namespace, restore, database } = record;
  if (['', 'serving', 'halted', 'failed'].includes(state)) return [];
  const about = `Lease ${namespace}/${record.name}`;
  const job = jobs.map(j => ({ namespace: j.metadata.namespace, ...runState(j) }))
    .filter(j => j.namespace === namespace && j.restore === restore).sort((a, b) => (a.created < b.created ? 1 : -1))[0];
  const remedy = `cdk8s-kubestash resume ${database} -n ${namespace} --recheck runs it again, rollback goes back`;
  if (job === undefined) return [bad('run-gone', { message: `restore ${restore} is ${state}, but its Job does not exist`, remedy: 'apply the restore again, or roll back' }, about)];
  if (job.status === 'failed') return [bad('run-failed', { message: `restore ${restore} is ${state}, and its Job failed: ${job.message}`, remedy }, about)];
  const silent = record.renewed === undefined ? 0 : now - epochOf(record.renewed.replace(/\.\d+Z$/, 'Z'));
  const allowed = 3 * Math.max(60, record.duration) * 1000;
  return silent > allowed ? [doubtful('run-hangs', {
    message: `nothing was heard of the run of restore ${restore} (${state}) for ${age(record.renewed!.replace(/\.\d+Z$/, 'Z'))}`,
    remedy: `kubectl describe job -n ${namespace} ${job.name}`,
  }, about)] : [];
}

function again(session: Resource, records: readonly DatabaseRecord[], now: number, age: (time: string) => string): Diagnosis[] {
  const { name, phase, created } = sessionState(session);
  const { namespace, labels = {}, annotations = {} } = session.metadata;
  const about = `RestoreSession ${namespace}/${name}`;
  const tracked = Object.keys({ ...labels, ...annotations }).some(k => k.startsWith('argocd.argoproj.io/tracking') || k.includes('fluxcd.io/name'));
  const wanted = records.some(r => r.namespace === namespace && r.session === name);
  return [
    ...(tracked && labels['cdk8s-kubestash/restore'] === undefined ? [doubtful('restore-session-in-git', {
      message: 'a GitOps tool applied the RestoreSession: once deleted here it is made anew, and writes over newer data',
      remedy: 'take it out of Git when it is done; a restore of this library makes its session once',
    }, about)] : []),
    ...(!wanted && ['Pending', 'Running', 'Invalid'].includes(phase) && now - epochOf(created) > HOUR ? [doubtful('restore-session-unfinished', {
      message: `no record knows of it, and it is ${phase} for ${age(created)}: it may still write, and nothing is opened while it is there`,
      remedy: `delete it, if nobody waits for it: kubectl delete restoresessions.core.kubestash.com -n ${namespace} ${name}`,
    }, about)] : []),
  ];
}
