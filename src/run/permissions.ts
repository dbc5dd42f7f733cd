import { databaseTypeOf, rivalsOf } from './intent';
import { RunRequest } from './run-request';
import { isolationName } from '../plan/plan';
import { KIND, ResourceType } from '../protocol/kinds';
import { backupSessionNameOf, FIRST, sessionNamesOf } from '../protocol/names';

/** What one step of a run may do. Empty `names` means: any, where Kubernetes cannot restrict (create, list without names). */
export interface Permission {
  readonly namespace: string;
  readonly group: string;
  readonly resource: string;
  readonly verbs: readonly string[];
  readonly names: readonly string[];
}

/**
 * Verbs that are not Kubernetes' own, and grant nothing by themselves. By them an admission policy learns what a run may restore, from
 * where and with what, and which pods it may keep others out of (docs/security.md).
 */
const RESTORE = 'restore';
const ISOLATE = 'isolate';

const REPOSITORY: ResourceType = { group: 'storage.kubestash.com', version: 'v1alpha1', plural: 'repositories' };
const ADDON: ResourceType = { group: 'addons.kubestash.com', version: 'v1alpha1', plural: 'addons' };

/** What is watched is listed first, by its name where it has to be one. */
const WATCH = ['list', 'watch'];

/** The union of what the steps in use need, and nothing else. */
export function permissionsOf(r: RunRequest, job: string): Permission[] {
  const { namespace, session, previous, target, safety, isolation } = r;
  const at = (type: ResourceType, verbs: readonly string[], names: readonly string[] = [], where = namespace): Permission =>
    ({ namespace: where, group: type.group, resource: type.plural, verbs, names });
  const [database, rivals] = [databaseTypeOf(r), rivalsOf(r)];
  const left = r.predecessors.filter(p => p.id !== FIRST).map(p => p.name);
  const own = session === undefined ? [] : sessionNamesOf(r.name);
  const leftSessions = left.flatMap(sessionNamesOf);
  const isolations = [...(isolation === undefined ? [] : [isolation.name]), ...left.map(isolationName)];
  return [
    at(KIND.service, [...WATCH, 'patch'], r.services),
    at(KIND.lease, ['create']),
    at(KIND.lease, ['get', ...WATCH, 'patch'], [r.record]),
    at(KIND.slice, ['list', 'watch']),
    at(database, WATCH, [target.name]),
    ...(previous === undefined || previous.name === target.name ? [] : [at(database, ['get'], [previous.name])]),
    ...(r.volumes === undefined ? [] : [at(KIND.claim, ['list'])]),
    // Its own Job: which of two restores Git asks for is told by their age, and a container that hangs is ended through its deadline.
    at(KIND.job, ['get', 'patch'], [job]),
    at(KIND.event, ['create']),
    // Listed, because somebody else's session may be writing to the target.
    at(KIND.restoreSession, session === undefined ? ['list', 'watch'] : ['create', 'list', 'watch']),
    ...(own.length === 0 ? [] : [at(KIND.restoreSession, ['delete'], own)]),
    ...(leftSessions.length === 0 ? [] : [at(KIND.restoreSession, ['delete'], leftSessions)]),
    // KubeDB calls the AppBinding like the database, whatever its kind.
    at(KIND.binding, session === undefined ? [RESTORE] : [...WATCH, RESTORE], [target.name]),
    ...(session === undefined ? [] : [
      at(REPOSITORY, [RESTORE], [session.spec.dataSource.repository]),
      at(ADDON, [RESTORE], [session.spec.addon.name]),
    ]),
    // Listed, because KubeDB may be putting the target back in place, or has done so.
    ...(rivals === undefined ? [] : [at(rivals, WATCH)]),
    ...inPlacePermissions(r).map(([type, verbs, names]) => at(type, verbs, names)),
    ...byType(r.backups).map(([type, names]) => at(type, [...WATCH, 'patch'], names)),
    ...(safety === undefined ? [] : [
      at(KIND.backupSession, ['create']),
      at(KIND.backupSession, [...WATCH, 'delete'], [backupSessionNameOf(safety.configuration, r.restoreId)]),
    ]),
    ...(isolation === undefined ? [] : [at(KIND.policy, ['create']), at(KIND.binding, [ISOLATE], [previous!.name])]),
    ...(isolations.length === 0 ? [] : [at(KIND.policy, ['delete'], isolations)]),
    ...r.guardStorages.map(s => at(KIND.backupStorage, WATCH, [s.name], s.namespace)),
    ...(r.guardStorages.length + r.guardRepositories.length === 0 ? [] : [at(KIND.snapshot, ['list', 'watch'])]),
  ];
}

/** What the OpsRequest of a restore in place needs, and taking up archiving again after it. */
function inPlacePermissions(r: RunRequest): [ResourceType, readonly string[], readonly string[]][] {
  if (r.request === undefined) return [];
  const { type, spec, archiving } = r.request;
  return [
    // Listed, because somebody else's may be at work.
    [type, ['create', ...WATCH], []],
    [type, ['delete'], [r.name]],
    [REPOSITORY, [RESTORE], [(spec.archiver ?? spec.restore).fullDBRepository.name]],
    ...(archiving === undefined ? [] : [
      // KubeDB suspends archiving by an annotation of the database, which only a patch takes away.
      [databaseTypeOf(r), ['patch'], [r.target.name]],
      [KIND.snapshot, WATCH, []],
      [KIND.backupSession, ['create'], []],
      [KIND.backupSession, [...WATCH, 'delete'], [archiving.backup]],
    ] as [ResourceType, string[], string[]][]),
  ];
}

/** Permissions as the rules of one namespace's Role. */
export function roleRules(permissions: readonly Permission[], namespace: string): any[] {
  return permissions.filter(p => p.namespace === namespace).map(p => ({
    apiGroups: [p.group],
    resources: [p.resource],
    verbs: p.verbs,
    ...(p.names.length === 0 ? {} : { resourceNames: p.names }),
  }));
}

/** Namespaces in which a run needs a Role, its own first. */
export function namespacesOf(permissions: readonly Permission[], own: string): string[] {
  return [...new Set([own, ...permissions.map(p => p.namespace)])];
}

function byType(backups: RunRequest['backups']): [ResourceType, string[]][] {
  const plurals = [...new Set(backups.map(b => b.type.plural))];
  return plurals.map(plural => {
    const some = backups.filter(b => b.type.plural === plural);
    return [some[0].type, some.map(b => b.name)];
  });
}
