import { AppObject, AppSubject, isOurs, known, nameOf } from './subject';
import { ENGINES } from '../../../engines/registry';
import { Problem, rule, warning } from '../../../findings/finding';
import { nearest } from '../../../findings/nearest';
import { kindsOf } from '../../../values/keys';

/** Versions of the APIs of upstream, but for the databases, of which each has its own. */
const VERSION = 'v1alpha1';

/** Groups of upstream that hold other kinds than databases, and their kinds. */
const KINDS: Record<string, () => readonly string[]> = {
  'kubedb.com': () => kindsOf('databases'),
  'archiver.kubedb.com': () => kindsOf('archivers'),
  'ops.kubedb.com': () => kindsOf('databases').map(kind => `${kind}OpsRequest`),
  'core.kubestash.com': () => [...kindsOf('core'), 'BackupVerificationSession'],
  'storage.kubestash.com': () => [...kindsOf('storage'), 'Snapshot'],
};

/** Groups of which all kinds are known; a later version may have more. */
const KNOWN_WHOLLY = ['archiver.kubedb.com', 'core.kubestash.com', 'storage.kubestash.com'];

/** A kind of upstream that is misspelt, in another group, or in a version of the API that it does not have: no server knows it. */
export const kindUnknown = rule<AppSubject>('kind-unknown', app => strangers(app).flatMap(({ object, meant }): Problem[] => (meant === undefined ? [] : [{
  message: `${nameOf(object)} is of a kind that no API server with KubeDB and KubeStash knows`,
  value: `${object.json.apiVersion} ${object.kind}`,
  allowed: meant,
  remedy: `say ${meant}`,
  path: object.path,
}])));

/** A kind of upstream that is like none that is known. */
export const kindNotKnown = warning<AppSubject>('kind-not-known', app => strangers(app).filter(({ meant }) => meant === undefined).map(({ object }) => ({
  message: `${nameOf(object)} is of a kind that ${object.group} is not known to have: a cluster without it refuses the object`,
  value: object.kind,
  allowed: kindsIn(object.group).join(', '),
  remedy: 'leave it out, or acknowledge that your version has it',
  path: object.path,
})));

/** Objects of which nobody knows what they are, and what is meant by them. */
const strangers = known(({ objects }): { readonly object: AppObject; readonly meant?: string }[] => objects.flatMap(object => {
  if (!isOurs(object) || object.judged || !isNamed(object)) return [];
  const meant = meantBy(object);
  return meant !== undefined || (isKnownWholly(object.group) && !kindsIn(object.group).includes(object.kind)) ? [{ object, meant }] : [];
}));

/** The same: what is in them is no other mistake. */
export const strangeObjects = known((app): ReadonlySet<AppObject> => new Set(strangers(app).map(({ object }) => object)));

/** Whether all kinds of a group are known. */
export function isKnownWholly(group: string): boolean {
  return KNOWN_WHOLLY.includes(group);
}

/** A kind that is no text is a mistake of another sort. */
function isNamed({ kind }: AppObject): boolean {
  return kind === undefined || typeof kind === 'string';
}

function meantBy(object: AppObject): string | undefined {
  const { group, kind } = object;
  if (!(group in KINDS)) return undefined;
  return kind === undefined ? kindsIn(group).slice(0, 6).join(', ') : misspelt(object) ?? elsewhere(object) ?? otherVersion(object);
}

function misspelt({ group, kind }: AppObject): string | undefined {
  const kinds = kindsIn(group);
  return kinds.includes(kind) ? undefined : nearest(kind, kinds, 5);
}

/** The group that has it, where that is another one. */
function elsewhere({ group, kind }: AppObject): string | undefined {
  if (kindsIn(group).includes(kind)) return undefined;
  const home = Object.keys(KINDS).find(other => kindsIn(other).includes(kind));
  if (home === undefined) return undefined;
  return `${home === 'kubedb.com' ? ENGINES.find(e => e.kind === kind)?.apiVersion ?? 'kubedb.com/v1' : `${home}/${VERSION}`} ${kind}`;
}

function otherVersion({ group, kind, json: { apiVersion } }: AppObject): string | undefined {
  const facts = group === 'kubedb.com' ? ENGINES.find(e => e.kind === kind) : undefined;
  if (facts === undefined) return !kindsIn(group).includes(kind) || group === 'kubedb.com' || apiVersion === `${group}/${VERSION}` ? undefined : `${group}/${VERSION}`;
  // Those of v1 are served as v1alpha2 too.
  return [facts.apiVersion, 'kubedb.com/v1alpha2'].includes(apiVersion) ? undefined : facts.apiVersion;
}

/** Kinds of a group of upstream that are known. */
function kindsIn(group: string): readonly string[] {
  return KINDS[group]?.() ?? [];
}
