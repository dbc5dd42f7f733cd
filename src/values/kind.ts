import { articled } from '../findings/article';
/** What keeps a value from being accepted. */
export interface Refusal {
  /** Stable code of the kind of value. */
  readonly code: string;
  /** Where it stands in what was given: `storage.size`, `backup.schedule`. */
  readonly property: string;
  readonly message: string;
  readonly value?: unknown;
  readonly allowed?: string;
  readonly remedy: string;
  /** The property that was meant instead: what follows from its being missing is no other mistake. */
  readonly meant?: string;
  /** The refusal that this one repeats: a value that two constructs are given is reported once. */
  readonly origin?: Refusal;
}

/** One look through what was given: where it is, and what was refused so far. */
export class Reading {
  public readonly refusals: Refusal[] = [];
  /** Whether there is nothing to go on with. */
  public ended = false;
  private readonly trail: (string | number)[] = [];

  /** @param variables whether a text may hold a variable such as `${POD_ORDINAL}`, which is filled in when the object is used */
  public constructor(private readonly variables = false) {}

  /** Whether a value is only known when an object is used. */
  public isKnownLater(value: unknown): boolean {
    return this.variables && typeof value === 'string' && value.includes('${');
  }

  /** Goes to a place below the present one. */
  public enter(key: string | number): void {
    this.trail.push(key);
  }

  /** Goes back. */
  public leave(): void {
    this.trail.pop();
  }

  /** Reads something below the present place. */
  public below<T>(key: string | number, read: () => T): T {
    this.trail.push(key);
    const value = read();
    this.trail.pop();
    return value;
  }

  /** The present place as people write it: `checks[0].timeout`. */
  public get place(): string {
    return this.trail.reduce<string>((path, key) => (typeof key === 'number' ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`), '');
  }

  /** The present place as messages name it. */
  public get name(): string {
    return this.place || 'what was given';
  }

  public refuse(refusal: Omit<Refusal, 'property'>): undefined {
    this.refusals.push({ ...refusal, property: this.place });
    return undefined;
  }
}

/** A kind of value: the one home of what Kubernetes, KubeDB or KubeStash accept of it. */
export interface Kind {
  /** Whether it may be left out. */
  readonly optional: boolean;
  /** Whether a value of it is one piece: refused, it is left out where that may be. */
  readonly simple?: true;
  /** Whether an empty text says something, that is no value of it. */
  readonly closed?: true;
  /** Whether nothing can stand in for a value of it. */
  readonly irreplaceable?: true;
  /** What a value is gone on with: itself, or something harmless in its stead if it is refused. */
  readonly read: (value: any, reading: Reading) => any;
}

/** A kind that must be given. */
export interface Required extends Kind {
  readonly optional: false;
}

/** A kind that may be left out. */
export interface Optional extends Kind {
  readonly optional: true;
}

/** What a simple kind is made of. */
export interface Simple<T> {
  /** Stable code of the finding. */
  readonly code: string;
  /** What it must be, with its article: `the name of a Secret`. */
  readonly what: string;
  readonly allowed: string;
  readonly remedy?: string;
  /** Stands in for a refused value, so that nothing fails later for the same reason. */
  readonly standIn: T;
  /** Says what is wrong with it, `true` if it is simply not such a value. */
  readonly problem: (value: T) => string | boolean | undefined;
}

/** A kind of text. */
export function text(of: Omit<Simple<string>, 'standIn'> & { readonly standIn?: string }): Required {
  return simple('string', { standIn: 'refused', ...of });
}

/** A kind of number. */
export function number(of: Simple<number>): Required {
  return simple('number', of);
}

function simple<T>(type: 'string' | 'number', of: Simple<T>): Required {
  return {
    optional: false,
    simple: true,
    read: (value, reading) => {
      if (typeof value !== type) return wrongType(value, reading, of);
      const problem = reading.isKnownLater(value) ? undefined : of.problem(value);
      if (problem === undefined || problem === false) return value;
      const { code, what, allowed, remedy = `give ${what}` } = of;
      reading.refuse({ code, message: `${reading.name} is not ${what}${typeof problem === 'string' ? `: ${problem}` : ''}`, value, allowed, remedy });
      return of.standIn;
    },
  };
}

/** Refuses a value of another type than the kind's. */
export function wrongType<T>(value: unknown, reading: Reading, { what, allowed, standIn }: Pick<Simple<T>, 'what' | 'allowed' | 'standIn'>): T {
  reading.refuse({
    code: 'wrong-type',
    message: value === undefined || value === null ? `${reading.name} is missing` : `${reading.name} is not ${what}, but ${typeOf(value)}`,
    value: value === undefined ? undefined : value,
    allowed,
    remedy: `give ${what}`,
  });
  return standIn;
}

/** The type of a value as people say it. */
export function typeOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'object') return articled(typeof value);
  const name = value.constructor?.name;
  return name === undefined || name === 'Object' ? 'an object' : articled(name);
}

/** A kind that may be left out. A refused value counts as left out. */
export function optional(of: Kind): Optional {
  return {
    optional: true,
    read: (value, reading) => {
      if (value === undefined) return undefined;
      if (value === null) return reading.refuse({ code: 'wrong-type', message: `${reading.name} is null`, allowed: 'a value, or nothing', remedy: 'leave it out' });
      const before = reading.refusals.length;
      const read = of.read(value, reading);
      return reading.refusals.length > before && of.simple ? undefined : read;
    },
  };
}
