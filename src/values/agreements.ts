import { Reading, Refusal } from './kind';
import { beyondLimit, unlikeLimit } from './quantities';

/** What Kubernetes says of parts of a pod that do not agree with each other. */
export type Agreement = (value: any, reading: Reading) => void;

/** Refuses what stands below the present place under a key; its whole name is given to whoever says what is wrong with it. */
export function refuseAt(reading: Reading, key: string | number, refusal: (name: string) => Omit<Refusal, 'property'>): void {
  reading.below(key, () => reading.refuse(refusal(reading.name)));
}

/** Entries of which no two have the same in one key, or in that and some others; one that is left out is the same in all. */
export const eachOnce = (key: string, ...others: string[]): Agreement => (entries: any[], reading) => entries.forEach((entry, i) => {
  const isSame = (before: any): boolean => [key, ...others].every(part => before[part] === entry[part]);
  if (entry[key] === undefined || !entries.slice(0, i).some(isSame)) return;
  reading.below(i, () => refuseAt(reading, key, name => (
    { code: 'name-given-twice', message: `${name} is given twice`, value: entry[key], allowed: 'each once', remedy: 'give another one' }
  )));
});

/** Properties without which the others say nothing. */
export const allOf = (...keys: string[]): Agreement => (value, reading) => keys.filter(key => value[key] === undefined)
  .forEach(key => refuseAt(reading, key, name => ({ code: 'wrong-type', message: `${name} is missing`, remedy: `say ${key}` })));

/** What is asked for and its limit: of what is never shared, such as devices and huge pages, they are the same. */
export const withinLimits: Agreement = (value, reading) => {
  const beyond = beyondLimit(value);
  const unlike = unlikeLimit(value).filter(one => !beyond.includes(one));
  reading.below('requests', () => {
    for (const resource of beyond) {
      refuseAt(reading, resource, name => ({
        code: 'quantity-invalid',
        message: `${name} is beyond its limit`,
        value: value.requests[resource],
        allowed: `at most ${value.limits[resource]}`,
        remedy: 'ask for less, or raise the limit',
      }));
    }
    for (const resource of unlike) {
      refuseAt(reading, resource, name => ({
        code: 'quantity-invalid', message: `${name} is not its limit, and nobody shares it`, value: value.requests[resource], remedy: 'say the same in requests and limits',
      }));
    }
  });
  if (beyond.length + unlike.length === 0) hugePagesAlone(value, reading);
};

/** Huge pages are given to who asks for CPU or memory too. */
const hugePagesAlone: Agreement = ({ requests, limits }, reading) => {
  const names = Object.keys({ ...requests, ...limits });
  const huge = names.find(name => name.startsWith('hugepages-'));
  if (huge === undefined || names.some(name => name === 'cpu' || name === 'memory')) return;
  reading.below('limits', () => refuseAt(reading, huge, name => (
    { code: 'quantity-invalid', message: `${name} stands alone`, value: limits?.[huge], remedy: 'say how much CPU or memory goes with it' }
  )));
};

/** Root, of whom nothing that is not root may be; and rights that are given and taken. */
export const securityAgrees: Agreement = (context, reading) => {
  const { runAsUser, runAsNonRoot } = context;
  if (runAsUser === 0 && runAsNonRoot === true) {
    refuseAt(reading, 'runAsUser', name => ({
      code: 'count-invalid',
      message: `${name} is root, which runAsNonRoot refuses`,
      value: 0,
      allowed: 'a user id above 0',
      remedy: 'give another one, or say runAsNonRoot: false',
    }));
  }
  const right = rightTaken(context);
  if (right !== undefined) {
    refuseAt(reading, 'allowPrivilegeEscalation', name => (
      { code: 'choice-unknown', message: `${name} is refused to what ${right}`, value: false, remedy: 'leave out one of them' }
    ));
  }
};

/** What a process may, that may not gain privileges: Kubernetes has it say one or the other. */
export function rightTaken({ privileged, allowPrivilegeEscalation, capabilities }: Record<string, any>): string | undefined {
  if (allowPrivilegeEscalation !== false) return undefined;
  if (privileged === true) return 'is privileged';
  return Array.isArray(capabilities?.add) && capabilities.add.includes('CAP_SYS_ADMIN') ? 'has CAP_SYS_ADMIN' : undefined;
}

