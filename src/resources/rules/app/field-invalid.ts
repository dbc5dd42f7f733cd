import { isKnownWholly, strangeObjects } from './kind-unknown';
import { AppObject, AppSubject, isOurs, known, nameOf } from './subject';
import { engineFactsOfKind } from '../../../engines/registry';
import { Problem, Rule, rule, warning } from '../../../findings/finding';
import { autoscaler } from '../../../values/autoscalers';
import { map } from '../../../values/compound';
import { lookAtFields, specFields } from '../../../values/fields';
import { keysAt } from '../../../values/keys';
import { Reading, Required } from '../../../values/kind';
import { lookAtObject } from '../../../values/object-keys';
import { opsRequest } from '../../../values/ops-requests';
import { Place } from '../../../values/place';
import { dataKey } from '../../../values/pod-fields';
import { anyText } from '../../../values/texts';

/** Codes of what may be wrong with a field. A rule has one, so there is one rule for each. */
const CODES = ['wrong-type', 'name-invalid', 'label-invalid', 'env-name-invalid', 'image-invalid', 'quantity-invalid', 'count-invalid', 'choice-unknown', 'list-empty',
  'key-unknown', 'name-given-twice', 'path-invalid', 'text-invalid', 'url-invalid', 'bad-cron', 'bad-duration', 'bad-retention-period', 'time-unparsable'];

/** What a later version may have. */
const NEW = ['key-not-known', 'choice-not-known'];

/** Values in the words of a CRD of upstream, and labels and annotations of whatever object, that the API server, or whoever reads the object, would refuse. What is told to our own Jobs and Services was judged where it was given. */
export const fieldRules: readonly Rule<AppSubject>[] = [
  ...CODES.map(code => rule<AppSubject>(code, subject => problemsOf(subject).get(code) ?? [])),
  warning<AppSubject>('key-not-known', subject => problemsOf(subject).get('key-not-known') ?? []),
  warning<AppSubject>('choice-not-known', subject => problemsOf(subject).get('choice-not-known') ?? []),
];

const problemsOf = known((subject): ReadonlyMap<string, Problem[]> => {
  const problems = new Map<string, Problem[]>();
  const told = new Set<string>();
  const strange = strangeObjects(subject);
  for (const object of subject.objects) {
    const ours = isOurs(object);
    if (!ours && object.judged) continue;
    const { metadata, spec } = object.json;
    if (ours && strange.has(object)) continue;
    const place = ours ? placeOf(object) : Place.FOREIGN;
    const reading = new Reading();
    if (!object.judged) lookAtObject(object.json, ours, reading);
    lookAtFields({ metadata }, reading, place === Place.FOREIGN ? place : Place.SPEC);
    if (typeof object.kind !== 'string') reading.below('kind', () => anyText.read(object.kind, reading));
    else if (!ours) lookAtData(object, reading);
    else if (isThere(spec)) reading.below('spec', () => kindOf(object, place).read(spec, reading));
    else if (!object.judged && reading.refusals.length === 0 && hasSpec(object)) refuseMissing(reading);
    for (const { code, message, value, allowed, remedy, property } of reading.refusals) {
      // What a chart gives all of its objects is said about the first.
      const shared = `${code} ${property} ${String(value)}`;
      if (/^metadata\./.test(property) && told.has(shared)) continue;
      told.add(shared);
      problems.set(code, [...problems.get(code) ?? [], { message: `${nameOf(object)}: ${message}`, value, allowed, remedy, property, path: object.path }]);
    }
  }
  return problems;
});

/** Paths of objects of which a field is refused: what follows from it is no other mistake. */
export const refusedPaths = known((subject): ReadonlySet<string | undefined> => new Set(
  [...problemsOf(subject)].flatMap(([code, problems]) => (NEW.includes(code) ? [] : problems.map(problem => problem.path))),
));

/** What a ConfigMap or a Secret holds is text. */
function lookAtData({ group, kind, json }: AppObject, reading: Reading): void {
  if (group !== 'core' || !['ConfigMap', 'Secret'].includes(kind)) return;
  for (const key of ['data', 'stringData']) if (isThere(json[key])) reading.below(key, () => TEXTS.read(json[key], reading));
}

const TEXTS = map(dataKey, anyText);

/** Upstream asks for something in it. */
function refuseMissing(reading: Reading): void {
  reading.below('spec', () => reading.refuse({ code: 'wrong-type', message: `${reading.name} is missing`, remedy: 'say spec' }));
}

/** Whether an object is known to be nothing without a `spec`. */
function hasSpec({ group, kind }: AppObject): boolean {
  return group === 'ops.kubedb.com' || ((group === 'kubedb.com' || isKnownWholly(group)) && keysAt(kind) !== undefined);
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** What a `spec` is read as: those of OpsRequests and autoscalers are not like any other. */
function kindOf({ group, kind }: AppObject, place: Place): Required {
  const [engine, of] = kind.split(/(OpsRequest|Autoscaler)$/);
  if (engineFactsOfKind(engine) === undefined) return specFields(place);
  if (group === 'ops.kubedb.com' && of === 'OpsRequest') return opsRequest(engine);
  return group === 'autoscaling.kubedb.com' && of === 'Autoscaler' ? autoscaler : specFields(place);
}

/** The place that the `spec` of an object is. */
function placeOf({ kind, group, json: { apiVersion } }: AppObject): Place {
  const { apiVersion: newest = 'kubedb.com/v1' } = engineFactsOfKind(kind) ?? {};
  // Keys of older versions stand in other places.
  if (group === 'kubedb.com' && apiVersion !== newest) return Place.FOREIGN;
  return Place.of(kind) ?? Place.FOREIGN;
}
