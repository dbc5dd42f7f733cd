import { ObjectSubject, sessionsOf } from './subject';
import { rule, warning } from '../../findings/finding';
import {
  InPod, JOB_POD, RUNTIME_CONTAINER, RUNTIME_POD, under, UnknownKey, unknownIn, unknownInContainer, unknownInPod, unknownInPods,
} from '../../values/pods';
import { specKeys } from '../spec-keys';

/** Keys of an entry of `sessions`. */
const SESSION = new Set(['addon', 'backupTimeout', 'hooks', 'name', 'repositories', 'retryConfig', 'scheduler', 'sessionHistoryLimit', 'targets']);

/** Keys that look like one of the CRD's, and such as pods of KubeStash do not have: the API server drops them without a word. */
export const keyUnknown = rule<ObjectSubject>('key-unknown', subject => [
  ...specKeysOf(subject).filter(({ meant }) => meant !== undefined),
  ...under('spec', unknownInPods(subject.spec, inPod)),
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

function specKeysOf(subject: ObjectSubject): readonly UnknownKey[] {
  const known = specKeys(subject.kind);
  if (known === undefined) return [];
  const found = under('spec', unknownIn(subject.spec, known));
  return [...found, ...sessionsOf(subject).flatMap(({ path, session }) => under(`spec.${path}`, unknownIn(session, SESSION)))];
}

/** Whatever describes a pod: every `jobTemplate`, which for a scheduler is its `template`, and every `runtimeSettings`. */
const inPod: InPod = (key, value) => {
  switch (key) {
    case 'jobTemplate':
      return value?.template === undefined ? under('.spec', unknownInPod(value?.spec, JOB_POD)) : under('.template.spec', unknownInPod(value.template?.spec, JOB_POD));
    case 'containerRuntimeSettings':
      return unknownInContainer(value, RUNTIME_CONTAINER);
    case 'runtimeSettings':
      return [...under('.pod', unknownInContainer(value?.pod, RUNTIME_POD)), ...under('.container', unknownInContainer(value?.container, RUNTIME_CONTAINER))];
    default:
      return undefined;
  }
};
