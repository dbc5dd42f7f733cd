import { eachOnce } from './agreements';
import { CHOICES, KINDS_IN_PLACES } from './choices';
import { isMissing, isVariable, list, map, parts, refined } from './compound';
import { secondsOfGo } from './duration-syntax';
import { Kind, number, Reading, Required, text } from './kind';
import { annotations, envName, labels, qualifiedKey, secretName, secretRef, storageClassName, subdomain } from './names';
import { POD_FIELDS } from './pod-fields';
import { amounts, isQuantity } from './quantities';
import { apiGroup, REFERENCES } from './references';
import { serviceTemplates } from './service-fields';
import { address, anyText, choice, count, flag, image, MOST, port, wholeNumber } from './texts';
import { goDuration, logRetention, moment, prometheusDuration, retentionPeriod, schedule } from './times';
import { FieldType, fieldTypes, fieldTypesByPlace } from './vocabulary';

const listOfTexts = list(anyText);

/** Any object: what is in it is looked at by itself. */
export const object: Required = parts({});
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

const quantity = text({ code: 'quantity-invalid', what: 'a quantity of Kubernetes', allowed: '500m, 2, 1.5, 512Mi, 10Gi', problem: v => !isQuantity(v) });
/** Kubernetes takes plain numbers as quantities too. */
export const anyQuantity: Kind = { optional: false, read: (value, reading) => (typeof value === 'number' && isQuantity(value) ? value : quantity.read(value, reading)) };
const quantities = amounts(anyQuantity);
const unsigned = wholeNumber('a whole number');
const share = text({
  code: 'count-invalid', what: 'a number or a share of pods', allowed: '1, "25%"', problem: v => !/^(100|[1-9]?[0-9])%$/.test(v),
});

/** A reference to a Secret. Upstream reads some without a name like none, others not at all. */
const secretNamed = (needed: readonly string[]): Kind => ({
  optional: false, read: (value, reading) => (typeof value === 'boolean' ? value : parts({ name: secretName }, needed).read(value, reading)),
});

/** How long a certificate holds and when it is renewed, as cert-manager takes it; without a word it holds for 90 days. */
function lifeAgrees({ duration = '2160h', renewBefore }: Record<string, any>, reading: Reading): void {
  const refuse = (key: string, message: string, value: unknown, allowed: string): void => reading.below(key, () => void reading.refuse({
    code: 'bad-duration', message: `${reading.name} is ${message}`, value, allowed, remedy: `say ${allowed}`,
  }));
  if (isVariable(duration) || isVariable(renewBefore)) return;
  const [life, before] = [duration, renewBefore].map(text_ => (isMissing(text_) ? undefined : secondsOfGo(text_)));
  if (life !== undefined && life < 3600) refuse('duration', 'too short for cert-manager', duration, 'an hour or more');
  else if (before !== undefined && before < 300) refuse('renewBefore', 'too short for cert-manager', renewBefore, 'five minutes or more');
  else if (life !== undefined && before !== undefined && before >= life) refuse('renewBefore', 'not before the certificate has ended', renewBefore, `less than ${duration}`);
}

/**
 * Kinds of value by the names of fields in objects of Kubernetes, KubeDB and KubeStash, where a name means the same in all of
 * them, so that what is said in the words of a CRD is looked at as what is typed is.
 */
