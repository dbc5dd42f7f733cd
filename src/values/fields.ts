import { list, map, parts, refined } from './compound';
import { data } from './data';
import { Kind, number, Reading, Required, text } from './kind';
import { annotations, envName, labels, secretName, secretRef, storageClassName, subdomain } from './names';
import { POD_FIELDS } from './pod-fields';
import { amounts, isQuantity } from './quantities';
import { serviceTemplates } from './service-fields';
import { address, anyText, choice, count, flag, image, MOST, port, wholeNumber } from './texts';
import { goDuration, logRetention, prometheusDuration, retentionPeriod, schedule } from './times';
import { fieldNames, FieldType, fieldTypes, fieldTypesByPlace, isField, isOpen } from './vocabulary';
import { nearest } from '../findings/nearest';

/** Fields that hold one of some words. */
const CHOICES: Record<string, [string, ...string[]]> = {
  agent: ['an agent of monitoring', 'prometheus.io', 'prometheus.io/operator', 'prometheus.io/builtin'],
  autoCompactionMode: ['a mode of compaction', 'periodic', 'revision'],
  clientAuthMode: ['a way to log in', 'md5', 'scram', 'cert'],
  clusterAuthMode: ['a way of members to log in', 'keyFile', 'sendKeyFile', 'sendX509', 'x509'],
  commitLevel: ['a level of commits', 'Local', 'Off', 'On', 'RemoteApply', 'RemoteWrite'],
  concurrencyPolicy: ['a policy for runs at once', 'Allow', 'Forbid', 'Replace'],
  deletionPolicy: ['a deletion policy', 'DoNotTerminate', 'Halt', 'Delete', 'WipeOut', 'Retain', 'OnDelete'],
  dnsPolicy: ['a DNS policy', 'ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
  encoding: ['an encoding of keys', 'PKCS1', 'PKCS8'],
  errantTransactionRecoveryPolicy: ['a policy for errant transactions', 'Clone', 'PseudoTransaction'],
  executionPolicy: ['a policy for hooks', 'Always', 'OnFailure', 'OnSuccess'],
  externalTrafficPolicy: ['a policy for traffic', 'Cluster', 'Local'],
  from: ['a choice of namespaces', 'All', 'Selector', 'Same'],
  fsGroupChangePolicy: ['a policy for changing groups', 'Always', 'OnRootMismatch'],
  imagePullPolicy: ['a policy for pulling images', 'Always', 'IfNotPresent', 'Never'],
  mountPropagation: ['a way of mounting', 'None', 'HostToContainer', 'Bidirectional'],
  preemptionPolicy: ['a policy for preemption', 'PreemptLowerPriority', 'Never'],
  procMount: ['a way to mount /proc', 'Default', 'Unmasked'],
  replicationStrategy: ['a replication strategy', 'clone', 'fscopy', 'none', 'sync'],
  restartPolicy: ['a restart policy', 'Always', 'OnFailure', 'Never'],
  secondaryAccessMode: ['a way into secondaries', 'All', 'Passive', 'ReadOnly'],
  sslMode: ['a mode of TLS', 'disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full', 'disabled', 'allowSSL', 'preferSSL', 'requireSSL'],
  sslVerificationMode: ['a mode of verifying', 'none', 'once', 'relaxed', 'strict'],
  standbyMode: ['a mode of standbys', 'Hot', 'Warm'],
  storageType: ['a type of storage', 'Durable', 'Ephemeral'],
  strategy: ['a strategy of hooks', 'ExecuteOnAll', 'ExecuteOnOne'],
  streamingMode: ['a mode of streaming', 'Synchronous', 'Asynchronous'],
  supplementalGroupsPolicy: ['a policy for groups', 'Merge', 'Strict'],
  terminationMessagePolicy: ['a policy for last words', 'File', 'FallbackToLogsOnError'],
  useAddressType: ['a type of address', 'DNS', 'IP', 'IPv4', 'IPv6'],
  volumeMode: ['a mode of volumes', 'Filesystem', 'Block'],
  whenUnsatisfiable: ['what happens if it cannot be', 'DoNotSchedule', 'ScheduleAnyway'],
  wsrepSSTMethod: ['a state transfer', 'mariabackup', 'rsync'],
};

const listOfTexts = list(anyText);
const object: Required = parts({});
const whole = number({ code: 'wrong-type', what: 'a whole number', allowed: 'a whole number', standIn: 0, problem: v => !Number.isInteger(v) });

/** What is looked at of a field of which nothing is known but its type. */
const OF_TYPE: Record<FieldType, Kind> = {
  flag,
  whole,
  text: anyText,
  wholeOrText: { optional: false, read: (value, reading) => (typeof value === 'number' ? whole : anyText).read(value, reading) },
  texts: listOfTexts,
  wholes: list(whole),
  map: map(anyText, anyText),
  object,
  objects: list(object),
};

const named = (field: string, what: string): [string, Kind] => [field, subdomain(`the name of ${what}`)];
const quantities = amounts(anyQuantity());

/** A reference to a Secret. Upstream reads some without a name like none, others not at all. */
const secretNamed = (needed: readonly string[]): Kind => ({
  optional: false, read: (value, reading) => (typeof value === 'boolean' ? value : parts({ name: secretName }, needed).read(value, reading)),
});

/**
 * Kinds of value by the names of fields in objects of Kubernetes, KubeDB and KubeStash: a name means the same wherever it
 * stands, so that what is said in the words of a CRD is looked at as what is typed is.
 */
const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...Object.entries(CHOICES).map(([field, [what, ...all]]): [string, Kind] => [field, choice(what, all)]),
  ['image', { optional: false, read: (value, reading) => (typeof value === 'object' ? value : image.read(value, reading)) }],
  named('serviceAccountName', 'a ServiceAccount'),
  named('priorityClassName', 'a PriorityClass'),
  named('runtimeClassName', 'a RuntimeClass'),
  named('claimName', 'a claim'),
  ['storageClassName', storageClassName],
  ['secretName', secretName],
  ...['keystoreCredSecret', 'keyFileSecret', 'secretRef', 'authSecret', 'encryptionSecret'].map((field): [string, Kind] => [field, secretNamed([])]),
  ...['configSecret', 'licenseSecret', 'secureConfigSecret'].map((field): [string, Kind] => [field, secretNamed(['name'])]),
  ['imagePullSecrets', list({ ...secretRef, read: (value, reading) => parts({ name: secretName }, ['name']).read(value, reading) })],
  ['replicas', count('a number of members', 0)],
  ['shards', { optional: false, read: (value, reading) => (Array.isArray(value) ? value : count('a number of shards', 0, MOST).read(value, reading)) }],
  ['containerPort', port],
  ['hostPort', port],
  ['nodePort', port],
  ['port', { optional: false, read: (value, reading) => (typeof value === 'string' ? value : port.read(value, reading)) }],
  ...['labels', 'matchLabels', 'nodeSelector', 'podLabels'].map((field): [string, Kind] => [field, labels]),
  ...['annotations', 'podAnnotations', 'serviceAccountAnnotations'].map((field): [string, Kind] => [field, annotations]),
  ...['requests', 'limits'].map((field): [string, Kind] => [field, quantities]),
  ...['runAsUser', 'runAsGroup', 'fsGroup'].map((field): [string, Kind] => [field, wholeNumber('the id of a user or group', 0, 2 ** 31 - 1)]),
  ...['terminationGracePeriodSeconds', 'backoffLimit', 'activeDeadlineSeconds', 'ttlSecondsAfterFinished', 'maxConnections', 'sessionHistoryLimit',
    'successfulJobsHistoryLimit', 'failedJobsHistoryLimit', 'periodSeconds', 'timeoutSeconds', 'initialDelaySeconds', 'failureThreshold',
    'successThreshold'].map((field): [string, Kind] => [field, wholeNumber('a whole number')]),
  ['accessModes', list(choice('an access mode', ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod']), 1)],
  ['env', list(parts({ name: envName }, ['name']))],
  ['serviceTemplates', serviceTemplates],
  ['certificates', list(parts({ duration: goDuration, renewBefore: goDuration, dnsNames: listOfTexts, ipAddresses: list(address) }, ['alias']))],
  ...['backupInterval', 'backupTimeout', 'delay', 'restoreTimeout', 'rotateAfter', 'sourceTimeout', 'timeout'].map((field): [string, Kind] => [field, goDuration]),
  ...['retentionSchedule', 'schedule'].map((field): [string, Kind] => [field, schedule]),
  ['leaderElection', parts({ period: goDuration, transferLeadershipInterval: goDuration, transferLeadershipTimeout: goDuration })],
  ['exporter', parts({ port })],
  ['sourceRef', parts({ name: subdomain('the name of an AppBinding') }, ['name'])],
  // Of an archiver, or of `init`.
  ['archiver', {
    optional: false,
    read: (value, reading) => (typeof value === 'boolean' ? value : parts({}, value?.recoveryTimestamp === undefined ? ['ref'] : []).read(value, reading)),
  }],
  ['interval', prometheusDuration],
  ['maxRetentionPeriod', retentionPeriod],
  ['retentionPeriod', logRetention],
  ['issuerRef', {
    optional: false,
    read: (value, reading) => (value?.apiGroup === undefined || value.apiGroup === 'cert-manager.io'
      ? parts({ name: subdomain('the name of an issuer'), kind: choice('a kind of issuer of cert-manager', ['Issuer', 'ClusterIssuer']) }, ['name', 'kind']).read(value, reading) : value),
  }],
]);

/** What is looked at of fields of one name wherever they stand. */
const ALL: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...[...fieldTypes()].map(([name, type]): [string, Kind] => [name, OF_TYPE[type]]), ...KINDS, ...POD_FIELDS,
]);

