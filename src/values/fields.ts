import { isMissing, isSaid, isVariable, parts } from './compound';
import { data } from './data';
import { object } from './field-kinds';
import { kindsWith } from './keys';
import { Reading, Required } from './kind';
import { Place } from './place';
import { isField } from './vocabulary';
import { nearest } from '../findings/nearest';

/** Data in the words of a CRD or of Kubernetes, of which every field is looked at that is known by its name. */
export const words: Required = {
  ...data,
  read: (value, reading) => {
    const before = reading.refusals.length;
    const read = data.read(value, reading);
    if (reading.refusals.length === before) lookAtFields(read, reading, Place.SPEC);
    return reading.refusals.length === before ? read : {};
  },
};

/** A whole `spec`, of which every field is looked at. What is refused goes on, so that nothing seems to be missing for it. */
export const specFields = (place: Place): Required => ({
  optional: false,
  read: (value, reading) => {
    if (isBelow(value) && !Array.isArray(value)) lookAtFields(value, reading, place);
    else object.read(value, reading);
    return value;
  },
});

/** Looks at every field in a place, and below. What a BackupBlueprint leaves open is known when it is used. */
export function lookAtFields(value: Record<string, any>, reading: Reading, place: Place): void {
  if (areFieldsFine(value, place, new Reading())) return;
  const inList = Array.isArray(value);
  if (!inList) parts({}, place.needed).read(value, reading);
  for (const key in value) {
    const said = value[key];
    if (said === undefined || said === null) continue;
    reading.below(inList ? Number(key) : key, () => {
      if (inList) return isBelow(said) ? lookAtFields(said, reading, place) : undefined;
      const before = reading.refusals.length;
      const field = place.field(key);
      if (!field.isKnown) return refuseKey(key, place.keys ?? [], reading, said);
      if (!isSaid(said, field.kind) || isVariable(said)) return;
      field.kind?.read(said, reading);
      if (reading.refusals.length > before || field.isOpen || !isBelow(said)) return;
      if (field.isMap) lookAtEach(said, reading, field.below);
      else lookAtFields(said, reading, field.below);
    });
  }
}

/** Looks at the objects that a map holds. */
function lookAtEach(value: Record<string, any>, reading: Reading, place: Place): void {
  for (const key of Object.keys(value)) {
    const one = value[key];
    reading.below(key, () => (isBelow(one) && !Array.isArray(one) ? lookAtFields(one, reading, place) : object.read(one, reading)));
  }
}

/** Whether no field would be refused, without saying where: almost always. One reading does for all, as nothing is looked at after a refusal. */
function areFieldsFine(value: Record<string, any>, place: Place, reading: Reading): boolean {
  if (Array.isArray(value)) return value.every(entry => !isBelow(entry) || areFieldsFine(entry, place, reading));
  for (const key of place.needed) if (isMissing(value[key])) return false;
  for (const key in value) {
    const said = value[key];
    if (said === undefined || said === null) continue;
    const field = place.field(key);
    if (!field.isKnown) return false;
    if (!isSaid(said, field.kind) || isVariable(said)) continue;
    if (!field.isFine(said, reading)) return false;
    if (typeof said !== 'object' || field.isOpen || !isBelow(said)) continue;
    const isFine = (one: unknown): boolean => isBelow(one) && areFieldsFine(one, field.below, reading);
    if (field.isMap ? !Object.values(said).every(one => !Array.isArray(one) && isFine(one)) : !isFine(said)) return false;
  }
  return true;
}

/** More keys than anybody reads. */
const MANY = 12;

/** Refuses the key of the present place, which is none of some. */
function refuseKey(key: string, known: Iterable<string>, reading: Reading, value?: unknown): void {
  const keys = [...known];
  const meant = nearest(key, keys);
  const elsewhere = reading.place === `spec.${key}` ? kindsWith(key) : [];
  reading.refuse({
    code: meant === undefined ? 'key-not-known' : 'key-unknown',
    message: `${reading.name} is no key that is known ${isField(key) ? 'in this place' : 'of any object of KubeDB or KubeStash'}: the cluster would drop it without a word`,
    value: typeof value === 'object' ? undefined : value,
    allowed: meant ?? (keys.length > MANY ? undefined : keys.join(', ')),
    remedy: meant !== undefined ? `say ${meant}`
      : `leave it out${elsewhere.length === 0 ? '' : ` (${elsewhere.join(', ')} would have it)`}, or acknowledge that your version has it`,
  });
}

/** Whether there are fields below a value: what is printed late is not known yet. */
function isBelow(value: unknown): value is Record<string, any> {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || value.constructor === Object || value.constructor === undefined;
}
