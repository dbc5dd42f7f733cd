import { situationJson } from './json';
import { declaredOtherwise, IncarnationState, leftBehind, Situation, situationOf } from './read';
import { BackupState, backupsOf, RunState, SessionState, sessionsInto } from './runs';
import { nextStep, sentenceOf, Word, wordOf } from './sentence';
import { Archiving } from '../../protocol/archiving';
import { NOTE } from '../../protocol/names';
import { incarnationsOf } from '../../protocol/record';
import { listed } from '../../protocol/text';
import { FoundRecord, unsoundText } from '../cluster/records';
import { Io } from '../io';
import { Kubectl } from '../kubectl';
import { Style } from '../style';
import { table } from '../table';
import { ageOf } from '../times';

/** A database with everything around it. */
export interface DatabaseStatus {
  readonly situation: Situation;
  readonly sessions: readonly SessionState[];
  readonly backups: readonly BackupState[];
}

/** Reads all of it. */
export async function statusOf(kubectl: Kubectl, record: FoundRecord): Promise<DatabaseStatus> {
  const { database, namespace } = record;
  const incarnations = [...new Set([database, ...incarnationsOf(record)])];
  const [situation, sessions, backups] = await Promise.all([
    situationOf(kubectl, record),
    sessionsInto(kubectl, incarnations, namespace),
    backupsOf(kubectl, incarnations, namespace),
  ]);
  return { situation, sessions, backups };
}

/** For machines. */
export function statusJson({ situation, sessions, backups }: DatabaseStatus): object {
  return { ...situationJson(situation), runs: situation.runs, sessions, backups, nextStep: nextStep(situation) ?? null };
}

/** For people. */
export function printStatus({ situation, sessions, backups }: DatabaseStatus, io: Io, style: Style): string {
  const { record, runs } = situation;
  const word = wordOf(situation);
  const next = nextStep(situation);
  const run = runs.find(r => r.restore === record.restore);
  const declared = declaredOtherwise(situation);
  const left = leftBehind(situation);
  return [
    `${style.bold(`${record.namespace}/${record.database}`)}  ${paint(word, style)(word)}\n`,
    `  ${sentenceOf(situation, io)}\n`,
    record.reason === '' ? '' : `  reason: ${record.reason}\n`,
    declared === undefined ? '' : `  declared: the code asks for restore ${declared.restore}, which the record is not about: Job ${runText(declared, io)}\n`,
    next === undefined ? '' : `  next: ${next}\n`,
    record.unsound.length === 0 ? '' : `  ${style.bad('warning')}: ${unsoundText(record)}\n`,
    run === undefined ? '' : `  run: Job ${runText(run, io)}\n`,
    ...sessions.slice(0, 3).map(s => `  session: ${s.name} into ${s.target}, ${s.phase}${s.progress.length > 0 ? ` (${s.progress.join(', ')})` : ''}${s.error === undefined ? '' : `: ${s.error}`}\n`),
    ...Object.entries(record.kept).map(([restore, text]) => `  kept volumes: restore ${restore} left the data before it, and what they cost, to you: ${text}. `
      + `Once they are deleted: kubectl annotate lease ${record.name} -n ${record.namespace} ${NOTE.kept}${restore}-\n`),
    record.archiving === undefined ? '' : `  archiving: ${archivingText(record.archiving, record.state)}\n`,
    left.length === 0 ? '' : `  left behind: ${listed(left.map(leftText))}; no resume and no rollback leads there, cdk8s-kubestash retire deletes it with its volumes\n`,
    '\n',
    indent(table([{ title: 'INCARNATION', whole: true }, { title: 'ROLE' }, { title: 'PHASE' }, { title: 'AGE', right: true }, { title: 'VERSION', drop: 1 }, { title: 'BACKUPS', drop: 2 }],
      situation.incarnations.map(i => [
        i.name, i.role, i.exists ? i.phase ?? 'no phase' : 'gone', ageOf(i.created, io), i.version ?? '',
        backups.filter(b => b.target === i.name).map(b => b.name + (b.paused ? ' (paused)' : '')).join(', '),
      ]), io.stdout, style)),
    '\n',
    indent(table([{ title: 'SERVICE', whole: true }, { title: 'SELECTS' }, { title: 'INCARNATION', drop: 1 }, { title: 'ENDPOINTS', right: true }],
      situation.services.map(s => [s.name, s.selects, s.incarnation ?? '', String(s.endpoints)]), io.stdout, style)),
  ].join('');
}

function runText({ name, status, message, created }: RunState, io: Io): string {
  return `${name}, ${status}${message === undefined ? '' : ` (${message})`}, ${ageOf(created, io)} ago`;
}

/** A restore to a later moment is not safe before all of it is done. */
function archivingText({ stage, incarnation, backup }: Archiving, state: string): string {
  const warns = 'until then no restore to a later moment is safe';
  if (stage === 'resumed') return `of ${incarnation} is on again, its first log is awaited, then a full backup; ${warns}`;
  if (stage === 'backup') return `of ${incarnation} is on again, and BackupSession ${backup} is awaited; ${warns}`;
  return `of ${incarnation} is off, as KubeDB left it for a restore in place; ${state === 'serving' ? 'its run takes it up again, or cdk8s-kubestash resume' : 'it is taken up again once that is opened'}`;
}

function leftText({ name, wasOpened }: IncarnationState): string {
  return wasOpened ? name : `${name}, which was never opened`;
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