/** What is looked at of fields of one name where they stand in one of another: first that it is of its type. */
const BY_PLACE: ReadonlyMap<string, ReadonlyMap<string, Kind>> = new Map([...fieldTypesByPlace()].map(([name, places]) => [
  name, new Map([...places].map(([place, type]): [string, Kind] => [place, typedFirst(OF_TYPE[type], ALL.get(name))])),
]));

function typedFirst(type: Kind, kind: Kind | undefined): Kind {
  return kind === undefined ? type : refined({ ...type, optional: false }, kind.read);
}

type IsFine = (field: unknown, reading: Reading) => boolean;

/** What is asked of a field that is there. */
interface Glance {
  readonly isFine: IsFine;
  /** The same where it stands in certain others. */
  readonly places?: ReadonlyMap<string, IsFine>;
  /** Whether nothing is known of what is below it. */
  readonly open: boolean;
}

const GLANCES = glances(KINDS, new Map());
const GLANCES_AT_ALL = glances(ALL, BY_PLACE);

function glances(kinds: ReadonlyMap<string, Kind>, byPlace: ReadonlyMap<string, ReadonlyMap<string, Kind>>): ReadonlyMap<string, Glance> {
  return new Map([...fieldNames(), ...kinds.keys()].map((name): [string, Glance] => {
    const places = byPlace.get(name);
    return [name, {
      isFine: glance(kinds.get(name)), places: places && new Map([...places].map(([place, kind]) => [place, glance(kind)])), open: isOpen(name),
    }];
  }));
}

