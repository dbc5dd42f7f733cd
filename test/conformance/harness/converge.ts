import { reachableThrough, runsComplete, serving, unfinishedSessions } from './expect';
import { Flow } from './flows';
import { Space } from './space';
import { dataOf } from './world';

/** The space in which a flow's database stands. */
export function homeOf(flow: Flow, space: Space): Space {
  return flow.elsewhere === undefined ? space : new Space(flow.elsewhere(space), space.user);
}

/**
 * What every order has to come to: the right data, restored once, open through the client Services, nothing left behind.
 */
export async function converged(flow: Flow, space: Space, before?: string): Promise<void> {
  const home = homeOf(flow, space);
  await runsComplete(home);
  const record = await serving(home, flow.database);
  expect(record.incarnation === flow.database).toBe(!flow.moves);
  const data = await dataOf(home.namespace, record.incarnation);
  if (flow.holds !== undefined) {
    expect({ content: data.content, restores: data.restores.map(r => r.outcome) }).toEqual({ content: flow.holds(space), restores: ['Succeeded'] });
  }
  expect(record.done[record.restore]).toBe(data.uid);
  expect(await unfinishedSessions(home)).toEqual([]);
  // One pod of the right incarnation, which is the primary, whichever that is.
  const reached = await reachableThrough(home, `${flow.database}-client`);
  expect(reached.map(pod => pod.replace(/-\d+$/, ''))).toEqual([record.incarnation]);
  await tidy(home, record.incarnation);
  if (before !== undefined) expect(data.uid === before).toBe(flow.overwrites);
}

/** What was for the time of the restore is gone: no backup is paused, nobody is kept out of what serves. */
async function tidy(space: Space, incarnation: string): Promise<void> {
  const paused = (await space.list('core.kubestash.com/v1alpha1', 'BackupConfiguration')).filter(c => c.spec.paused === true);
  // The configuration of a safety backup is paused for good: it is triggered by the run alone.
  expect(paused.map(c => c.metadata.name).filter(n => !n.includes('safety'))).toEqual([]);
  const isolating = (await space.list('networking.k8s.io/v1', 'NetworkPolicy'))
    .filter(p => p.spec.podSelector.matchLabels['app.kubernetes.io/instance'] === incarnation);
  expect(isolating.map(p => p.metadata.name)).toEqual([]);
}