export const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...CHOICES,
  ...REFERENCES,
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
  ...['adminServerPort', 'clientSecurePort', 'containerPort'].map((field): [string, Kind] => [field, port]),
  ['hostPort', port],
  ['nodePort', port],
  ['port', { optional: false, read: (value, reading) => (typeof value === 'string' ? value : port.read(value, reading)) }],
  ...['labels', 'matchLabels', 'nodeSelector', 'podLabels'].map((field): [string, Kind] => [field, labels]),
  ...['annotations', 'podAnnotations', 'serviceAccountAnnotations'].map((field): [string, Kind] => [field, annotations]),
  ...['requests', 'limits'].map((field): [string, Kind] => [field, quantities]),
  ...['runAsUser', 'runAsGroup', 'fsGroup'].map((field): [string, Kind] => [field, wholeNumber('the id of a user or group', 0, 2 ** 31 - 1)]),
  ...['terminationGracePeriodSeconds', 'backoffLimit', 'activeDeadlineSeconds', 'ttlSecondsAfterFinished', 'maxConnections', 'sessionHistoryLimit',
    'successfulJobsHistoryLimit', 'failedJobsHistoryLimit', 'periodSeconds', 'timeoutSeconds', 'initialDelaySeconds', 'failureThreshold',
    'successThreshold'].map((field): [string, Kind] => [field, unsigned]),
  ['accessModes', list(choice('an access mode', ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod']), 1)],
  ['env', list(parts({ name: envName }, ['name']))],
  ['serviceTemplates', refined(serviceTemplates, eachOnce('alias'))],
  ['certificates', refined(list(refined(parts({ duration: goDuration, renewBefore: goDuration, dnsNames: listOfTexts, ipAddresses: list(address) }, ['alias']), lifeAgrees)), eachOnce('alias'))],
  ...['backupInterval', 'backupTimeout', 'delay', 'restoreTimeout', 'rotateAfter', 'sourceTimeout', 'timeout'].map((field): [string, Kind] => [field, goDuration]),
  ...['activeFrom', 'lastProbeTime', 'lastTransitionTime', 'recoveryTimestamp', 'targetTime'].map((field): [string, Kind] => [field, moment]),
  ...['retentionSchedule', 'schedule'].map((field): [string, Kind] => [field, schedule]),
  ['leaderElection', parts({ period: goDuration, transferLeadershipInterval: goDuration, transferLeadershipTimeout: goDuration })],
  ['exporter', parts({ port: count('a port that needs no rights', 1024, 65535) })],
  ['divisor', anyQuantity],
  ['overhead', quantities],
  ['heapSizePercentage', wholeNumber('a share of the memory, in percent', 1, 100)],
  ['maxUnavailable', {
    optional: false, read: (value, reading) => (typeof value === 'number' ? wholeNumber('a number of pods') : share).read(value, reading),
  }],
  ['databaseRef', parts({ name: subdomain('the name of a database') }, ['name'])],
  ['sourceRef', parts({ name: subdomain('the name of an AppBinding') }, ['name'])],
  // Of an archiver, or of `init`.
  ['archiver', {
    optional: false,
    read: (value, reading) => (typeof value === 'boolean' ? value : parts({}, value?.recoveryTimestamp === undefined ? ['ref'] : ['fullDBRepository']).read(value, reading)),
  }],
  ['finalizers', list(qualifiedKey)],
  ['monitor', parts({}, ['agent'])],
  ['interval', prometheusDuration],
  ...['last', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'].map((field): [string, Kind] => [field, wholeNumber('a number of Snapshots, or -1 for all', -1)]),
  ['maxRetentionPeriod', retentionPeriod],
  ['retentionPeriod', logRetention],
  ['issuerRef', {
    optional: false,
    read: (value, reading) => (value?.apiGroup === undefined || value.apiGroup === 'cert-manager.io'
      ? parts({ name: subdomain('the name of an issuer'), kind: choice('a kind of issuer of cert-manager', ['Issuer', 'ClusterIssuer']) }, ['name', 'kind'])
      : parts({ apiGroup })).read(value, reading),
  }],
]);

/** Whole numbers that may be less than nothing: a place in an order, or what means "without end". */
const SIGNED = ['adjustment', 'daily', 'hourly', 'last', 'maxSlotWALKeepSize', 'monthly', 'priority', 'quotaBackendBytes', 'weekly', 'yearly'];

/** What is looked at of fields of one name wherever they stand. */
export const ALL: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...[...fieldTypes()].map(([name, type]): [string, Kind] => [name, type === 'whole' && !SIGNED.includes(name) ? unsigned : OF_TYPE[type]]),
  ...KINDS, ...POD_FIELDS,
]);

/** What is looked at of fields of one name where they stand in one of another: first that it is of its type. */
export const BY_PLACE: ReadonlyMap<string, ReadonlyMap<string, Kind>> = kindsInPlaces();

function kindsInPlaces(): ReadonlyMap<string, ReadonlyMap<string, Kind>> {
  const typed = [...fieldTypesByPlace()].flatMap(([name, places]) => [...places].map(([place, type]) => (
    { name, place, kind: typedFirst(OF_TYPE[type], ALL.get(name)) }
  )));
  const kinds = new Map<string, Map<string, Kind>>();
  for (const { name, place, kind } of [...typed, ...KINDS_IN_PLACES]) kinds.set(name, (kinds.get(name) ?? new Map<string, Kind>()).set(place, kind));
  return kinds;
}

function typedFirst(type: Kind, kind: Kind | undefined): Kind {
  return kind === undefined ? type : refined({ ...type, optional: false }, kind.read);
}
