import { ALL, BY_PLACE, KINDS, object } from './field-kinds';
import { keysAt, neededAt } from './keys';
import { Kind, Reading } from './kind';
import { anyText, flag } from './texts';
import { isMapOfObjects, isOpen } from './vocabulary';

type IsFine = (value: unknown, reading: Reading) => boolean;

/** A field where it stands. */
export interface Field {
  /** Whether there is such a key here. */
  readonly isKnown: boolean;
  /** What it holds, as far as that is known. */
  readonly kind?: Kind;
  /** Whether its own value would not be refused. */
  readonly isFine: IsFine;
  /** Whether nothing is known of what is below it. */
  readonly isOpen: boolean;
  /** Whether each of the user's own keys below it holds an object. */
  readonly isMap: boolean;
  readonly below: Place;
}

/** Which keys may stand in a place: its own, or whatever somebody writes. */
type Keys = 'own' | 'unasked';

const KNOWN = new Map<string, Place>();

/** Where fields stand: what may stand there and what it holds hangs on the field around it, and on the one around that or the kind of object. */
export class Place {
  /** In a `spec` of which the kind is not known yet. */
  public static readonly SPEC = new Place('spec', 'spec', true, 'unasked');

  /** In a kind, or an older version of one, of which nothing is known, but what names mean wherever they stand. */
  public static readonly FOREIGN = new Place('spec', 'spec', false, 'unasked');

  /** In the `spec` of a kind; undefined where its keys are not known. */
  public static of(kind: string, asked: Keys = 'own'): Place | undefined {
    return keysAt(kind) === undefined ? undefined : Place.called('spec', kind, true, asked);
  }

  private static called(name: string, own: string, isTyped: boolean, asked: Keys): Place {
    const id = `${own} ${isTyped} ${asked}`;
    let place = KNOWN.get(id);
    if (place === undefined) KNOWN.set(id, place = new Place(name, own, isTyped, asked));
    return place;
  }

  /** Keys that must be here. */
  public readonly needed: readonly string[];

  private readonly fields = new Map<string, Field>();

  /**
   * @param name field around it
   * @param own the same with the field around that one, or with the kind: `monitor.prometheus`, `MySQL.topology`; a kind for its `spec`
   * @param isTyped whether types of fields are looked at
   */
  private constructor(private readonly name: string, private readonly own: string, private readonly isTyped: boolean, private readonly asked: Keys) {
    this.needed = asked === 'own' ? [...neededAt(own) ?? neededAt(name) ?? []] : [];
  }

  /** Keys that may stand here; undefined where that is not known. */
  public get keys(): ReadonlySet<string> | undefined {
    return this.asked === 'own' ? keysAt(this.own) ?? keysAt(this.name) : undefined;
  }

  /** The field that a key is here. */
  public field(key: string): Field {
    let field = this.fields.get(key);
    if (field === undefined) this.fields.set(key, field = this.made(key));
    return field;
  }

  private made(key: string): Field {
    const kind = this.kindOf(key);
    const around = this.own.includes('.') ? this.name : this.own;
    return {
      isKnown: this.keys?.has(key) ?? true,
      kind,
      isFine: glance(kind),
      isOpen: isOpen(key) && !this.isMapHere(key),
      isMap: this.isMapHere(key),
      below: Place.called(key, `${around}.${key}`, this.isTyped, this.asked),
    };
  }

  private isMapHere(key: string): boolean {
    return this.isTyped && isMapOfObjects(key);
  }

  private kindOf(key: string): Kind | undefined {
    if (!this.isTyped) return KINDS.get(key);
    const places = BY_PLACE.get(key);
    return places?.get(this.own) ?? places?.get(this.name) ?? ALL.get(key);
  }
}

/** Types are asked of most fields, and told without reading. */
function glance(kind: Kind | undefined): IsFine {
  switch (kind) {
    case undefined: return () => true;
    case anyText: return value => typeof value === 'string';
    case flag: return value => typeof value === 'boolean';
    case object: return value => typeof value === 'object' && !Array.isArray(value);
    default: return (value, reading) => {
      kind.read(value, reading);
      return reading.refusals.length === 0;
    };
  }
}