/** Types are asked of most fields, and told without reading. */
function glance(kind: Kind | undefined): IsFine {
  switch (kind) {
    case undefined: return () => true;
    case anyText: return field => typeof field === 'string';
    case flag: return field => typeof field === 'boolean';
    case object: return field => typeof field === 'object' && !Array.isArray(field);
    default: return (field, reading) => {
      kind.read(field, reading);
      return reading.refusals.length === 0;
    };
  }
}

/** What is looked at besides what a name alone says. */
export interface Look {
  /** What every field holds, and what fits together in pods: so it is in objects of KubeDB and KubeStash. */
  readonly types: boolean;
  /** Keys that none of them has. */
  readonly keys: boolean;
}

const VALUES: Look = { types: true, keys: false };

/** Data in the words of a CRD or of Kubernetes, of which every field is looked at that is known by its name. */
export const words: Required = {
  ...data,
  read: (value, reading) => {
    const before = reading.refusals.length;
    const read = data.read(value, reading);
    if (reading.refusals.length === before) lookAtFields(read, reading, VALUES, 'spec');
    return reading.refusals.length === before ? read : {};
  },
};

/** A whole `spec`, of which every field is looked at that is known by its name. What is refused goes on, so that nothing seems to be missing for it. */
export const specFields: Required = {
  optional: false,
  read: (value, reading) => {
    lookAtFields(value, reading, VALUES, 'spec');
    return value;
  },
};

