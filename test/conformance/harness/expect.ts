import { eventually, GiveUp } from './eventually';
import { condition, outcome, runsOf } from './jobs';
import { recordOf, TrafficRecord } from './record';
import type { Space } from './space';

/** Waits until a database is open; at once an error when its run has given up. */
export function serving(space: Space, database: string, incarnation?: string): Promise<TrafficRecord> {
  return settled(space, database, 'serving', r => r.state === 'serving' && r.holder === '' && (incarnation === undefined || r.incarnation === incarnation));
}

/** Waits until another incarnation of `orders` is open than this one. */
export function servingAnother(space: Space, than: string): Promise<TrafficRecord> {
  return settled(space, 'orders', `serving another incarnation than ${than}`, r => r.state === 'serving' && r.holder === '' && r.incarnation !== than);
}

/** Waits until the record of a database is in a state that nobody is about to leave. */
export function settled(
  space: Space, database: string, what: string, right: (record: TrafficRecord) => boolean, within?: number,
): Promise<TrafficRecord> {
  return eventually(`${database} to be ${what}`, async () => {
    const record = await recordOf(space, database);
    if (record !== undefined && right(record)) return record;
    if (record?.state === 'failed' && what !== 'failed') {
      const job = (await runsOf(space, database)).find(j => outcome(j) === 'Failed');
      if (job !== undefined) throw new GiveUp(`${job.metadata.name} failed: ${condition(job, 'Failed')?.message}; record: ${record.reason}`);
    }
    throw new Error(record === undefined ? 'no record' : `${record.state}, ${record.incarnation}, held by ${record.holder}: ${record.reason}`);
  }, { within });
}

/** Waits until every run in a namespace has completed. */
export async function runsComplete(space: Space): Promise<void> {
  await eventually('all runs to complete', async () => {
    const jobs = await runsOf(space);
    const job = jobs.find(j => outcome(j) === 'Failed');
    if (job !== undefined) throw new GiveUp(`${job.metadata.name} failed: ${condition(job, 'Failed')?.message}`);
    return jobs.length > 0 && jobs.every(j => outcome(j) === 'Complete');
  });
}

/** Waits until a run has failed, of these alone; what its condition says. */
export function failed(space: Space, isMeant: (job: any) => boolean = () => true): Promise<string> {
  return eventually('a run to fail', async () => {
    const job = (await runsOf(space)).find(j => isMeant(j) && outcome(j) === 'Failed');
    return job !== undefined && condition(job, 'Failed').message as string;
  });
}

/** Pods that can be reached through a Service, by all of its EndpointSlices. */
export async function reachableThrough(space: Space, service: string): Promise<string[]> {
  const slices = await space.list('discovery.k8s.io/v1', 'EndpointSlice', `kubernetes.io/service-name=${service}`);
  return slices.flatMap(s => (s.endpoints ?? []).map((e: any) => e.targetRef?.name ?? e.addresses.join())).sort();
}

/** Waits until `orders` is open, and a pod of an incarnation is what is reached. */
export async function opened(space: Space, incarnation: string): Promise<void> {
  await serving(space, 'orders', incarnation);
  await leadsTo(space, 'orders-client', incarnation);
}

/** Waits until a Service leads to the pods of one incarnation and no others, or (undefined) to none. */
export async function leadsTo(space: Space, service: string, incarnation: string | undefined): Promise<void> {
  await eventually(`${service} to lead to ${incarnation ?? 'nothing'}`, async () => {
    const pods = new Set((await reachableThrough(space, service)).map(pod => pod.replace(/-\d+$/, '')));
    return [...pods].join() === (incarnation ?? '');
  });
}

/** RestoreSessions that have not ended: none may be left behind. */
export async function unfinishedSessions(space: Space): Promise<string[]> {
  return (await space.list('core.kubestash.com/v1alpha1', 'RestoreSession'))
    .filter((s: any) => !['Succeeded', 'Failed', 'Unknown'].includes(s.status?.phase))
    .map((s: any) => s.metadata.name);
}
