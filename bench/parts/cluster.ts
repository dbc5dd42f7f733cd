import { existsSync } from 'fs';
import { join } from 'path';
import { Report, Settings, skipped } from './part';
import { CACHE, SHARED } from '../../test/conformance/harness/cluster';
import { preparedCluster } from '../../test/conformance/harness/prepared';
import { inNamespace } from '../../test/conformance/harness/space';
import { Fleet, fleet } from '../cluster/fleet';
import { Latencies, Undo, undo, WAIT } from '../cluster/undo';
import { sample, spread } from '../lib/stats';
import { figure, table } from '../lib/table';

/** Runs that wait at once, and the seconds that they are watched for: as long as a watch lasts on average, so that each of those is begun anew. */
const WAITING = { quick: { runs: 20, seconds: 60 }, full: { runs: 500, seconds: 600 } };

/** Undos and waiting runs on the conformance control plane: how fast they close and open, and what they ask of the API server. */
export async function cluster({ quick }: Settings): Promise<Report> {
  const title = 'Cluster';
  if (!existsSync(join(CACHE, 'cluster'))) return skipped(title, 'the conformance control plane is not built (npm run conformance)');
  if (!existsSync(join(SHARED, 'upstream', 'crds'))) return skipped(title, 'the CRDs of KubeDB and KubeStash are not there');
  if (process.getuid?.() !== 0) return skipped(title, 'running containers takes root');
  const running = await preparedCluster();
  try {
    const undos: Undo[] = [];
    for (let i = 0; i < (quick ? 1 : 5); i++) await inNamespace('bench', async space => { undos.push(await undo(space)); });
    const { runs, seconds } = quick ? WAITING.quick : WAITING.full;
    let waiting: Fleet | undefined;
    await inNamespace('fleet', async space => { waiting = await fleet(space, runs, seconds); });
    return { title, text: text(undos, waiting!), figures: { undos, waiting } };
  } finally {
    await running.stop();
  }
}

function text(undos: readonly Undo[], { runs, seconds, perSecond, perMinute, most }: Fleet): string {
  const total = (u: Undo) => Object.values(u.calls).reduce((sum, n) => sum + n, 0);
  return [
    `Undos by a recovery of ${WAIT} s on a real API server, etcd and controller manager, with stand-ins for the operators. Beside each of them, a Service that`,
    'leads to the same pods is closed and opened by plain patches: that is what the control plane takes by itself. All times are',
    `from a call as a proxy in front of the API server saw it to what EndpointSlices then said; medians of ${undos.length}.`,
    '',
    table(['seconds', 'plain patch', 'patch of the run', 'word of the record', 'more than plain, from the word'], [
      latency('halt → no endpoint', undos, 'drained'), latency('resume → endpoints', undos, 'serving'),
    ]),
    '',
    'The *word of the record* is the first change that says `halting` or `resuming`: everything that the run does afterwards is in it. Goal: at most 0.3 s more than plain.',
    '',
    `Calls of the API server in a whole run: ${spread(sample(undos.map(total)), 0)}. In one of them: ${callsOf(undos[0])}.`,
    '',
    `${runs} runs that wait at once, each with its own agent and connections, in one process, for ${Math.round(seconds)} s: **${figure(perSecond)} requests a second**,`,
    `${figure(perMinute)} a minute and run (at most ${figure(most)}). Goals: 40 a second for 500 runs, 5 a minute. Three a minute renew the record; the rest takes up watches that`,
    'the API server has ended, some ten minutes after they began.',
    '',
    'Memory of the run\'s containers at their peaks: the resident memory of all processes of a container, sampled every 25 ms. Goal: at most 64 MiB for an agent. Clients of databases',
    'are stand-ins here; theirs is the memory of their script. The limit is what the run declares.',
    '',
    table(['container', 'MiB at its peak', 'limit, MiB'], memories(undos)),
  ].join('\n');
}

function latency(what: string, undos: readonly Undo[], key: keyof Latencies): string[] {
  const of = (from: 'plain' | 'fromPatch' | 'fromWord') => spread(sample(undos.map(u => u[from][key])));
  return [what, of('plain'), of('fromPatch'), of('fromWord'), spread(sample(undos.map(u => u.fromWord[key] - u.plain[key])))];
}

function callsOf({ calls }: Undo): string {
  const verbs = [...new Set(Object.keys(calls).map(k => k.split(' ')[0]))];
  const count = (verb: string) => Object.entries(calls).filter(([k]) => k.startsWith(`${verb} `)).reduce((sum, [, n]) => sum + n, 0);
  return verbs.map(v => `${count(v)} ${v}`).join(', ');
}

function memories(undos: readonly Undo[]): (string | number)[][] {
  const commands = [...new Set(undos.flatMap(u => Object.keys(u.memory)))].sort();
  return commands.map(command => [
    `\`${command}\``, figure(Math.max(...undos.map(u => u.memory[command] ?? 0))), undos[0].limits[command] ?? '',
  ]);
}
