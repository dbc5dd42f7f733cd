import { FoundRecord, recordOf, RecordQuery, recordsIn, unsoundText } from './cluster/records';
import { Call, OptionDescription } from './command';
import { CLUSTER_OPTIONS, JSON_OPTION, RECORD_OPTION, YES_OPTION } from './common-options';
import { CliError, Exit } from './exit';
import { inPerson } from './in-person';
import { interruptible, Interruption } from './interrupt';
import { Kubectl } from './kubectl';
import { didYouMean } from './like';
import { situationJson } from './status/json';
import { situationOf } from './status/read';
import { nextStep, sentenceOf } from './status/sentence';
import { PersonIntent } from '../protocol/intent';
import { recordNameOf } from '../protocol/names';

/** What the commands of a person take. */
export const PERSON_OPTIONS: Record<string, OptionDescription> = {
  ...CLUSTER_OPTIONS,
  ...RECORD_OPTION,
  reason: { type: 'string', value: 'TEXT', summary: 'why: one sentence for the others, kept in the record' },
  person: { type: 'string', value: 'NAME', summary: 'who, for the record; your login name by default' },
  ...YES_OPTION,
  ...JSON_OPTION,
};

/** Runs a command of a person, and says what came of it: after Ctrl-C as well. */
export function actAsPerson(call: Call, command: PersonIntent['command'], record: FoundRecord, skipsChecks = false): Promise<number> {
  return interruptible(call.io, interruption => act(call, command, record, skipsChecks, interruption));
}

async function act(call: Call, command: PersonIntent['command'], { name, namespace, database }: FoundRecord, skipsChecks: boolean, interruption: Interruption): Promise<number> {
  const { io, kubectl, options } = call;
  const started = io.now().getTime();
  const person = options.text('person');
  const reply = await inPerson(io, kubectl, {
    namespace, record: name, command, reason: options.text('reason') ?? '', skipsChecks, ...(person === undefined ? {} : { person }),
  }, interruption);
  const seconds = (io.now().getTime() - started) / 1000;
  const found = await recordOf(kubectl, { database, namespace, record: name });
  const situation = found === undefined ? undefined : await situationOf(kubectl, found);
  const { exit } = reply;
  if (exit === Exit.CLUSTER) io.stderr.write('if it is a right that you lack: cdk8s-kubestash help roles prints what each command needs\n');
  if (options.flag('json')) {
    const answer = { schema: `cdk8s-kubestash/${command}/v1`, command, exitCode: exit, seconds, ...(situation === undefined ? {} : { database: situationJson(situation) }) };
    io.stdout.write(`${JSON.stringify(answer, undefined, 1)}\n`);
    return exit;
  }
  if (exit === Exit.INTERRUPTED) io.stderr.write('stopped by Ctrl-C; the same command again goes on from here\n');
  if (situation !== undefined) {
    io.stdout.write(`${namespace}/${database}: ${sentenceOf(situation, io)}${exit === Exit.OK ? `, after ${seconds.toFixed(1)} s` : ''}\n`);
    const next = nextStep(situation);
    if (next !== undefined) io.stdout.write(`next: ${next}\n`);
  }
  return exit;
}

/** The record that a command changes. What is wrong with it is said at once. */
export async function recordToActOn(call: Call): Promise<FoundRecord> {
  const found = await recordToLookAt(call);
  if (found.unsound.length > 0) call.io.stderr.write(`WARNING: ${unsoundText(found)}\n`);
  return found;
}

/** The record of the database that a command is about. */
export async function recordToLookAt({ kubectl, options, arguments: [database] }: Call): Promise<FoundRecord> {
  const query = { database, namespace: await kubectl.namespace(), record: options.text('record') };
  const found = await recordOf(kubectl, query);
  if (found === undefined) throw await noRecord(kubectl, query);
  return found;
}

/** No run has begun yet, so there is nothing that could be halted. */
async function noRecord(kubectl: Kubectl, { database, namespace, record = recordNameOf(database) }: RecordQuery): Promise<CliError> {
  const names = await recordsIn(kubectl, namespace).then(all => all.map(r => r.database), () => []);
  const meant = didYouMean(database, names);
  return new CliError(Exit.FINDINGS, `${namespace}/${database} has no record (Lease ${record}): no run has opened it yet, so nothing leads through its client Service`,
    meant !== '' ? meant.trim() : names.length > 0 ? `databases of namespace ${namespace} that have one: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}`
      : `no database of namespace ${namespace} has one: is it the right namespace (-n)? cdk8s-kubestash status -A lists those that do`);
}
