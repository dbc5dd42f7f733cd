import { Act, applied, apply } from './apply';
import { behave } from './control';
import { converged, homeOf } from './converge';
import { pause } from './eventually';
import { Flow, secrets } from './flows';
import { pool } from './pool';
import { Random, seeds } from './random';
import { scale } from './scale';
import { inNamespace, Space } from './space';
import { timed } from './times';
import { counted, Measured } from '../report/figures';

/** An order in which everything happens, and how to have it again. */
interface Order {
  readonly name: string;
  readonly seed: number;
  readonly arrange: (acts: Act[], random: Random) => Act[];
}

/** Shows that every one of these flows comes to its end in any order. */
export function inAnyOrder(flows: readonly Flow[]): void {
  test.each(flows.map(f => [f.name, f] as const))('%s', async (_, flow) => {
    await pool(orders(), order => counted('2. Any order', measured => inNamespace('order', space => converges(flow, order, space, measured))),
      o => `${o.name} (CONFORMANCE_SEED=${o.seed})`);
  });
}

async function converges(flow: Flow, order: Order, space: Space, measured: Measured): Promise<void> {
  const random = new Random(order.seed);
  await flow.before?.(space);
  const objects = flow.objects(space);
  // The bucket's Repositories appear at any time.
  await behave(space.namespace, { syncSeconds: random.below(8) });
  const acts = order.arrange([...await lateSecrets(space), ...objects.map(applied)], random);
  await timed(homeOf(flow, space), [`${flow.database}-client`], measured, async () => {
    await apply(space, acts, random);
    // Applied twice, the second time in another order and while the run works.
    await apply(space, random.shuffled(objects.map(applied)));
    await converged(flow, space);
  });
}

async function lateSecrets(space: Space): Promise<Act[]> {
  if (await space.find('v1', 'Secret', 'restic') !== undefined) return [];
  return [{ name: 'Secrets', run: secrets }];
}

/** As rendered, reversed, and permutations; some of these with something last that much depends on. */
function orders(): Order[] {
  const late: [string, (act: Act) => boolean][] = [
    ['Secrets last', a => a.name === 'Secrets'],
    ['BackupStorage last', a => a.name.startsWith('BackupStorage/')],
    ['database last', a => /^(Postgres|MongoDB|Elasticsearch)\//.test(a.name)],
    ['Job before ServiceAccount, Role and ConfigMaps', a => /^(ServiceAccount|Role|RoleBinding|ConfigMap)\//.test(a.name)],
  ];
  const random: Order[] = seeds(scale().orders).map((seed, i) => {
    const [name, isLate] = late[i] ?? ['permutation', () => false];
    return { name, seed, arrange: (acts, r) => withLast(r.shuffled(acts), isLate) };
  });
  if (process.env.CONFORMANCE_SEED !== undefined) return random;
  return [
    { name: 'as rendered', seed: 1, arrange: acts => acts },
    { name: 'reversed', seed: 2, arrange: acts => [...acts].reverse() },
    ...random,
  ];
}

function withLast(acts: Act[], late: (act: Act) => boolean): Act[] {
  const after = acts.filter(late);
  return after.length === 0 ? acts : [...acts.filter(a => !late(a)), { name: 'a while', run: () => pause(3000) }, ...after];
}
