import { recordsIn, unsoundText } from '../cluster/records';
import { Call, Command } from '../command';
import { CLUSTER_OPTIONS, JSON_OPTION, RECORD_OPTION } from '../common-options';
import { CliError, Exit } from '../exit';
import { interruptible } from '../interrupt';
import { pause } from '../io';
import { recordToLookAt } from '../person';
import { situationOf } from '../status/read';
import { DatabaseStatus, printStatus, statusJson, statusOf } from '../status/report';
import { isFine, sentenceOf, wordOf } from '../status/sentence';
import { styleOf } from '../style';
import { Column, table } from '../table';
import { ageOf } from '../times';

const EVERY = 2000;
const COLUMNS: readonly Column[] = [
  { title: 'NAMESPACE', drop: 3 }, { title: 'DATABASE' }, { title: 'STATE' }, { title: 'SINCE', right: true }, { title: 'INCARNATION', drop: 1 },
  { title: 'IN WORDS', drop: 2 },
];

export const status: Command = {
  arguments: [{ name: 'DB', summary: 'a database; a line for each of the namespace by default', optional: true, completes: 'database' }],
  options: {
    ...CLUSTER_OPTIONS,
    ...RECORD_OPTION,
    'all-namespaces': { type: 'boolean', short: 'A', summary: 'of all namespaces' },
    'watch': { type: 'boolean', short: 'w', summary: 'again whenever something has changed, until Ctrl-C' },
    ...JSON_OPTION,
  },
  examples: ['status -n shop', 'status orders -n shop --watch'],
  notes: ['Exit code 1: a database is halted, failed, waits for a person, is not as its record says, or its record is not about the restore that the code asks for.'],
  run: async call => {
    if (!call.options.flag('watch')) return (await look(call, undefined)).exit;
    return interruptible(call.io, async interruption => {
      let last: string | undefined;
      for (;;) {
        last = (await look(call, last)).printed;
        await pause(EVERY, interruption.promise);
        if (interruption.happened) return Exit.OK;
      }
    });
  },
};

/** What one look at the cluster shows. */
interface Look {
  readonly text: string;
  /** Whether nobody has to do anything. */
  readonly isFine: boolean;
}

/** Prints what there is, unless it is what was printed last. */
async function look(call: Call, last: string | undefined): Promise<{ printed: string; exit: number }> {
  const { io, arguments: [database] } = call;
  const seen = database === undefined ? await all(call) : await one(call);
  const { text } = seen;
  const comparable = text.replace(/\b\d+[smhd]\b/g, '');
  if (comparable !== last) io.stdout.write(last === undefined || call.options.flag('json') ? text : `\n${text}`);
  return { printed: comparable, exit: seen.isFine ? Exit.OK : Exit.FINDINGS };
}

async function one(call: Call): Promise<Look> {
  const { io, kubectl, options } = call;
  const found = await statusOf(kubectl, await recordToLookAt(call));
  return { text: options.flag('json') ? json([found], call) : printStatus(found, io, styleOf(io)), isFine: isFine(found.situation) };
}

async function all(call: Call): Promise<Look> {
  const { io, kubectl, options } = call;
  const namespace = options.flag('all-namespaces') ? undefined : await kubectl.namespace();
  const records = await recordsIn(kubectl, namespace);
  if (records.length === 0 && !options.flag('json')) {
    throw new CliError(Exit.FINDINGS, `no database${namespace === undefined ? '' : ` in namespace ${namespace}`} has a record yet`, 'the first run of a database makes it; look into all namespaces with -A');
  }
  if (options.flag('json')) {
    const statuses = await Promise.all(records.map(r => statusOf(kubectl, r)));
    return { text: json(statuses, call), isFine: statuses.every(s => isFine(s.situation)) };
  }
  const situations = await Promise.all(records.map(r => situationOf(kubectl, r)));
  const rows = situations.map(s => {
    const { record } = s;
    return [record.namespace, record.database, wordOf(s), ageOf(record.since || undefined, io), record.incarnation, sentenceOf(s, io)];
  });
  const warnings = records.filter(r => r.unsound.length > 0).map(r => `warning: ${unsoundText(r)}\n`);
  return { text: table(COLUMNS, rows, io.stdout, styleOf(io)) + warnings.join(''), isFine: situations.every(isFine) };
}

function json(statuses: readonly DatabaseStatus[], { options }: Call): string {
  return `${JSON.stringify({ schema: 'cdk8s-kubestash/status/v1', databases: statuses.map(statusJson) }, undefined, options.flag('watch') ? 0 : 1)}\n`;
}
