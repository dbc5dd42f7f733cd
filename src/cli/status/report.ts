import { stateJson } from './json';
import { DatabaseState, stateOf } from './read';
import { BackupState, backupsOf, RunState, runsOf, SessionState, sessionsOf } from './runs';
import { nextStep, sentenceOf, Word, wordOf } from './sentence';
import { DatabaseRecord, incarnationsOf } from '../cluster/record';
import { Io } from '../io';
import { Kubectl } from '../kubectl';
import { Style } from '../style';
import { table } from '../table';
import { ageOf } from '../times';

/** A database with everything around it. */
export interface Report {
  readonly state: DatabaseState;
  readonly runs: readonly RunState[];
  readonly sessions: readonly SessionState[];
  readonly backups: readonly BackupState[];
}

/** Reads all of it. */
export async function reportOf(kubectl: Kubectl, record: DatabaseRecord): Promise<Report> {
  const { database, namespace } = record;
  const incarnations = [...new Set([database, ...incarnationsOf(record)])];
  const [state, runs, sessions, backups] = await Promise.all([
    stateOf(kubectl, record),
    runsOf(kubectl, database, namespace),
    sessionsOf(kubectl, incarnations, namespace),
    backupsOf(kubectl, incarnations, namespace),
  ]);
  return { state, runs, sessions, backups };
}

/** For machines. */
export function reportJson({ state, runs, sessions, backups }: Report): object {
  return { ...stateJson(state), runs, sessions, backups, nextStep: nextStep(state) ?? null };
}

/** For people. */
export function printReport(report: Report, io: Io, style: Style): string {
  const { state, runs, sessions, backups } = report;
  const { record } = state;
  const word = wordOf(state);
  const next = nextStep(state);
  const run = runs.find(r => r.restore === record.restore);
  return [
    `${style.bold(`${record.namespace}/${record.database}`)}  ${paint(word, style)(word)}\n`,
    `  ${sentenceOf(state, io)}\n`,
    record.reason === '' ? '' : `  reason: ${record.reason}\n`,
    next === undefined ? '' : `  next: ${next}\n`,
    run === undefined ? '' : `  run: Job ${run.name}, ${run.status}${run.message === undefined ? '' : ` (${run.message})`}, ${ageOf(run.created, io)} ago\n`,
    ...sessions.slice(0, 3).map(s => `  session: ${s.name} into ${s.target}, ${s.phase}${s.progress.length > 0 ? ` (${s.progress.join(', ')})` : ''}${s.error === undefined ? '' : `: ${s.error}`}\n`),
    '\n',
    indent(table([{ title: 'INCARNATION', whole: true }, { title: 'ROLE' }, { title: 'PHASE' }, { title: 'AGE', right: true }, { title: 'VERSION', drop: 1 }, { title: 'BACKUPS', drop: 2 }],
      state.incarnations.map(i => [
        i.name, i.role, i.exists ? i.phase ?? 'no phase' : 'gone', ageOf(i.created, io), i.version ?? '',
        backups.filter(b => b.target === i.name).map(b => b.name + (b.paused ? ' (paused)' : '')).join(', '),
      ]), io.stdout, style)),
    '\n',
    indent(table([{ title: 'SERVICE', whole: true }, { title: 'SELECTS' }, { title: 'INCARNATION', drop: 1 }, { title: 'ENDPOINTS', right: true }],
      state.services.map(s => [s.name, s.selects, s.incarnation ?? '', String(s.endpoints)]), io.stdout, style)),
  ].join('');
}

function paint(word: Word, style: Style): (text: string) => string {
  switch (word) {
    case 'serving': return style.good;
    case 'failed': case 'odd': return style.bad;
    default: return style.warn;
  }
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