/** The file of a profile: there for Localhost, and for no other. */
export const profileAgrees: Agreement = ({ type, localhostProfile }, reading) => {
  const isLocal = type === 'Localhost';
  if (isLocal && !localhostProfile) {
    refuseAt(reading, 'localhostProfile', name => ({ code: 'wrong-type', message: `${name} is missing`, remedy: 'name the profile' }));
  }
  if (!isLocal && type !== undefined && localhostProfile !== undefined) {
    refuseAt(reading, 'localhostProfile', name => (
      { code: 'choice-unknown', message: `${name} is only there with type: 'Localhost'`, value: localhostProfile, remedy: 'leave it out' }
    ));
  }
};

export const tolerationAgrees: Agreement = ({ key, operator = 'Equal', value, effect, tolerationSeconds }, reading) => {
  if (operator === 'Exists' && value) {
    refuseAt(reading, 'value', name => (
      { code: 'choice-unknown', message: `${name} has no place beside operator: 'Exists'`, value, remedy: 'leave it out, or say operator: \'Equal\'' }
    ));
  }
  if (!key && operator !== 'Exists') {
    refuseAt(reading, 'operator', name => (
      { code: 'choice-unknown', message: `${name} is Exists where no key is given`, value: operator, remedy: 'say key, or operator: \'Exists\'' }
    ));
  }
  if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
    refuseAt(reading, 'tolerationSeconds', name => ({
      code: 'choice-unknown',
      message: `${name} is only there with effect: 'NoExecute'`,
      value: tolerationSeconds,
      remedy: 'leave it out, or say effect: \'NoExecute\'',
    }));
  }
  if (['Lt', 'Gt'].includes(operator) && !/^-?\d+$/.test(value)) {
    refuseAt(reading, 'value', name => ({ code: 'choice-unknown', message: `${name} is no whole number, which ${operator} compares`, value, remedy: 'give a whole number' }));
  }
};

/** Values of a requirement, by its operator. */
export const requirementAgrees: Agreement = ({ operator, values }, reading) => {
  const given = Array.isArray(values) ? values.length : 0;
  const right = ['In', 'NotIn'].includes(operator) ? given > 0 : ['Gt', 'Lt'].includes(operator) ? given === 1 && /^-?\d+$/.test(values[0]) : given === 0;
  if (right) return;
  refuseAt(reading, 'values', name => ({
    code: 'list-empty',
    message: `${name} does not go with operator: '${operator}'`,
    value: values,
    remedy: 'give values to In and NotIn, one whole number to Gt and Lt, none to Exists and DoesNotExist',
  }));
};

/** A requirement of fields of a node: there is one, which has one value. */
export const fieldRequirementAgrees: Agreement = ({ key, operator, values }, reading) => {
  if (key !== 'metadata.name') {
    refuseAt(reading, 'key', name => ({ code: 'choice-unknown', message: `${name} is no field that nodes are chosen by`, value: key, allowed: 'metadata.name', remedy: 'choose by labels in matchExpressions' }));
  } else if (!['In', 'NotIn'].includes(operator) || values?.length !== 1) {
    refuseAt(reading, 'values', name => ({ code: 'list-empty', message: `${name} is not one value for In or NotIn`, value: values, remedy: 'give one name of a node, and operator In or NotIn' }));
  }
};

/** Domains that have to be there, where pods may be put elsewhere. */
export const spreadAgrees: Agreement = ({ minDomains, whenUnsatisfiable }, reading) => {
  if (minDomains === undefined || whenUnsatisfiable === 'DoNotSchedule') return;
  refuseAt(reading, 'minDomains', name => ({
    code: 'choice-unknown', message: `${name} is only there with whenUnsatisfiable: 'DoNotSchedule'`, value: minDomains, remedy: 'leave it out, or say whenUnsatisfiable: \'DoNotSchedule\'',
  }));
};

/** A part of a volume by its path, or by variables in one; and what is read only all the way down. */
export const mountAgrees: Agreement = ({ subPath, subPathExpr, readOnly, recursiveReadOnly }, reading) => {
  if (subPath && subPathExpr) {
    refuseAt(reading, 'subPathExpr', name => ({ code: 'name-given-twice', message: `${name} has no place beside subPath`, value: subPathExpr, remedy: 'leave out one of them' }));
  }
  if (['IfPossible', 'Enabled'].includes(recursiveReadOnly) && readOnly !== true) {
    refuseAt(reading, 'recursiveReadOnly', name => ({ code: 'choice-unknown', message: `${name} is only there with readOnly: true`, value: recursiveReadOnly, remedy: 'say readOnly: true, or leave it out' }));
  }
};

