import { isRecord, readRecord, recordName, recordOf } from './cluster/record';
import { Call, OptionDescription } from './command';
import { CLUSTER_OPTIONS, JSON_OPTION, RECORD_OPTION, YES_OPTION } from './common-options';
import { CliError, Exit } from './exit';
import { interruptible, Interruption } from './interrupt';
import { Kubectl } from './kubectl';
import { didYouMean } from './like';
import { runPersonScript } from './person-script';
import { stateJson } from './status/json';
import { stateOf } from './status/read';
import { nextStep, sentenceOf } from './status/sentence';

/** What the commands of a person take. */
export const PERSON_OPTIONS: Record<string, OptionDescription> = {
  ...CLUSTER_OPTIONS,
  ...RECORD_OPTION,
  reason: { type: 'string', value: 'TEXT', summary: 'why: one sentence for the others, kept in the record' },
  person: { type: 'string', value: 'NAME', summary: 'who, for the record; your login name by default' },
  ...YES_OPTION,
  ...JSON_OPTION,
};

/** Runs a command of a person by the script that the runs use too, and says what came of it: after Ctrl-C as well. */
export function actAsPerson(call: Call, command: 'halt' | 'resume' | 'rollback', settings: Record<string, string> = {}): Promise<number> {
  return interruptible(call.io, interruption => act(call, command, settings, interruption));
}

async function act(call: Call, command: string, settings: Record<string, string>, interruption: Interruption): Promise<number> {
  const { io, kubectl, options, arguments: [database] } = call;
  const namespace = await kubectl.namespace();
  const record = recordName(database, options.text('record'));
  const started = io.now().getTime();
  const { code, said } = await runPersonScript(io, kubectl, command, {
    NAMESPACE: namespace,
    RECORD: record,
    REASON: options.text('reason') ?? '',
    ...(options.text('person') === undefined ? {} : { PERSON: options.text('person')! }),
    ...settings,
  }, interruption);
  const seconds = (io.now().getTime() - started) / 1000;
  if (code === 1 && /there is no record/.test(said)) throw await noRecord(kubectl, database, record, namespace);
  const interrupted = interruption.happened && code !== 0;
  const exit = interrupted ? Exit.INTERRUPTED : code === 2 ? Exit.CLUSTER : code;
  const found = await recordOf(kubectl, database, namespace, options.text('record'));
  const state = found === undefined ? undefined : await stateOf(kubectl, found);
  if (options.flag('json')) {
    const answer = { schema: `cdk8s-kubestash/${command}/v1`, command, exitCode: exit, seconds, ...(state === undefined ? {} : { database: stateJson(state) }) };
    io.stdout.write(`${JSON.stringify(answer, undefined, 1)}\n`);
    return exit;
  }
  if (interrupted) io.stderr.write('stopped by Ctrl-C; the same command again goes on from here\n');
  if (state !== undefined) {
    io.stdout.write(`${namespace}/${database}: ${sentenceOf(state, io)}${exit === Exit.OK ? `, after ${seconds.toFixed(1)} s` : ''}\n`);
    const next = nextStep(state);
    if (next !== undefined) io.stdout.write(`next: ${next}\n`);
  }
  return exit;
}

/** No run has begun yet, so there is nothing that could be halted. */
export async function noRecord(kubectl: Kubectl, database: string, record: string, namespace: string): Promise<CliError> {
  const names = await kubectl.list('leases.coordination.k8s.io', namespace).then(all => all.filter(isRecord).map(l => readRecord(l).database), () => []);
  const meant = didYouMean(database, names);
  return new CliError(Exit.FINDINGS, `${namespace}/${database} has no record (Lease ${record}): no run has opened it yet, so nothing leads through its client Service`,
    meant !== '' ? meant.trim() : names.length > 0 ? `databases of namespace ${namespace} that have one: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}`
      : `no database of namespace ${namespace} has one: is it the right namespace (-n)? cdk8s-kubestash status -A lists those that do`);
}
