import { AppObject, AppSubject, isOurs, nameOf } from './subject';
import { ENGINES } from '../../../engines/registry';
import { Problem, rule } from '../../../findings/finding';
import { nearest } from '../../../findings/nearest';
import { kindsOf } from '../../../values/keys';

/** Versions of the APIs of upstream, but for the databases, of which each has its own. */
const VERSION = 'v1alpha1';

/** A kind of upstream that is misspelt, or in a version of the API that it does not have: no server knows it. */
export const kindUnknown = rule<AppSubject>('kind-unknown', ({ objects }) => objects.filter(o => isOurs(o) && !o.judged && typeof o.kind === 'string').flatMap((object): Problem[] => {
  const meant = misspelt(object) ?? otherVersion(object);
  return meant === undefined ? [] : [{
    message: `${nameOf(object)} is of a kind that no API server with KubeDB and KubeStash knows`,
    value: `${object.json.apiVersion} ${object.kind}`,
    allowed: meant,
    remedy: `say ${meant}`,
    path: object.path,
  }];
}));

function misspelt({ group, kind }: AppObject): string | undefined {
  const kinds = kindsIn(group);
  return kinds.length === 0 || kinds.includes(kind) ? undefined : nearest(kind, kinds, 5);
}

function otherVersion({ group, kind, json: { apiVersion } }: AppObject): string | undefined {
  const facts = group === 'kubedb.com' ? ENGINES.find(e => e.kind === kind) : undefined;
  if (facts === undefined) return !kindsIn(group).includes(kind) || group === 'kubedb.com' || apiVersion === `${group}/${VERSION}` ? undefined : `${group}/${VERSION}`;
  // Those of v1 are served as v1alpha2 too.
  return [facts.apiVersion, 'kubedb.com/v1alpha2'].includes(apiVersion) ? undefined : facts.apiVersion;
}

/** Kinds of a group of upstream that are known. */
function kindsIn(group: string): readonly string[] {
  switch (group) {
    case 'kubedb.com': return kindsOf('databases');
    case 'archiver.kubedb.com': return kindsOf('archivers');
    case 'ops.kubedb.com': return kindsOf('databases').map(kind => `${kind}OpsRequest`);
    case 'core.kubestash.com': return kindsOf('core');
    case 'storage.kubestash.com': return kindsOf('storage');
    default: return [];
  }
}
