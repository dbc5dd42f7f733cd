import { Report, Settings } from './part';
import { inNamespace } from '../../test/conformance/harness/space';
import { onControlPlane } from '../cluster/control-plane';
import { Latencies, Undo, undo, WAIT } from '../cluster/undo';
import { sample, spread } from '../lib/stats';
import { figure, table } from '../lib/table';

/** Undos on the conformance control plane: how fast they close and open, and what they ask of the API server. */
export function cluster({ quick }: Settings): Promise<Report> {
  return onControlPlane('Cluster', async title => {
    const undos: Undo[] = [];
    for (let i = 0; i < (quick ? 1 : 3); i++) await inNamespace('bench', async space => { undos.push(await undo(space)); });
    return { title, text: text(undos), figures: undos };
  });
}

function text(undos: readonly Undo[]): string {
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
