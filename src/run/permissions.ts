import { Json } from '../engines/facts';

/** What one step of a run may do. Empty `names` means: any, where Kubernetes cannot restrict (create, list). */
export interface Permission {
  readonly namespace: string;
  readonly group: string;
  readonly resource: string;
  readonly verbs: readonly string[];
  readonly names: readonly string[];
}

/** The facts that permissions follow from. */
export interface Grants {
  readonly namespace: string;
  readonly record: string;
  readonly services: readonly string[];
  readonly targetPlural: string;
  readonly target: string;
  /** RestoreSessions that the run makes and watches over; empty for none. */
  readonly sessions: readonly string[];
  /** RestoreSessions that an earlier restore may have left behind, at work on the same target. */
  readonly leftSessions: readonly string[];
  /** `namespace/name` of BackupStorages that the rebuild guard asks. */
  readonly guardStorages: readonly string[];
  /** BackupConfigurations that are paused, the safety backup's own not included. */
  readonly pause: readonly string[];
  /** BackupSession of the safety backup. */
  readonly safetySession?: string;
  /** NetworkPolicy of the isolation. */
  readonly isolation?: string;
  /** Those that an earlier restore may have left behind. */
  readonly leftIsolations: readonly string[];
}

/** The union of what the steps in use need, and nothing else. */
export function permissionsOf(g: Grants): Permission[] {
  const at = (group: string, resource: string, verbs: string[], names: readonly string[]): Permission =>
    ({ namespace: g.namespace, group, resource, verbs, names });
  const isolations = [...(g.isolation === undefined ? [] : [g.isolation]), ...g.leftIsolations];
  return [
    at('', 'services', ['get', 'patch'], g.services),
    at('coordination.k8s.io', 'leases', ['create'], []),
    at('coordination.k8s.io', 'leases', ['get', 'patch'], [g.record]),
    at('discovery.k8s.io', 'endpointslices', ['list'], []),
    at('kubedb.com', g.targetPlural, ['get'], [g.target]),
    ...(g.sessions.length === 0 ? [] : [
      // Listed, because somebody else's session may be writing to the target.
      at('core.kubestash.com', 'restoresessions', ['create', 'list'], []),
      at('core.kubestash.com', 'restoresessions', ['get', 'delete'], g.sessions),
      at('appcatalog.appscode.com', 'appbindings', ['get'], [g.target]),
    ]),
    ...(g.leftSessions.length === 0 ? [] : [at('core.kubestash.com', 'restoresessions', ['delete'], g.leftSessions)]),
    ...(g.pause.length === 0 ? [] : [at('core.kubestash.com', 'backupconfigurations', ['get', 'patch'], g.pause)]),
    ...(g.safetySession === undefined ? [] : [
      at('core.kubestash.com', 'backupsessions', ['create'], []),
      at('core.kubestash.com', 'backupsessions', ['get', 'delete'], [g.safetySession]),
    ]),
    ...(g.isolation === undefined ? [] : [at('networking.k8s.io', 'networkpolicies', ['create'], [])]),
    ...(isolations.length === 0 ? [] : [at('networking.k8s.io', 'networkpolicies', ['delete'], isolations)]),
    ...(g.guardStorages.length === 0 ? [] : [at('storage.kubestash.com', 'snapshots', ['list'], [])]),
    ...g.guardStorages.map(s => {
      const [namespace, name] = s.split('/');
      return { namespace, group: 'storage.kubestash.com', resource: 'backupstorages', verbs: ['get'], names: [name] };
    }),
  ];
}

/** The rules of a Role for one namespace; permissions of the same resources and verbs are one rule. */
export function roleRules(permissions: readonly Permission[], namespace: string): Json[] {
  const rules = new Map<string, { group: string; resource: string; verbs: readonly string[]; names: string[] }>();
  for (const p of permissions.filter(x => x.namespace === namespace)) {
    const key = `${p.group}/${p.resource}/${p.verbs.join(',')}/${p.names.length > 0}`;
    const rule = rules.get(key) ?? { group: p.group, resource: p.resource, verbs: p.verbs, names: [] };
    rule.names.push(...p.names.filter(n => !rule.names.includes(n)));
    rules.set(key, rule);
  }
  return [...rules.values()].map(r => ({
    apiGroups: [r.group],
    resources: [r.resource],
    verbs: [...r.verbs],
    ...(r.names.length > 0 ? { resourceNames: r.names } : {}),
  }));
}

/** Namespaces that permissions speak of, the run's own first. */
export function namespacesOf(permissions: readonly Permission[], own: string): string[] {
  return [own, ...new Set(permissions.map(p => p.namespace).filter(n => n !== own))];
}