/** One of several properties, and no more of them: `missing` says whether there must be one. */
export const oneOf = (what: string, keys: readonly string[], missing: 'refused' | 'accepted' = 'refused'): Agreement => (value, reading) => {
  const given = keys.filter(key => value[key] !== undefined && value[key] !== null);
  if (given.length === 1 || (given.length === 0 && missing === 'accepted')) return;
  reading.refuse({
    code: given.length === 0 ? 'wrong-type' : 'name-given-twice',
    message: `${reading.name} has ${given.length === 0 ? 'no' : given.length} ${what}${given.length === 0 ? '' : 's'}`,
    value: given.length === 0 ? undefined : given.join(', '),
    allowed: `one of ${keys.slice(0, 4).join(', ')}${keys.length > 4 ? ', …' : ''}`,
    remedy: 'say one',
  });
};

/** Exactly one place where the files of a volume lie. */
export const oneSource: Agreement = ({ name, ...sources }, reading) => {
  const given = Object.keys(sources).filter(key => sources[key] !== undefined);
  oneOf('source', given.length === 0 ? ['persistentVolumeClaim', 'configMap', 'secret', 'emptyDir', 'csi'] : given)(sources, reading);
};

/** A variable with a value of its own, or one from elsewhere. */
export const variableAgrees: Agreement = ({ value, valueFrom }, reading) => {
  if (!value || valueFrom === undefined) return;
  refuseAt(reading, 'value', name => ({ code: 'name-given-twice', message: `${name} has no place beside valueFrom`, remedy: 'leave out one of them' }));
};

/** A probe of what has to work once, before anything else counts. */
export const succeedsOnce: Agreement = ({ successThreshold = 1 }, reading) => {
  if (successThreshold === 1 || typeof successThreshold !== 'number') return;
  refuseAt(reading, 'successThreshold', name => (
    { code: 'count-invalid', message: `${name} is not 1, which only a readinessProbe may have`, value: successThreshold, allowed: '1', remedy: 'leave it out' }
  ));
};

/** A probe after which a container goes on as it is. */
export const endsNothing: Agreement = ({ terminationGracePeriodSeconds }, reading) => {
  if (terminationGracePeriodSeconds === undefined) return;
  refuseAt(reading, 'terminationGracePeriodSeconds', name => ({
    code: 'choice-unknown', message: `${name} has no place in a readinessProbe, which ends nothing`, value: terminationGracePeriodSeconds, remedy: 'leave it out',
  }));
};

/** What a claim of its own asks for: without a size there is none. */
export const claimAgrees: Agreement = ({ resources, accessModes, storageClassName, dataSource }, reading) => {
  if (typeof dataSource?.kind === 'string' && dataSource.kind !== 'PersistentVolumeClaim' && !dataSource.apiGroup) {
    reading.below('dataSource', () => refuseAt(reading, 'apiGroup', name => (
      { code: 'wrong-type', message: `${name} is missing, which nothing but a PersistentVolumeClaim can do without`, remedy: 'say apiGroup: a VolumeSnapshot is of snapshot.storage.k8s.io' }
    )));
  }
  // What is of another type is told at its own place.
  if ([resources, resources?.requests].some(part => part !== undefined && !isPart(part))) return;
  const size = resources?.requests?.storage;
  if (size === undefined && (accessModes !== undefined || storageClassName !== undefined || resources !== undefined)) {
    refuseAt(reading, 'resources', name => ({ code: 'wrong-type', message: `${name}.requests.storage is missing`, remedy: 'say how large the volume has to be' }));
  }
  if (size !== undefined && /^[+]?0*\.?0*([a-zA-Z].*)?$/.test(String(size))) {
    reading.below('resources', () => reading.below('requests', () => refuseAt(reading, 'storage', name => (
      { code: 'quantity-invalid', message: `${name} is nothing`, value: size, allowed: 'more than nothing', remedy: 'say how large the volume has to be' }
    ))));
  }
};

/** At most so many entries. */
export const atMost = (most: number): Agreement => (entries: any[], reading) => {
  if (entries.length <= most) return;
  reading.refuse({ code: 'count-invalid', message: `${reading.name} are too many`, value: entries.length, allowed: `at most ${most}`, remedy: 'leave some out' });
};

function isPart(value: unknown): boolean {
  return typeof value === 'object' && !Array.isArray(value);
}
