import { appendFileSync, readFileSync } from 'fs';
import { systemClock } from './clock';
import { fromPod } from './connection';
import { PodGates, waitAtGate } from './gates';
import { logTo } from './log';
import { drive } from './loop';
import { runProgram } from './programs';
import { Signal, Stop } from './stop';
import { RUN_LIMITS } from './surroundings';
import { HttpApi } from './transport';
import { Exit } from '../protocol/decision';
import { GATE, gatesOf } from '../protocol/gates';
import { RunIntent } from '../protocol/intent';
import { holderOf } from '../protocol/names';


/** Where the run's settings lie, and where the containers of its pod meet. */
const SETTINGS = '/restore/run.json';
const GATES = '/gates';

async function main([command, gate, ...rest]: readonly string[]): Promise<number> {
  if (command === 'run' && gate === undefined) return run();
  if (command === 'gate' && gate !== undefined && rest.length === 0) return wait(gate);
  process.stderr.write('usage: agent.js run | gate NAME\n');
  return Exit.MISUSED;
}

/** The agent: one process from the halt to the opening, which ends when the pod is over. */
async function run(): Promise<number> {
  const intent: RunIntent = JSON.parse(readFileSync(setting('RUN_SETTINGS', SETTINGS), 'utf8'));
  const job = required('RUN');
  const log = logTo(systemClock, line => process.stderr.write(line));
  const stop = stopSignal();
  const gates = new PodGates(setting('GATES', GATES), intent);
  const timeoutMs = milliseconds('REQUEST_SECONDS', 10_000);
  const limits = {
    unreachable: milliseconds('RETRY_SECONDS', RUN_LIMITS.unreachable),
    forbidden: milliseconds('FORBIDDEN_SECONDS', RUN_LIMITS.forbidden),
    renewal: RUN_LIMITS.renewal,
  };
  // An agent that is begun again after its word was given has nothing to add.
  if (gates.isOver(GATE.resume)) return untilStopped(stop);
  const end = await drive(runProgram(intent, job), {
    api: new HttpApi(fromPod(process.env, timeoutMs), { timeoutMs }), clock: systemClock, log, gates, stop, limits,
  }, { me: holderOf(job, required('POD_UID')), by: job });
  log(end.say);
  if (end.exit === Exit.STOPPED) return end.exit;
  gates.end(gatesOf(intent), end);
  return untilStopped(stop);
}

/** A sidecar that ends is begun again: it waits until the containers that have heard its word are done. */
async function untilStopped(stop: Signal): Promise<number> {
  while (!stop.aborted) await systemClock.sleep(60_000, stop);
  return Exit.DONE;
}

/** Another container, until the agent lets it go on. */
async function wait(gate: string): Promise<number> {
  const { exit, say } = await waitAtGate(setting('GATES', GATES), gate, systemClock);
  process.stderr.write(`${say}\n`);
  if (exit !== 0) lastWords(say);
  return exit;
}

/** What `kubectl describe pod` shows of a container that failed. */
function lastWords(text: string): void {
  try {
    appendFileSync('/dev/termination-log', `${text.slice(0, 4000)}\n`);
  } catch { /* not in a pod */ }
}

function stopSignal(): Signal {
  const stop = new Stop();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort());
  return stop;
}

function setting(name: string, otherwise: string): string {
  return process.env[name] || otherwise;
}

/** A limit that can be tuned: docs/protocol.md lists them. */
function milliseconds(name: string, otherwise: number): number {
  const seconds = Number(process.env[name]);
  return seconds > 0 ? seconds * 1000 : otherwise;
}

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  process.stderr.write(`${name} is not set\n`);
  process.exit(Exit.MISUSED);
}

void main(process.argv.slice(2)).then(code => process.exit(code));
