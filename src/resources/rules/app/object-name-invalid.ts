import { refusedPaths } from './field-invalid';
import { AppObject, AppSubject, groupsBy, isOurs, nameOf } from './subject';
import { rule } from '../../../findings/finding';
import { isDnsLabel, isDnsSubdomain, isServiceName } from '../../../values/kebab';
import { LABEL_FORM } from '../../../values/names';

/** Groups whose names follow the rules of DNS; RBAC and others do not. */
const GROUPS = ['core', 'apps', 'batch', 'networking.k8s.io', 'coordination.k8s.io'];

/** Kinds whose names KubeStash writes into labels, which hold at most 63 characters. */
const IN_LABELS = ['BackupConfiguration', 'BackupBatch', 'RestoreSession', 'BackupVerifier'];

/** Names that the API server refuses, or that KubeStash cannot write into a label. */
export const objectNameInvalid = rule<AppSubject>('object-name-invalid', app => [...groupsBy(app.objects.filter(o => inNoNamespace(o) && !isToldOf(app, o)), o => o.namespace).map(([object]) => ({
  message: `${nameOf(object)} is in a namespace whose name is not accepted`,
  value: object.namespace,
  allowed: LABEL_FORM,
  path: object.path,
  remedy: 'give the chart, or the construct, the name of a namespace',
})), ...app.objects.flatMap(object => {
  const allowed = problemOf(object);
  return allowed === undefined ? [] : [{
    message: `${nameOf(object)} has a name that is not accepted, of ${object.name.length} characters`,
    value: object.name,
    allowed,
    path: object.path,
    remedy: 'give it a shorter or simpler name; names that hang on a database get shorter with the name of the database',
  }];
})]);

/** Whether there is no need to say anything else about a name. */
export function hasRefusedName(object: AppObject): boolean {
  return problemOf(object) !== undefined;
}

function inNoNamespace({ namespace }: AppObject): boolean {
  return namespace !== undefined && !isDnsLabel(namespace);
}

/** Whether a namespace that is no text is told of its field. */
function isToldOf(app: AppSubject, { namespace, path }: AppObject): boolean {
  return typeof namespace !== 'string' && refusedPaths(app).has(path);
}

function problemOf(object: AppObject): string | undefined {
  if (!isOurs(object) && !GROUPS.includes(object.group)) return undefined;
  const { kind, name } = object;
  if (kind === 'Service') return isServiceName(name) ? undefined : 'at most 63 of a-z, 0-9 and "-", beginning with a letter';
  if (kind === 'Namespace' || (isOurs(object) && IN_LABELS.includes(kind))) {
    return isDnsLabel(name) || (kind !== 'Namespace' && name.length <= 63 && isDnsSubdomain(name)) ? undefined : 'at most 63 of a-z, 0-9 and "-"';
  }
  return isDnsSubdomain(name) ? undefined : 'at most 253 of a-z, 0-9, "-" and "."';
}
