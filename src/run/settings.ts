import { permissionsOf, Permission } from './permissions';
import { RunRequest } from './run-request';
import { FIRST } from '../plan/identity';
import { isolationName } from '../plan/plan';

/** Where the files of a run are mounted. */
export const FILES = '/restore';

/** How often an invalid RestoreSession is made anew, under names known beforehand. */
export const SESSION_TRIES = 3;

/** `name`, `name-2`, `name-3`: what a RestoreSession of this run may be called. */
export function sessionNames(name: string): string[] {
  return Array.from({ length: SESSION_TRIES }, (_, i) => (i === 0 ? name : `${name}-${i + 1}`));
}

/** The environment of `run.sh` (docs/protocol.md). Unset is left out. */
export function settingsOf(r: RunRequest): Record<string, string> {
  const settings: Record<string, string | undefined> = {
    NAMESPACE: r.namespace,
    DATABASE: r.database,
    RECORD: r.record,
    RESTORE_ID: r.restoreId,
    PREDECESSORS: r.predecessors.map(p => p.id).join(' '),
    // A session that brings the manifest along is a session like any other, only that nothing has to be there before.
    PROCESS: r.process === 'manifest' ? 'session' : r.process,
    TARGET: r.target.name,
    TARGET_KIND: r.facts.kind,
    TARGET_RESOURCE: `${r.facts.plural}.${r.facts.apiVersion.split('/')[1]}.kubedb.com`,
    SERVICES: r.services.join(' '),
    ROUTES: r.target.routes,
    PREVIOUS: r.previous?.name,
    PREVIOUS_ROUTES: r.previous?.routes,
    MAINTENANCE: r.target.maintenance,
    WAIT_FOR: waitFor(r),
    SESSION: r.session?.name,
    SESSION_FILE: r.session === undefined ? undefined : `${FILES}/session.yaml`,
    RESUME: r.resume._manual ? 'manual' : 'automatic',
    DEADLINE: String(r.options.deadline?.toSeconds() ?? 0),
    GUARD_STORAGES: r.guardStorages.join(' '),
    GUARD_REPOSITORIES: r.guardRepositories.join(' '),
    GUARD_TIMEOUT: String(r.options.guardTimeout?.toSeconds() ?? 600),
    PAUSE: r.pause.join(' '),
    SAFETY: r.safety?.configuration,
    SAFETY_SESSION: r.safety?.session,
    ISOLATION: r.isolation?.name,
    ISOLATION_FILE: r.isolation === undefined ? undefined : `${FILES}/isolation.yaml`,
    ISOLATION_STAYS: r.isolation?.stays ? 'true' : undefined,
    UNRECORDED: r.process === 'overwrite' ? (r.acceptUnrecorded ? 'accept' : 'refuse') : undefined,
  };
  return Object.fromEntries(Object.entries(settings).filter((e): e is [string, string] => e[1] !== undefined && e[1] !== ''));
}

/** What the run may do: the union of what its steps need. */
export function runPermissions(r: RunRequest): Permission[] {
  return permissionsOf({
    namespace: r.namespace,
    record: r.record,
    services: r.services,
    targetPlural: r.facts.plural,
    target: r.target.name,
    sessions: r.session === undefined ? [] : sessionNames(r.session.name),
    leftSessions: restoresBefore(r).flatMap(sessionNames),
    guardStorages: r.guardStorages,
    pause: r.pause,
    safetySession: r.safety === undefined ? undefined : `${r.safety.configuration}-${r.restoreId}`,
    isolation: r.isolation?.name,
    leftIsolations: restoresBefore(r).map(isolationName),
  });
}

/** Names of the restores before this one; the first deployment restored nothing. */
function restoresBefore(r: RunRequest): string[] {
  return r.predecessors.filter(p => p.id !== FIRST).map(p => p.name);
}

function waitFor(r: RunRequest): string | undefined {
  if (r.process === 'manifest') return 'nothing';
  if (r.process === 'overwrite') return 'ready';
  if (r.process !== 'session') return undefined;
  return r.facts.init ? 'reachable' : 'ready';
}
