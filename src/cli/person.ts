import { spawn } from 'child_process';
import { userInfo } from 'os';
import { join } from 'path';
import { recordName, recordOf } from './cluster/record';
import { Call, OptionDescription } from './command';
import { CLUSTER_OPTIONS, JSON_OPTION, RECORD_OPTION, YES_OPTION } from './common-options';
import { CliError, Exit } from './exit';
import { interruptible } from './interrupt';
import { stateJson } from './status/json';
import { stateOf } from './status/read';
import { nextStep, sentenceOf } from './status/sentence';

const SCRIPT = join(__dirname, '..', '..', 'assets', 'run.sh');

/** What the commands of a person take. */
export const PERSON_OPTIONS: Record<string, OptionDescription> = {
  ...CLUSTER_OPTIONS,
  ...RECORD_OPTION,
  reason: { type: 'string', value: 'TEXT', summary: 'why: one sentence for the others, kept in the record' },
  person: { type: 'string', value: 'NAME', summary: 'who, for the record; your login name by default' },
  ...YES_OPTION,
  ...JSON_OPTION,
};

/** Runs a command of a person by the script that the runs use too, and says what came of it. */
export async function actAsPerson(call: Call, command: 'halt' | 'resume' | 'rollback', settings: Record<string, string> = {}): Promise<number> {
  const { io, kubectl, options, arguments: [database] } = call;
  const namespace = await kubectl.namespace();
  const record = recordName(database, options.text('record'));
  const started = io.now().getTime();
  const { code, interrupted, said } = await runScript(call, command, { NAMESPACE: namespace, RECORD: record, ...settings });
  const seconds = (io.now().getTime() - started) / 1000;
  if (code === 1 && /there is no record/.test(said)) throw noRecord(database, record, namespace);
  const found = await recordOf(kubectl, database, namespace, options.text('record'));
  const state = found === undefined ? undefined : await stateOf(kubectl, found);
  const exit = interrupted ? Exit.INTERRUPTED : code === 2 ? Exit.CLUSTER : code;
  if (options.flag('json')) {
    const answer = { schema: `cdk8s-kubestash/${command}/v1`, command, exitCode: exit, seconds, ...(state === undefined ? {} : { database: stateJson(state) }) };
    io.stdout.write(`${JSON.stringify(answer, undefined, 1)}\n`);
    return exit;
  }
  if (interrupted) io.stderr.write(`stopped; ${command} says the same again, and goes on from here\n`);
  if (state !== undefined) {
    io.stdout.write(`${namespace}/${database}: ${sentenceOf(state, io)}${exit === Exit.OK ? `, after ${seconds.toFixed(1)} s` : ''}\n`);
    const next = nextStep(state);
    if (next !== undefined) io.stdout.write(`next: ${next}\n`);
  }
  return exit;
}

/** No run has begun yet, so there is nothing that could be halted. */
export function noRecord(database: string, record: string, namespace: string): CliError {
  return new CliError(Exit.FINDINGS, `${namespace}/${database} has no record (Lease ${record}): no run has opened it yet, so nothing leads through its client Service`,
    'is it the right namespace (-n)? cdk8s-kubestash status lists the databases that have one');
}

interface ScriptAnswer {
  readonly code: number;
  readonly interrupted: boolean;
  readonly said: string;
}

function runScript(call: Call, command: string, settings: Record<string, string>): Promise<ScriptAnswer> {
  const { io, kubectl, options } = call;
  const { context, kubeconfig } = kubectl.flags;
  const env = {
    ...io.env,
    KUBECTL: kubectl.executable,
    PERSON: options.text('person') ?? loginName(),
    REASON: options.text('reason') ?? '',
    MOVE_ON: '',
    ...settings,
    KUBE_CONTEXT: context ?? '',
    ...(kubeconfig === undefined ? {} : { KUBECONFIG: kubeconfig }),
  };
  const child = spawn('sh', [SCRIPT, 'person', command], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    said += text;
    io.stderr.write(text);
  });
  // The script lets the record go before it ends, whoever told it to stop.
  return interruptible(io, interruption => new Promise<ScriptAnswer>((resolve, reject) => {
    child.on('error', e => reject(new CliError(Exit.CLUSTER, `sh could not be started: ${e.message}`, 'these commands run a shell script: a POSIX shell named sh is needed')));
    child.on('close', code => resolve({ code: code ?? 1, interrupted: interruption.happened, said }));
  }), () => child.kill('SIGTERM'));
}

function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'somebody';
  }
}
