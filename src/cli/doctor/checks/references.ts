import { actsOnce, Referred, referencesIn, refersTo } from '../../../engines/references';
import { ENGINES } from '../../../engines/registry';
import { ResourceType } from '../../../protocol/kinds';
import { DATABASE_KINDS } from '../../cluster/kinds';
import { ClusterObject } from '../../cluster/objects';
import { Situation } from '../../status/read';
import { Diagnosis, DoctorCheck, doubtful } from '../patient';

const of = (group: string, version: string, ...plurals: string[]): ResourceType[] => plurals.map(plural => ({ group, version, plural }));
const everyEngine = (what: string): string[] => [...new Set(ENGINES.map(e => `${e.kind.toLowerCase()}${what}`))];

/** Kinds that name a database: poolers and proxies, databases that keep something in another one, autoscalers, OpsRequests, schemas. */
const REFERRING: readonly ResourceType[] = [
  ...of('kubedb.com', 'v1', 'pgbouncers', 'proxysqls'),
  ...of('kubedb.com', 'v1alpha2', 'pgpools'),
  ...DATABASE_KINDS.map(k => k.type),
  ...of('autoscaling.kubedb.com', 'v1alpha1', ...everyEngine('autoscalers')),
  ...of('ops.kubedb.com', 'v1alpha1', ...everyEngine('opsrequests')),
  ...of('schema.kubedb.com', 'v1alpha1', 'mysqldatabases', 'mariadbdatabases', 'postgresdatabases', 'mongodbdatabases'),
];

/** An incarnation that serves no more, and the one that does. */
interface Left extends Referred {
  readonly current: string;
}

/** What still names an incarnation that serves no more: a pooler that leads to it, an autoscaler that grows it. */
export const references: DoctorCheck = async patient => {
  const left = (await patient.situations()).flatMap(leftIn);
  if (left.length === 0) return [];
  const objects = (await Promise.all(REFERRING.map(type => patient.list(type)))).flat();
  return objects.filter(o => !isOver(o)).flatMap(object => diagnose(object, left));
};

function leftIn({ record, incarnations }: Situation): Left[] {
  if (record.state !== 'serving') return [];
  const kind = ENGINES.find(e => e.plural === record.resource?.plural)?.kind ?? '';
  return incarnations.filter(i => i.role === 'previous' || i.role === 'earlier')
    .map(i => ({ kind, name: i.name, namespace: record.namespace, current: record.incarnation }));
}

function isOver(object: ClusterObject): boolean {
  return actsOnce(object) && ['Successful', 'Failed', 'Skipped', 'Denied'].includes(object.status?.phase);
}

function diagnose(object: ClusterObject, left: readonly Left[]): Diagnosis[] {
  return referencesIn(object).flatMap(reference => left.filter(l => refersTo(reference, l)).map(l => doubtful('refers-to-earlier-incarnation', {
    message: `it names ${l.name}, which serves no more: ${l.current} does`,
    value: `${reference.path}: ${l.name}`,
    allowed: l.current,
    remedy: 'let it name the incarnation that serves, where it is declared, unless it is meant to stay',
  }, `${object.kind} ${object.metadata.namespace}/${object.metadata.name}`)));
}
