import { AppObject, AppSubject, groupsBy, inGroup, known, nameOf, ofKind } from './subject';
import { NAME_OF_NAMESPACE, termsOf } from '../../../engines/label-selector';
import { Problem, rule } from '../../../findings/finding';
import { Json } from '../../../values/json';
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
  const labels = new Map(ofKind(subject, 'core', 'Namespace').map(o => [o.name, o.json.metadata?.labels as Record<string, string> | undefined]));
  const refused: { readonly use: Use; readonly used: AppObject }[] = [];
  const see = (use: Use): void => {
    const used = shared(subject).get(`${use.kind}/${use.ref.namespace ?? use.from}/${use.ref.name}`);
    if (used !== undefined && isAllowed(used, use.from, labels.get(use.from)) === false) refused.push({ use, used });
  };
  for (const group of ['core.kubestash.com', 'archiver.kubedb.com']) {
    for (const users of inGroup(subject, group).values()) for (const user of users) seeUses(user, see);
  }
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

const shared = known((subject): ReadonlyMap<string, AppObject> => new Map(
  [['storage', 'BackupStorage'], ['storage', 'RetentionPolicy'], ['core', 'HookTemplate']]
    .flatMap(([group, kind]) => ofKind(subject, `${group}.kubestash.com`, kind)).map(o => [`${o.kind}/${o.namespace ?? ''}/${o.name}`, o]),
));

function seeUses(user: AppObject, see: (use: Use) => void): void {
  const spec: Json = user.json.spec ?? {};
  const from = user.namespace ?? '';
  const use = (kind: string, ref: Json | undefined): void => {
    if (typeof ref?.name === 'string') see({ user, kind, ref, from });
  };
  for (const backend of listOf(user.kind === 'BackupBlueprint' ? spec.backupConfigurationTemplate?.backends : spec.backends)) {
    use('BackupStorage', backend.storageRef);
    use('RetentionPolicy', backend.retentionPolicy);
  }
  use('BackupStorage', spec.backupStorage?.ref);
  use('RetentionPolicy', spec.retentionPolicy);
  const sessions = sessionsOf({ apiVersion: '', kind: user.kind, name: user.name, spec });
  for (const hooks of [spec.hooks, ...sessions.map(({ session }) => session.hooks)]) {
    for (const when in hooks) for (const hook of listOf(hooks[when])) use('HookTemplate', hook.hookTemplate);
  }
}

/** Whether a namespace may use an object; undefined where that hangs on labels which are not known here. */
function isAllowed(used: AppObject, namespace: string, labels: Record<string, string> | undefined): boolean | undefined {
  const { from, selector } = used.json.spec?.usagePolicy?.allowedNamespaces ?? {};
  if (from === 'All') return true;
  if (from !== 'Selector') return used.namespace === namespace;
  const terms = termsOf(selector, key => (key === NAME_OF_NAMESPACE ? namespace : labels && (labels[key] ?? null)));
  if (terms.includes(false)) return false;
  return terms.includes(undefined) ? undefined : true;
}
