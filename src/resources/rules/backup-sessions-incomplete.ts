import { addonsIn } from './addons';
import { isGiven, listOf, ObjectSubject, repeated, sessionsOf, workOf } from './subject';
import { engineOfAddon } from '../../engines/tasks';
import { Problem, rule } from '../../findings/finding';
import { Json } from '../../values/json';

/** What the webhook of BackupConfigurations refuses: sessions and backends with parts missing or twice. */
export const backupSessionsIncomplete = rule<ObjectSubject>('backup-sessions-incomplete', subject => messages(subject).map((message): Problem => ({
  message: `${subject.kind} ${subject.name} would be refused: ${message}`,
  remedy: 'complete it, or use Backup, which writes it out',
})));

function messages(subject: ObjectSubject): string[] {
  const { kind, spec } = subject;
  if (!['BackupConfiguration', 'BackupBatch', 'BackupBlueprint'].includes(kind)) return [];
  if (kind === 'BackupBlueprint' && spec.backupConfigurationTemplate === undefined) return ['backupConfigurationTemplate is missing'];
  const backends = listOf(kind === 'BackupBlueprint' ? spec.backupConfigurationTemplate?.backends : spec.backends);
  const sessions = sessionsOf(subject);
  const repository = sessions.flatMap(workOf).flatMap(({ work }) => listOf(work.repositories));
  return [
    ...(hasNoTarget(subject) ? ['it has no target'] : []),
    ...backends.flatMap((b, i) => backendMessages(b, `backends[${i}]`)),
    ...repeated(backends.map(b => b.name)).map(n => `two backends are called ${n}`),
    ...(sessions.length === 0 ? ['there are no sessions'] : []),
    ...repeated(sessions.map(({ session }) => session.name)).map(n => `two sessions are called ${n}`),
    ...sessions.flatMap(s => sessionMessages(s.session, s.path, backends)),
    ...sharedDirectories(repository),
    ...(kind === 'BackupBatch' ? sessions.flatMap(workOf).flatMap(w => targetMessages(w, listOf(spec.targets))) : []),
  ];
}

/** Whether something is to be backed up that an Addon is for, and nobody says which: objects of a whole cluster need no target. */
function hasNoTarget(subject: ObjectSubject): boolean {
  return subject.kind === 'BackupConfiguration' && !isGiven(subject.spec.target) && addonsIn(subject).some(({ addon }) => engineOfAddon(addon.name) !== undefined);
}

function targetMessages({ work, path }: { work: Json; path: string }, targets: Json[]): string[] {
  return targets.some(t => t.name === work.name) ? [] : [`${path} names the target ${JSON.stringify(work.name ?? '')}, which is none of the targets`];
}

function backendMessages(backend: Json, path: string): string[] {
  return [
    ...(isGiven(backend.name) ? [] : [`${path} has no name`]),
    ...(isGiven(backend.storageRef?.name) ? [] : [`${path} has no storageRef`]),
    ...(isGiven(backend.retentionPolicy?.name) ? [] : [`${path} has no retentionPolicy`]),
  ];
}

function sessionMessages(session: Json, path: string, backends: Json[]): string[] {
  return [
    ...(isGiven(session.name) ? [] : [`${path} has no name`]),
    ...(isGiven(session.scheduler?.schedule) ? [] : [`${path} has no schedule`]),
    ...(session.scheduler !== undefined && session.scheduler.jobTemplate === undefined ? [`${path} has no scheduler.jobTemplate`] : []),
    ...workOf({ path, session }).flatMap(w => workMessages(w.work, w.path, backends)),
  ];
}

function workMessages(work: Json, path: string, backends: Json[]): string[] {
  const tasks = listOf(work.addon?.tasks);
  const repositories = listOf(work.repositories);
  return [
    ...(isGiven(work.addon?.name) ? [] : [`${path} has no addon`]),
    ...(tasks.length > 0 ? [] : [`${path} has no task`]),
    ...(tasks.every(t => isGiven(t.name)) ? [] : [`${path} has a task without name`]),
    ...(repositories.length > 0 ? [] : [`${path} has no repository`]),
    ...repeated(repositories.map(r => r.name)).map(n => `${path} writes twice to the repository ${n}`),
    ...repositories.flatMap((r, i) => repositoryMessages(r, `${path}.repositories[${i}]`, backends)),
  ];
}

function repositoryMessages(repository: Json, path: string, backends: Json[]): string[] {
  const known = backends.length === 0 || backends.some(b => b.name === repository.backend);
  return [
    ...(isGiven(repository.name) ? [] : [`${path} has no name`]),
    ...(isGiven(repository.directory) ? [] : [`${path} has no directory`]),
    ...(known ? [] : [`${path} names the backend ${JSON.stringify(repository.backend ?? '')}, which is none of the backends`]),
  ];
}

function sharedDirectories(repositories: Json[]): string[] {
  const names = new Map<string, Set<string>>();
  for (const { backend, directory, name } of repositories) {
    if (typeof directory !== 'string') continue;
    const place = `${backend ?? ''}:${normalDirectory(directory)}`;
    names.set(place, (names.get(place) ?? new Set()).add(String(name)));
  }
  return [...names].filter(([, n]) => n.size > 1).map(([place, n]) => `the repositories ${[...n].join(' and ')} share the directory ${place}`);
}

/** A directory as a path that can be compared: `/a/`, `a` and `a/./b/..` are all `a`. */
export function normalDirectory(directory: string): string {
  const parts: string[] = [];
  for (const part of directory.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
