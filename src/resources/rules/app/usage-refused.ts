import { AppObject, AppSubject, groupsBy, nameOf } from './subject';
import { Json } from '../../../engines/facts';
import { Problem, rule } from '../../../findings/finding';
import { listOf, sessionsOf } from '../subject';

/** A use of something in another namespace. */
interface Use {
  readonly user: AppObject;
  readonly kind: string;
  readonly ref: Json;
  /** Namespace from which it is used. */
  readonly from: string;
}

/**
 * Usage policies that exclude a namespace which uses the object. Upstream only notices if the object is there first, so the
 * same manifests are accepted in one order and refused in another.
 */
export const usageRefused = rule<AppSubject>('usage-refused', subject => {
  const shared = new Map(subject.objects
    .filter(o => ['BackupStorage', 'RetentionPolicy', 'HookTemplate'].includes(o.kind))
    .map(o => [`${o.kind}/${o.namespace ?? ''}/${o.name}`, o]));
  const labels = new Map(subject.objects
    .filter(o => o.kind === 'Namespace' && o.group === 'core')
    .map(o => [o.name, o.json.metadata?.labels as Record<string, string> | undefined]));
  const refused = subject.objects.flatMap(usesOf).flatMap(use => {
    const used = shared.get(`${use.kind}/${use.ref.namespace ?? use.from}/${use.ref.name}`);
    return used === undefined || isAllowed(used, use.from, labels.get(use.from)) !== false ? [] : [{ use, used }];
  });
  return groupsBy(refused, ({ use, used }) => `${use.from} ${nameOf(used)}`).map((same): Problem => {
    const [{ use, used }] = same;
    return {
      message: `${[...new Set(same.map(r => nameOf(r.use.user)))].join(' and ')} may not use ${nameOf(used)}`,
      value: `namespace ${use.from}`,
      allowed: JSON.stringify(used.json.spec?.usagePolicy?.allowedNamespaces),
      remedy: `open the usage policy: UsagePolicy.namespaces('${use.from}') or UsagePolicy.all()`,
      path: use.user.path,
    };
  });
});

function usesOf(user: AppObject): Use[] {
  if (!['core.kubestash.com', 'archiver.kubedb.com'].includes(user.group)) return [];
  const spec: Json = user.json.spec ?? {};
  const use = (kind: string, ref: Json | undefined): Use[] => (
    typeof ref?.name === 'string' ? [{ user, kind, ref, from: user.namespace ?? '' }] : []
  );
  const sessions = sessionsOf({ apiVersion: '', kind: user.kind, name: user.name, spec });
  const backends = listOf(user.kind === 'BackupBlueprint' ? spec.backupConfigurationTemplate?.backends : spec.backends);
  return [
    ...backends.flatMap(b => [...use('BackupStorage', b.storageRef), ...use('RetentionPolicy', b.retentionPolicy)]),
    ...use('BackupStorage', spec.backupStorage?.ref),
    ...use('RetentionPolicy', spec.retentionPolicy),
    ...[spec.hooks, ...sessions.map(({ session }) => session.hooks)].flatMap(hooks => (
      ['preBackup', 'postBackup', 'preRestore', 'postRestore'].flatMap(when => listOf(hooks?.[when]))
    )).flatMap(hook => use('HookTemplate', hook.hookTemplate)),
  ];
}

/** Whether a namespace may use an object; undefined where that hangs on labels which are not known here. */
function isAllowed(used: AppObject, namespace: string, labels: Record<string, string> | undefined): boolean | undefined {
  const { from, selector } = used.json.spec?.usagePolicy?.allowedNamespaces ?? {};
  if (from === 'All') return true;
  if (from !== 'Selector') return used.namespace === namespace;
  const answers = [
    ...Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => matches(key, 'In', [value as string])),
    ...listOf(selector?.matchExpressions).map(e => matches(e.key, e.operator, e.values ?? [])),
  ];
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;

  function matches(key: string, operator: string, values: string[]): boolean | undefined {
    const known = key === 'kubernetes.io/metadata.name' ? namespace : labels?.[key];
    if (labels === undefined && key !== 'kubernetes.io/metadata.name') return undefined;
    switch (operator) {
      case 'In': return known !== undefined && values.includes(known);
      case 'NotIn': return known === undefined || !values.includes(known);
      case 'Exists': return known !== undefined;
      case 'DoesNotExist': return known === undefined;
      default: return undefined;
    }
  }
}
