import { isRecord, readRecord, recordName, recordOf, DatabaseRecord } from '../cluster/record';
import { Call, Command } from '../command';
import { CLUSTER_OPTIONS, JSON_OPTION, RECORD_OPTION } from '../common-options';
import { CliError, Exit } from '../exit';
import { interruptible } from '../interrupt';
import { pause } from '../io';
import { noRecord } from '../person';
import { stateOf } from '../status/read';
import { printReport, Report, reportJson, reportOf } from '../status/report';
import { sentenceOf, Word, wordOf } from '../status/sentence';
import { styleOf } from '../style';
import { Column, table } from '../table';
import { ageOf } from '../times';

/** States in which nobody has to do anything. */
const FINE: readonly Word[] = ['serving', 'restoring', 'new'];
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
  notes: ['Exit code 1: a database is halted, failed, waits for a person, or is not as its record says.'],
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

/** Prints what there is, unless it is what was printed last. */
async function look(call: Call, last: string | undefined): Promise<{ printed: string; exit: number }> {
  const { io, arguments: [database] } = call;
  const { text, words } = database === undefined ? await all(call) : await one(call, database);
  const comparable = text.replace(/\b\d+[smhd]\b/g, '');
  if (comparable !== last) io.stdout.write(last === undefined || call.options.flag('json') ? text : `\n${text}`);
  return { printed: comparable, exit: words.every(w => FINE.includes(w)) ? Exit.OK : Exit.FINDINGS };
}

async function one(call: Call, database: string): Promise<{ text: string; words: Word[] }> {
  const { io, kubectl, options } = call;
  const namespace = await kubectl.namespace();
  const record = await recordOf(kubectl, database, namespace, options.text('record'));
  if (record === undefined) throw await noRecord(kubectl, database, recordName(database, options.text('record')), namespace);
  const report = await reportOf(kubectl, record);
  return { text: options.flag('json') ? json([report], call) : printReport(report, io, styleOf(io)), words: [wordOf(report.state)] };
}

async function all(call: Call): Promise<{ text: string; words: Word[] }> {
  const { io, kubectl, options } = call;
  const namespace = options.flag('all-namespaces') ? undefined : await kubectl.namespace();
  const records: DatabaseRecord[] = (await kubectl.list('leases.coordination.k8s.io', namespace)).filter(isRecord).map(l => readRecord(l));
  if (records.length === 0 && !options.flag('json')) {
    throw new CliError(Exit.FINDINGS, `no database${namespace === undefined ? '' : ` in namespace ${namespace}`} has a record yet`, 'the first run of a database makes it; look into all namespaces with -A');
  }
  if (options.flag('json')) {
    const reports = await Promise.all(records.map(r => reportOf(kubectl, r)));
    return { text: json(reports, call), words: reports.map(r => wordOf(r.state)) };
  }
  const states = await Promise.all(records.map(r => stateOf(kubectl, r)));
  const style = styleOf(io);
  const rows = states.map(s => {
    const { record } = s;
    return [record.namespace, record.database, wordOf(s), ageOf(record.since, io), record.incarnation, sentenceOf(s, io)];
  });
  const text = table(COLUMNS, rows, io.stdout, style);
  return { text, words: states.map(wordOf) };
}

function json(reports: readonly Report[], { options }: Call): string {
  return `${JSON.stringify({ schema: 'cdk8s-kubestash/status/v1', databases: reports.map(reportJson) }, undefined, options.flag('watch') ? 0 : 1)}\n`;
}
