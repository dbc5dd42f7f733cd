import { ObjectSubject, sessionsOf } from './subject';
import { rule, warning } from '../../findings/finding';
import { nearest } from '../../findings/nearest';
import { JOB_POD } from '../../values/pods';
import { specKeys } from '../spec-keys';

/** Keys of an entry of `sessions`. */
const SESSION = ['addon', 'backupTimeout', 'hooks', 'name', 'repositories', 'retryConfig', 'scheduler', 'sessionHistoryLimit', 'targets'];

/** Keys that look like one of the CRD's, and such as pods of KubeStash do not have: the API server drops them without a word. */
export const keyUnknown = rule<ObjectSubject>('key-unknown', subject => [
  ...specKeysOf(subject).filter(({ meant }) => meant !== undefined),
  ...podsIn(subject.spec, 'spec').flatMap(({ path, pod }) => unknownKeys(path, pod, [...JOB_POD])),
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

function specKeysOf(subject: ObjectSubject): { path: string; meant?: string }[] {
  const known = specKeys(subject.kind);
  return known === undefined ? [] : [
    ...unknownKeys('spec', subject.spec, known),
    ...sessionsOf(subject).flatMap(({ path, session }) => unknownKeys(`spec.${path}`, session, SESSION)),
  ];
}

function unknownKeys(at: string, value: unknown, known: readonly string[]): { path: string; meant?: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).filter(key => !known.includes(key)).map(key => ({ path: `${at}.${key}`, meant: nearest(key, known) }));
}

/** The `spec` of every `jobTemplate`, which for a scheduler is that of its `template`. */
function podsIn(value: unknown, at: string): { path: string; pod: unknown }[] {
  if (Array.isArray(value)) return value.flatMap((v, i) => podsIn(v, `${at}[${i}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, v]) => {
    const path = `${at}.${key}`;
    if (key !== 'jobTemplate' || v === null || typeof v !== 'object') return typeof v === 'object' ? podsIn(v, path) : [];
    const { template, spec } = v as Record<string, any>;
    return template === undefined ? [{ path: `${path}.spec`, pod: spec }] : [{ path: `${path}.template.spec`, pod: template?.spec }];
  });
}
