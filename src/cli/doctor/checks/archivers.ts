import { isSelected } from '../../../engines/archives';
import { articled } from '../../../findings/article';
import { archiverTypeOf } from '../../../run/intent';
import { DATABASE_KINDS, resourceText } from '../../cluster/kinds';
import { ClusterObject } from '../../cluster/objects';
import { bad, Diagnosis, DoctorCheck, Patient } from '../patient';

/** Kinds whose webhook looks for the archiver when the database is written, and not again. */
const ATTACHED_BY_WEBHOOK = DATABASE_KINDS.filter(({ facts }) => facts.archiver?.attachedByWebhook === true);

/** Databases whose archiver came after them: nobody attaches it any more, and no logs are kept. */
export const archivers: DoctorCheck = async patient => (await Promise.all(ATTACHED_BY_WEBHOOK.map(kind => unattached(patient, kind)))).flat();

async function unattached(patient: Patient, { type, facts }: typeof ATTACHED_BY_WEBHOOK[number]): Promise<Diagnosis[]> {
  const alone = (await patient.list(type)).filter(d => !d.spec?.archiver?.ref?.name && d.metadata.deletionTimestamp === undefined);
  if (alone.length === 0) return [];
  const found = await patient.list(archiverTypeOf(facts.archiver!.kind));
  return alone.flatMap(database => found.filter(archiver => isSelected(placed(archiver), placed(database))).slice(0, 1).map(({ metadata }) => bad('archiver-not-attached', {
    message: `${facts.archiver!.kind} ${metadata.namespace}/${metadata.name} selects it, but came later: the webhook attaches archivers when ${articled(facts.kind)} is written, so no logs may be kept`,
    value: 'no spec.archiver.ref',
    allowed: metadata.name,
    remedy: `write it once more: kubectl annotate ${resourceText(type)} -n ${database.metadata.namespace} ${database.metadata.name} cdk8s-kubestash/written-again=true --overwrite`,
  }, `${facts.kind} ${database.metadata.namespace}/${database.metadata.name}`)));
}

function placed(json: ClusterObject): { readonly json: ClusterObject; readonly namespace?: string } {
  return { json, namespace: json.metadata.namespace };
}
