import { AppSubject, isOurs, nameOf } from './subject';
import { Json } from '../../../engines/facts';
import { Problem, Rule, Severity } from '../../../findings/finding';
import { FIELDS } from '../../../values/fields';
import { isOf, Reading } from '../../../values/kind';

/** Objects of Kubernetes that hold what a user wrote: pods of runs. */
const OTHERS = ['Job', 'Service'];

/** Codes of what may be wrong with a field. A rule has one, so there is one rule for each. */
const CODES = ['wrong-type', 'name-invalid', 'label-invalid', 'env-name-invalid', 'image-invalid', 'quantity-invalid', 'count-invalid', 'choice-unknown', 'list-empty'];

/** Values in the words of a CRD that the API server, or whoever reads the object, would refuse. */
export const fieldRules: readonly Rule<AppSubject>[] = CODES.map(code => ({
  code, severity: Severity.ERROR, check: subject => problemsOf(subject).get(code) ?? [],
}));

const ANSWERS = new WeakMap<AppSubject, Map<string, Problem[]>>();

function problemsOf(subject: AppSubject): Map<string, Problem[]> {
  let answer = ANSWERS.get(subject);
  if (answer === undefined) ANSWERS.set(subject, answer = judge(subject));
  return answer;
}

function judge({ objects }: AppSubject): Map<string, Problem[]> {
  const problems = new Map<string, Problem[]>();
  for (const object of objects) {
    // Almost no object has anything wrong, and places are only written down for those that have.
    if ((!isOurs(object) && !OTHERS.includes(object.kind)) || isFine(object.json)) continue;
    const reading = new Reading();
    look(object.json, reading);
    for (const { code, message, value, allowed, remedy, property } of reading.refusals) {
      problems.set(code, [...problems.get(code) ?? [], { message: `${nameOf(object)}: ${message}`, value, allowed, remedy, property, path: object.path }]);
    }
  }
  return problems;
}

/** Looks at every field that has a kind. What a BackupBlueprint leaves open is known when it is used. */
function look(value: Json, reading: Reading): void {
  for (const key in value) {
    const field = value[key];
    if (field === undefined || field === null || field === '') continue;
    const kind = FIELDS.get(key);
    if (typeof field === 'object') reading.below(Array.isArray(value) ? Number(key) : key, () => { look(field, reading); kind?.read(field, reading); });
    else if (kind !== undefined && !(typeof field === 'string' && field.includes('${'))) reading.below(key, () => kind.read(field, reading));
  }
}

/** Whether no field of an object would be refused, without saying where. */
function isFine(value: Json): boolean {
  for (const key in value) {
    const field = value[key];
    if (field === undefined || field === null || field === '') continue;
    if (typeof field === 'object' && !isFine(field)) return false;
    const kind = FIELDS.get(key);
    if (kind !== undefined && !(typeof field === 'string' && field.includes('${')) && !isOf(kind, field)) return false;
  }
  return true;
}