/**
 * Looks at every field below a place. What a BackupBlueprint leaves open is known when it is used.
 *
 * @param at name of the field that the value stands in
 */
export function lookAtFields(value: Record<string, any>, reading: Reading, look: Look, at = ''): void {
  if (areFieldsFine(value, at, look, new Reading())) return;
  const inList = Array.isArray(value);
  for (const key in value) {
    const field = value[key];
    if (!isSaid(field)) continue;
    reading.below(inList ? Number(key) : key, () => {
      const before = reading.refusals.length;
      if (!inList) {
        if (look.keys && !isField(key)) return refuseKey(key, field, reading);
        kindOf(key, at, look)?.read(field, reading);
      }
      if (reading.refusals.length === before && (inList || !isOpen(key)) && isBelow(field)) lookAtFields(field, reading, look, inList ? at : key);
    });
  }
}

/** Whether no field would be refused, without saying where: almost always. One reading does for all of them, as nothing is looked at after a refusal. */
function areFieldsFine(value: Record<string, any>, at: string, look: Look, reading: Reading): boolean {
  if (Array.isArray(value)) return value.every(entry => !isBelow(entry) || areFieldsFine(entry, at, look, reading));
  const all = look.types ? GLANCES_AT_ALL : GLANCES;
  for (const key in value) {
    const field = value[key];
    if (!isSaid(field)) continue;
    const of = all.get(key);
    if (of === undefined ? look.keys : !(of.places?.get(at) ?? of.isFine)(field, reading)) return false;
    if (typeof field === 'object' && !of?.open && isBelow(field) && !areFieldsFine(field, key, look, reading)) return false;
  }
  return true;
}

function kindOf(key: string, at: string, { types }: Look): Kind | undefined {
  return types ? BY_PLACE.get(key)?.get(at) ?? ALL.get(key) : KINDS.get(key);
}

/** What is left out says nothing, and what holds a variable is known later. */
function isSaid(field: unknown): boolean {
  return field !== undefined && field !== null && field !== '' && !(typeof field === 'string' && field.includes('${'));
}

/** Whether there are fields below one: what is printed late is not known yet. */
function isBelow(field: unknown): field is Record<string, any> {
  if (typeof field !== 'object' || field === null) return false;
  return Array.isArray(field) || field.constructor === Object || field.constructor === undefined;
}

function refuseKey(key: string, value: unknown, reading: Reading): void {
  const meant = nearest(key, fieldNames(), 5);
  reading.refuse({
    code: meant === undefined ? 'key-not-known' : 'key-unknown',
    message: `${reading.name} is no key that objects of KubeDB or KubeStash have: the cluster would drop it without a word`,
    value: typeof value === 'object' ? undefined : value,
    allowed: meant,
    remedy: meant === undefined ? 'leave it out, or acknowledge that your version has it' : `say ${meant}`,
  });
}

/** Kubernetes takes plain numbers as quantities too. */
function anyQuantity(): Kind {
  const quantity = text({ code: 'quantity-invalid', what: 'a quantity of Kubernetes', allowed: '500m, 2, 1.5, 512Mi, 10Gi', problem: v => !isQuantity(v) });
  return { optional: false, read: (value, reading) => (typeof value === 'number' && isQuantity(value) ? value : quantity.read(value, reading)) };
}
