import { existsSync } from 'fs';
import { join } from 'path';
import { Report, Settings, skipped } from './part';
import { apply, inOrder } from '../../test/conformance/harness/apply';
import { CACHE, SHARED } from '../../test/conformance/harness/cluster';
import { behave } from '../../test/conformance/harness/control';
import { runsComplete, serving } from '../../test/conformance/harness/expect';
import { UNDO } from '../../test/conformance/harness/flows';
import { preparedCluster } from '../../test/conformance/harness/prepared';
import { inNamespace, Space } from '../../test/conformance/harness/space';
import { Request, requests, timed } from '../../test/conformance/harness/times';
import { Measured } from '../../test/conformance/report/figures';
import { Peaks, watchMemory } from '../lib/memory';
import { sample, spread } from '../lib/stats';
import { figure, table } from '../lib/table';

/** How long the recovery is made to take, in seconds: time in which a run only waits. */
const WAIT = 45;

interface Run {
  readonly drained: number;
  readonly serving: number;
  readonly calls: number;
  readonly perMinute: number;
  readonly memory: Peaks;
}

/** An undo on the conformance control plane: how fast it closes and opens, and what it asks of the API server. */
export async function cluster({ quick }: Settings): Promise<Report> {
  const title = 'Cluster';
  if (!existsSync(join(CACHE, 'cluster'))) return skipped(title, 'the conformance control plane is not built (npm run conformance)');
  if (!existsSync(join(SHARED, 'upstream', 'crds'))) return skipped(title, 'the CRDs of KubeDB and KubeStash are not there');
  if (process.getuid?.() !== 0) return skipped(title, 'running containers takes root');
  const running = await preparedCluster();
  try {
    const runs: Run[] = [];
    for (let i = 0; i < (quick ? 1 : 3); i++) await inNamespace('bench', async space => { runs.push(await undo(space)); });
    return { title, text: text(runs), figures: runs };
  } finally {
    await running.stop();
  }
}

async function undo(space: Space): Promise<Run> {
  await UNDO.before!(space);
  await behave(space.namespace, { archiverSeconds: WAIT });
  const before = (await requests(space)).length;
  const peaks = watchMemory();
  const times: Measured = {};
  await timed(space, ['orders-client'], times, async () => {
    await apply(space, inOrder(UNDO.objects(space)));
    await serving(space, 'orders');
    await runsComplete(space);
  });
  const own = (await requests(space)).slice(before).filter(isOfRun);
  return { drained: times.drained ?? NaN, serving: times.serving ?? NaN, calls: own.length, perMinute: waiting(own), memory: peaks() };
}

function isOfRun(request: Request): boolean {
  return /^orders-[0-9a-f]{8}$/.test(request.serviceAccount?.split(':').pop() ?? '');
}

/** Calls in a minute of the middle third of a run, which only waits. */
function waiting(own: readonly Request[]): number {
  const [first, last] = [own[0].unixNano, own[own.length - 1].unixNano];
  const third = (last - first) / 3;
  const calls = own.filter(r => r.unixNano > first + third && r.unixNano < last - third).length;
  return calls / (third / 60e9);
}

function text(runs: readonly Run[]): string {
  const of = (key: Exclude<keyof Run, 'memory'>) => sample(runs.map(r => r[key]));
  return [
    `An undo by a recovery of ${WAIT} s on a real API server, etcd and controller manager, with stand-ins for the operators:`,
    '',
    `* from the halt to no endpoint: ${spread(of('drained'))} s; from the resumption to endpoints: ${spread(of('serving'))} s`,
    `* calls of the API server in a whole run: ${spread(of('calls'), 0)}`,
    `* calls in a minute of waiting: ${spread(of('perMinute'), 1)}; 500 runs that wait at once: ${figure((of('perMinute').median * 500) / 60)} requests per second`,
    '',
    'Memory of the run\'s containers at their peaks: the resident memory of all processes of a container, sampled every 25 ms. Clients of databases',
    'are stand-ins here; theirs is the memory of their script. What is requested and limited is what runs declare.',
    '',
    table(['container', 'MiB at its peak', 'limit, MiB'], memories(runs)),
  ].join('\n');
}

function memories(runs: readonly Run[]): (string | number)[][] {
  const commands = [...new Set(runs.flatMap(r => Object.keys(r.memory)))].sort();
  return commands.map(command => [
    `\`${command}\``, figure(Math.max(...runs.map(r => r.memory[command] ?? 0))), command.startsWith('agent.js run') ? 128 : command.startsWith('agent.js') ? 96 : 512,
  ]);
}
