import { Check } from './check';
import { RunRequest } from './run-request';
import { EngineFacts } from '../engines/facts';
import { RunIntent } from '../protocol/intent';
import { KIND, requestTypeOf, ResourceType } from '../protocol/kinds';

/** Seconds that a check may take when its user says nothing. */
export const CHECK_SECONDS = 300;

/** What the agent is told to do, in its own words. */
export function intentOf(r: RunRequest): RunIntent {
  const restores = r.process !== 'open';
  return {
    database: r.database,
    namespace: r.namespace,
    record: r.record,
    restore: { id: r.restoreId, name: r.name },
    predecessors: r.predecessors.map(p => p.id),
    // A session that brings the manifest along is a session like any other, only that nothing has to be there before.
    process: r.process === 'manifest' ? 'session' : r.process,
    ...(r.settled ? { settled: true } : {}),
    target: { name: r.target.name, kind: r.facts.kind, type: databaseTypeOf(r), maintenance: r.target.maintenance, routes: r.target.routes },
    ...(r.previous === undefined ? {} : { previous: { name: r.previous.name, routes: r.previous.routes } }),
    services: r.services,
    ...(r.session === undefined ? {} : { session: { waitFor: waitFor(r), labels: r.session.labels, spec: r.session.spec } }),
    ...(r.request === undefined ? {} : { request: r.request }),
    ...(rivalsOf(r) === undefined ? {} : { opsRequests: rivalsOf(r) }),
    ...(r.archiver === undefined ? {} : { archiver: r.archiver }),
    ...(r.volumes === undefined ? {} : { volumes: r.volumes }),
    ...(endsSessions(r) ? { disconnect: CHECK_SECONDS } : {}),
    checks: restores ? checksOf(r).map(({ name, seconds }) => ({ name, seconds })) : [],
    resume: r.resume._manual ? 'manual' : 'automatic',
    ...(r.options.deadline === undefined ? {} : { deadline: r.options.deadline.toSeconds() }),
    ...(r.guardStorages.length + r.guardRepositories.length === 0 ? {} : {
      guard: { storages: r.guardStorages, repositories: r.guardRepositories, seconds: r.options.guardTimeout?.toSeconds() ?? 600 },
    }),
    backups: r.backups,
    ...(r.safety === undefined ? {} : { safety: { configuration: r.safety.configuration, session: r.safety.session } }),
    ...(r.isolation === undefined ? {} : { isolation: { name: r.isolation.name, stays: r.isolation.stays, spec: r.isolation.spec } }),
    ...(r.acceptUnrecorded ? { acceptUnrecorded: true } : {}),
    ...(Object.keys(r.pods.run.labels ?? {}).length === 0 ? {} : { labels: r.pods.run.labels }),
  };
}

/** OpsRequests by which KubeDB may be putting back the very database that is restored. */
export function rivalsOf({ process, facts }: Pick<RunRequest, 'process' | 'facts'>): ResourceType | undefined {
  return process !== 'in-place' && facts.inPlace !== undefined ? requestTypeOf(facts.inPlace.kind) : undefined;
}

/** Whether sessions of clients are ended on the incarnation that served. */
export function endsSessions(r: RunRequest): boolean {
  return r.process !== 'open' && r.previous !== undefined && r.facts.shell.endsSessions;
}

/** The built-in check that one can connect, then the user's. */
export function checksOf(r: RunRequest): RunCheck[] {
  const seconds = (check: Check): number => check._options.timeout?.toSeconds() ?? CHECK_SECONDS;
  const own = r.resume._checks.map((check, i) => ({ name: checkName(check, i), seconds: seconds(check), check }));
  // A statement connects by itself, and waits until it can.
  return own[0]?.check._statement !== undefined ? own : [{ name: 'connect', seconds: CHECK_SECONDS }, ...own];
}

/** A check of a run. */
export interface RunCheck {
  readonly name: string;
  /** How long it may take. */
  readonly seconds: number;
  /** The user's; absent where it is only tried whether somebody can connect. */
  readonly check?: Check;
}

/** Name of a check: the user's, or its place in the list. */
export function checkName(check: Check, index: number): string {
  return check._options.name ?? String(index + 1);
}

/** The kind of the database CRs. */
export function databaseTypeOf({ facts }: Pick<RunRequest, 'facts'>): ResourceType {
  const [group, version] = facts.apiVersion.split('/');
  return { group, version, plural: facts.plural };
}

/** What backs a database up, and can be paused. */
export function backupsOf(
  { archiver: facts }: EngineFacts, configurations: readonly string[], archiver: { readonly kind: string; readonly name: string } | undefined,
): RunIntent['backups'] {
  const own = configurations.map(name => ({ type: KIND.backupConfiguration, name }));
  if (archiver === undefined) return own;
  const attached = facts?.attachedByWebhook === true ? { attachedByWebhook: true } : {};
  return [...own, { type: archiverTypeOf(archiver.kind), name: archiver.name, ...attached }];
}

/** The kind of archivers. */
export function archiverTypeOf(kind: string): ResourceType {
  return { group: 'archiver.kubedb.com', version: 'v1alpha1', plural: `${kind.toLowerCase()}s` };
}

function waitFor(r: RunRequest): 'reachable' | 'ready' | 'nothing' {
  if (r.process === 'manifest') return 'nothing';
  return r.process === 'overwrite' || !r.facts.init ? 'ready' : 'reachable';
}
