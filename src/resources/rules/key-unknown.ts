import { ObjectSubject, sessionsOf } from './subject';
import { rule, warning } from '../../findings/finding';
import { nearest } from '../../findings/nearest';
import { JOB_POD, RUNTIME_CONTAINER, RUNTIME_POD, UnknownKey, unknownInContainer, unknownInPod } from '../../values/pods';
import { specKeys } from '../spec-keys';

/** Keys of an entry of `sessions`. */
const SESSION = ['addon', 'backupTimeout', 'hooks', 'name', 'repositories', 'retryConfig', 'scheduler', 'sessionHistoryLimit', 'targets'];

/** Keys that look like one of the CRD's, and such as pods of KubeStash do not have: the API server drops them without a word. */
export const keyUnknown = rule<ObjectSubject>('key-unknown', subject => [
  ...specKeysOf(subject).filter(({ meant }) => meant !== undefined),
  ...inPods(subject.spec, 'spec'),
].map(({ path, meant }) => ({
  message: `${subject.kind} ${subject.name} has a key that would be dropped without a word`,
  value: path,
  allowed: meant,
  remedy: meant === undefined ? 'leave it out' : `say ${meant}`,
  property: path,
})), 'spec');

/** Keys that no CRD had when this library was made. */
export const keyNotKnown = warning<ObjectSubject>('key-not-known', subject => specKeysOf(subject)
  .filter(({ meant }) => meant === undefined)
  .map(({ path }) => ({
    message: `${subject.kind} is not known to have this key: the cluster would drop it without a word`,
    value: path,
    remedy: 'leave it out, or acknowledge that your version of KubeStash has it',
    property: path,
  })), 'spec');

function specKeysOf(subject: ObjectSubject): UnknownKey[] {
  const known = specKeys(subject.kind);
  return known === undefined ? [] : [
    ...unknownKeys('spec', subject.spec, known),
    ...sessionsOf(subject).flatMap(({ path, session }) => unknownKeys(`spec.${path}`, session, SESSION)),
  ];
}

function unknownKeys(at: string, value: unknown, known: readonly string[]): UnknownKey[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).filter(key => !known.includes(key)).map(key => ({ path: `${at}.${key}`, meant: nearest(key, known) }));
}

/** Whatever describes a pod: every `jobTemplate`, which for a scheduler is its `template`, and every `runtimeSettings`. */
function inPods(value: unknown, at: string): UnknownKey[] {
  if (Array.isArray(value)) return value.flatMap((v, i) => inPods(v, `${at}[${i}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value as Record<string, any>).flatMap(([key, v]) => {
    const path = `${at}.${key}`;
    if (key === 'jobTemplate') return v?.template === undefined ? unknownInPod(v?.spec, JOB_POD, `${path}.spec`) : unknownInPod(v.template?.spec, JOB_POD, `${path}.template.spec`);
    if (key === 'containerRuntimeSettings') return unknownInContainer(v, RUNTIME_CONTAINER, path);
    if (key !== 'runtimeSettings') return inPods(v, path);
    return [...unknownInContainer(v?.pod, RUNTIME_POD, `${path}.pod`), ...unknownInContainer(v?.container, RUNTIME_CONTAINER, `${path}.container`)];
  });
}
