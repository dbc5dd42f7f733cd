import { ALL, BY_PLACE, KINDS, object } from './field-kinds';
import { Kind, Reading } from './kind';
import { anyText, flag } from './texts';
import { fieldNames, isOpen } from './vocabulary';

/** What is looked at besides what a name alone says. */
export interface Look {
  /** What every field holds, and what fits together in pods: so it is in objects of KubeDB and KubeStash. */
  readonly types: boolean;
  /** Keys that none of them has. */
  readonly keys: boolean;
}

type IsFine = (field: unknown, reading: Reading) => boolean;

/** What is asked of a field that is there. */
interface Glance {
  readonly isFine: IsFine;
  /** The same where it stands in certain others. */
  readonly places?: ReadonlyMap<string, IsFine>;
  /** Whether nothing is known of what is below it. */
  readonly open: boolean;
}

const GLANCES = glances(KINDS, new Map());
const GLANCES_AT_ALL = glances(ALL, BY_PLACE);

function glances(kinds: ReadonlyMap<string, Kind>, byPlace: ReadonlyMap<string, ReadonlyMap<string, Kind>>): ReadonlyMap<string, Glance> {
  return new Map([...fieldNames(), ...kinds.keys()].map((name): [string, Glance] => {
    const places = byPlace.get(name);
    return [name, {
      isFine: glance(kinds.get(name)), places: places && new Map([...places].map(([place, kind]) => [place, glance(kind)])), open: isOpen(name),
    }];
  }));
}

/** Types are asked of most fields, and told without reading. */
function glance(kind: Kind | undefined): IsFine {
  switch (kind) {
    case undefined: return () => true;
    case anyText: return field => typeof field === 'string';
    case flag: return field => typeof field === 'boolean';
    case object: return field => typeof field === 'object' && !Array.isArray(field);
    default: return (field, reading) => {
      kind.read(field, reading);
      return reading.refusals.length === 0;
    };
  }
}

/** Whether no field would be refused, without saying where: almost always. One reading does for all, as nothing is looked at after a refusal. */
export function areFieldsFine(value: Record<string, any>, at: string, look: Look, reading: Reading): boolean {
  if (Array.isArray(value)) return value.every(entry => !isBelow(entry) || areFieldsFine(entry, at, look, reading));
  const all = look.types ? GLANCES_AT_ALL : GLANCES;
  for (const key in value) {
    const field = value[key];
    if (!isSaid(field)) continue;
    const of = all.get(key);
    if (of === undefined ? look.keys : !(of.places?.get(at) ?? of.isFine)(field, reading)) return false;
    if (typeof field === 'object' && !of?.open && isBelow(field) && !areFieldsFine(field, key, look, reading)) return false;
  }
  return true;
}

/** What is left out says nothing, and what holds a variable is known later. */
export function isSaid(field: unknown): boolean {
  return field !== undefined && field !== null && field !== '' && !(typeof field === 'string' && field.includes('${'));
}

/** Whether there are fields below one: what is printed late is not known yet. */
export function isBelow(field: unknown): field is Record<string, any> {
  if (typeof field !== 'object' || field === null) return false;
  return Array.isArray(field) || field.constructor === Object || field.constructor === undefined;
}
