import { data } from './data';
import { ALL, BY_PLACE, KINDS } from './field-kinds';
import { areFieldsFine, isBelow, isSaid, Look } from './glance';
import { Kind, Reading, Required } from './kind';
import { fieldNames, isField, isOpen } from './vocabulary';
import { nearest } from '../findings/nearest';

const VALUES: Look = { types: true, keys: false };

/** Data in the words of a CRD or of Kubernetes, of which every field is looked at that is known by its name. */
export const words: Required = {
  ...data,
  read: (value, reading) => {
    const before = reading.refusals.length;
    const read = data.read(value, reading);
    if (reading.refusals.length === before) lookAtFields(read, reading, VALUES, 'spec');
    return reading.refusals.length === before ? read : {};
  },
};

/** A whole `spec`, of which every field is looked at that is known by its name. What is refused goes on, so that nothing seems to be missing for it. */
export const specFields: Required = {
  optional: false,
  read: (value, reading) => {
    lookAtFields(value, reading, VALUES, 'spec');
    return value;
  },
};

/**
 * Looks at every field below a place. What a BackupBlueprint leaves open is known when it is used.
 *
 * @param at name of the field that the value stands in
 */
export function lookAtFields(value: Record<string, any>, reading: Reading, look: Look, at = ''): void {
  if (areFieldsFine(value, at, look, new Reading())) return;
  const inList = Array.isArray(value);
  for (const key in value) {
    const field = value[key];
    if (!isSaid(field)) continue;
    reading.below(inList ? Number(key) : key, () => {
      const before = reading.refusals.length;
      if (!inList) {
        if (look.keys && !isField(key)) return refuseKey(key, field, reading);
        kindOf(key, at, look)?.read(field, reading);
      }
      if (reading.refusals.length === before && (inList || !isOpen(key)) && isBelow(field)) lookAtFields(field, reading, look, inList ? at : key);
    });
  }
}

function kindOf(key: string, at: string, { types }: Look): Kind | undefined {
  return types ? BY_PLACE.get(key)?.get(at) ?? ALL.get(key) : KINDS.get(key);
}

function refuseKey(key: string, value: unknown, reading: Reading): void {
  const meant = nearest(key, fieldNames(), 5);
  reading.refuse({
    code: meant === undefined ? 'key-not-known' : 'key-unknown',
    message: `${reading.name} is no key that objects of KubeDB or KubeStash have: the cluster would drop it without a word`,
    value: typeof value === 'object' ? undefined : value,
    allowed: meant,
    remedy: meant === undefined ? 'leave it out, or acknowledge that your version has it' : `say ${meant}`,
  });
}
