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
  if (before !== undefined) expect(data.uid === before).toBe(flow.overwrites);
}
