import { actsOnce, Referred, referencesIn, refersTo } from '../../../engines/references';
import { ENGINES } from '../../../engines/registry';
import { Resource } from '../../kubectl';
import { DatabaseState } from '../../status/read';
import { Diagnosis, DoctorCheck, doubtful, Patient } from '../patient';

/** Groups with kinds that name a database: poolers and proxies, autoscalers, OpsRequests, schemas, KubeVault's engines. */
const GROUPS = ['kubedb.com', 'autoscaling.kubedb.com', 'ops.kubedb.com', 'schema.kubedb.com', 'engine.kubevault.com'];

/** An incarnation that serves no more, and the one that does. */
interface Left extends Referred {
  readonly current: string;
}

/** What still names an incarnation that serves no more: a pooler that leads to it, an autoscaler that grows it. */
export const references: DoctorCheck = async patient => {
  const left = (await patient.databaseStates()).flatMap(leftIn);
  if (left.length === 0) return [];
  const objects = (await Promise.all(GROUPS.map(group => objectsOf(patient, group)))).flat();
  return objects.filter(o => !isOver(o)).flatMap(object => diagnose(object, left));
};

function leftIn({ record, incarnations }: DatabaseState): Left[] {
  if (record.state !== 'serving') return [];
  const kind = ENGINES.find(e => record.resource.startsWith(`${e.plural}.`))?.kind ?? '';
  return incarnations.filter(i => i.role === 'previous' || i.role === 'earlier')
    .map(i => ({ kind, name: i.name, namespace: record.namespace, current: record.incarnation }));
}

async function objectsOf(patient: Patient, group: string): Promise<Resource[]> {
  const printed = await patient.kubectl.text(['api-resources', `--api-group=${group}`, '--verbs=list', '-o', 'name']);
  const kinds = printed.split('\n').filter(k => /^[a-z0-9]+(\.[a-z0-9-]+)+$/.test(k));
  return kinds.length === 0 ? [] : patient.list(kinds.join(','));
}

function isOver(object: Resource): boolean {
  return actsOnce(object) && ['Successful', 'Failed', 'Skipped', 'Denied'].includes(object.status?.phase);
}

function diagnose(object: Resource, left: readonly Left[]): Diagnosis[] {
  return referencesIn(object).flatMap(reference => left.filter(l => refersTo(reference, l)).map(l => doubtful('refers-to-earlier-incarnation', {
    message: `it names ${l.name}, which serves no more: ${l.current} does`,
    value: `${reference.path}: ${l.name}`,
    allowed: l.current,
    remedy: 'let it name the incarnation that serves, where it is declared, unless it is meant to stay',
  }, `${object.kind} ${object.metadata.namespace}/${object.metadata.name}`)));
}
