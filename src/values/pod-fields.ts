import { list, parts, refined } from './compound';
import { Kind, Reading, Refusal, Required } from './kind';
import { dnsLabel, labelValue, qualifiedKey, subdomain } from './names';
import { beyondLimit } from './quantities';
import { absolutePath, address, choice, count, host, mountPath, pathInVolume, words } from './texts';

/** What Kubernetes says of parts of a pod that do not agree with each other. */
type Agreement = (value: any, reading: Reading) => void;

/** Refuses what stands below the present place under a key; its whole name is given to whoever says what is wrong with it. */
function refuseAt(reading: Reading, key: string | number, refusal: (name: string) => Omit<Refusal, 'property'>): void {
  reading.below(key, () => reading.refuse(refusal(reading.name)));
}

/** Entries of which no two have the same in one key. */
export const eachOnce = (key: string): Agreement => (entries: any[], reading) => entries.forEach((entry, i) => {
  if (!entries.slice(0, i).some(before => before[key] === entry[key])) return;
  reading.below(i, () => refuseAt(reading, key, name => (
    { code: 'name-given-twice', message: `${name} is given twice`, value: entry[key], allowed: 'each once', remedy: 'give another one' }
  )));
});

/** Properties without which the others say nothing. */
export const allOf = (...keys: string[]): Agreement => (value, reading) => keys.filter(key => value[key] === undefined)
  .forEach(key => refuseAt(reading, key, name => ({ code: 'wrong-type', message: `${name} is missing`, remedy: `say ${key}` })));

/** What is asked for and its limit. */
export const withinLimits: Agreement = (value, reading) => beyondLimit(value).forEach(resource => reading.below('requests', () => refuseAt(reading, resource, name => ({
  code: 'quantity-invalid',
  message: `${name} is beyond its limit`,
  value: value.requests[resource],
  allowed: `at most ${value.limits[resource]}`,
  remedy: 'ask for less, or raise the limit',
}))));

/** Root, of whom nothing that is not root may be; and rights that are given and taken. */
export const securityAgrees: Agreement = ({ runAsUser, runAsNonRoot, privileged, allowPrivilegeEscalation }, reading) => {
  if (runAsUser === 0 && runAsNonRoot === true) {
    refuseAt(reading, 'runAsUser', name => ({
      code: 'count-invalid',
      message: `${name} is root, which runAsNonRoot refuses`,
      value: 0,
      allowed: 'a user id above 0',
      remedy: 'give another one, or say runAsNonRoot: false',
    }));
  }
  if (privileged === true && allowPrivilegeEscalation === false) {
    refuseAt(reading, 'allowPrivilegeEscalation', name => (
      { code: 'choice-unknown', message: `${name} is refused to what is privileged`, value: false, remedy: 'leave out one of them' }
    ));
  }
};

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
};

/** Values of a requirement, by its operator. */
const requirementAgrees: Agreement = ({ operator, values }, reading) => {
  const given = Array.isArray(values) ? values.length : 0;
  const right = ['In', 'NotIn'].includes(operator) ? given > 0 : ['Gt', 'Lt'].includes(operator) ? given === 1 : given === 0;
  if (right) return;
  refuseAt(reading, 'values', name => ({
    code: 'list-empty',
    message: `${name} does not go with operator: '${operator}'`,
    value: values,
    remedy: 'give values to In and NotIn, one to Gt and Lt, none to Exists and DoesNotExist',
  }));
};

/** Exactly one place where the files of a volume lie. */
export const oneSource: Agreement = ({ name, ...sources }, reading) => {
  const given = Object.keys(sources).filter(key => sources[key] !== undefined);
  if (given.length === 1) return;
  reading.refuse({
    code: given.length === 0 ? 'wrong-type' : 'name-given-twice',
    message: `${reading.name} has ${given.length === 0 ? 'no source' : `${given.length} sources`}`,
    value: given.length === 0 ? undefined : given.join(', '),
    allowed: 'one of persistentVolumeClaim, configMap, secret, emptyDir, …',
    remedy: 'say one',
  });
};

const requirements = list(refined(
  parts({ key: qualifiedKey, operator: choice('an operator of selectors', ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']) }, ['key', 'operator']), requirementAgrees,
));
const podTerm = parts({ topologyKey: qualifiedKey }, ['topologyKey']);
const nodeTerms = parts({}, ['nodeSelectorTerms']);
const profile = refined(parts({ type: choice('a type of profile', ['RuntimeDefault', 'Localhost', 'Unconfined']) }, ['type']), profileAgrees);
const containers = refined(list(parts({ name: dnsLabel('the name of a container') }, ['name'])), eachOnce('name'));
const withKey = (what: string): Required => parts({ name: subdomain(`the name of a ${what}`), key: words(`a key of a ${what}`) }, ['key']);
const withPort = parts({}, ['port']);

/** Parts of pods by the names of their fields. */
export const POD_FIELDS: readonly [string, Kind][] = [
  ['containers', containers],
  ['initContainers', containers],
  ['volumes', refined(list(refined(parts({ name: dnsLabel('the name of a volume') }, ['name']), oneSource)), eachOnce('name'))],
  ['volumeMounts', refined(list(parts({ mountPath, subPath: pathInVolume }, ['name', 'mountPath'])), eachOnce('mountPath'))],
  ['resources', refined(parts({}), withinLimits)],
  ['securityContext', refined(parts({}), securityAgrees)],
  ['containerSecurityContext', refined(parts({}), securityAgrees)],
  ['seccompProfile', profile],
  ['appArmorProfile', profile],
  ['tolerations', list(refined(parts({
    key: qualifiedKey,
    operator: choice('an operator of tolerations', ['Exists', 'Equal', 'Lt', 'Gt']),
    value: labelValue,
    effect: choice('an effect of taints', ['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
  }), tolerationAgrees))],
  ['nodeSelectorTerms', list(parts({}), 1)],
  ['matchExpressions', requirements],
  ['matchFields', requirements],
  ['podAffinityTerm', podTerm],
  ['preferredDuringSchedulingIgnoredDuringExecution', list(parts({ weight: count('a weight', 1, 100) }, ['weight']))],
  // Of pods there is a list of terms, of nodes an object that holds one.
  ['requiredDuringSchedulingIgnoredDuringExecution', { optional: false, read: (value, reading) => (Array.isArray(value) ? list(podTerm) : nodeTerms).read(value, reading) }],
  ['topologySpreadConstraints', list(parts({
    maxSkew: count('a difference'), topologyKey: qualifiedKey,
  }, ['maxSkew', 'topologyKey', 'whenUnsatisfiable']))],
  ['secretKeyRef', withKey('Secret')],
  ['configMapKeyRef', withKey('ConfigMap')],
  ['httpGet', withPort],
  ['tcpSocket', withPort],
  ['hostAliases', list(parts({ ip: address }, ['ip']))],
  ['nameservers', list(address)],
  ['hostPath', parts({ path: absolutePath }, ['path'])],
  ['nfs', parts({ server: host, path: absolutePath }, ['server', 'path'])],
  ['persistentVolumeClaim', parts({}, ['claimName'])],
];
