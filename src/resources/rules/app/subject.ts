import { isUpstream } from '../../../engines/references';
import { Json } from '../../../values/json';

/** One object of the app as it will be printed. */
export interface AppObject {
  /** Path of its construct. */
  readonly path: string;
  /** API group, `core` for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly json: Json;
  /** Whether Flux is told about it. */
  readonly flux: boolean;
  /** Whether the rules of a single object were asked where it was made. */
  readonly judged?: boolean;
}

/** All objects of an app, in the order in which they were made. */
export interface AppSubject {
  readonly objects: readonly AppObject[];
  /** Every string in any of them: few beside all the places where they stand. */
  readonly texts: Texts;
  /** Paths of objects that cannot be printed, and what they hold. */
  readonly unprintable?: readonly { readonly path: string; readonly body: Json }[];
}

/** Strings, each once. */
export class Texts {
  public readonly keys = new Set<string>();
  public readonly values = new Set<string>();
  /** Names beside a `value`: those of variables whose value stands there in plain text. */
  public readonly variables = new Set<string>();
  /** Whether there is anything that no YAML can say. */
  public hasCode = false;

  /** Adds every string of an object. */
  public addAll(json: unknown): void {
    if (typeof json === 'string') this.values.add(json);
    if (typeof json === 'function' || typeof json === 'symbol') this.hasCode = true;
    if (typeof json !== 'object' || json === null) return;
    if (Array.isArray(json)) return json.forEach(entry => this.addAll(entry));
    for (const [key, value] of Object.entries(json)) {
      this.addKey(key, json);
      this.addAll(value);
    }
  }

  /** Adds a key of a map, and what the map is called if it has a value of its own. */
  public addKey(key: string, map: Json): void {
    this.keys.add(key);
    if (key === 'value' && typeof map.value === 'string' && typeof map.name === 'string') this.variables.add(map.name);
  }
}

/** What several rules want to know of an app, worked out once. */
export function known<T>(workOut: (subject: AppSubject) => T): (subject: AppSubject) => T {
  const answers = new WeakMap<AppSubject, { readonly answer: T }>();
  return subject => {
    let found = answers.get(subject);
    if (found === undefined) answers.set(subject, found = { answer: workOut(subject) });
    return found.answer;
  };
}

/** An object as messages name it: `BackupStorage shop/storage`. */
export function nameOf(object: AppObject): string {
  return `${object.kind} ${object.namespace === undefined ? '' : `${object.namespace}/`}${object.name}`;
}

/** Whether an object is of KubeDB or KubeStash. */
export function isOurs({ group }: AppObject): boolean {
  return isUpstream(group);
}

/** Objects of one kind in a group. */
export function ofKind(subject: AppSubject, group: string, kind: string): readonly AppObject[] {
  return inGroup(subject, group).get(kind) ?? [];
}

/** Objects of a group by their kinds. */
export function inGroup(subject: AppSubject, group: string): ReadonlyMap<string, readonly AppObject[]> {
  return byGroup(subject).get(group) ?? new Map();
}

const byGroup = known(({ objects }): ReadonlyMap<string, ReadonlyMap<string, AppObject[]>> => new Map(
  groupsBy(objects, o => o.group).map(group => [group[0].group, new Map(groupsBy(group, o => o.kind).map(same => [same[0].kind, same]))]),
));

/** The CRs of databases. */
export const databasesOf = known(({ objects }): readonly AppObject[] => objects.filter(o => o.group === 'kubedb.com'));

/** Groups of objects that agree in a key, in the order of their first one; those without a key are left out. */
export function groupsBy<T>(items: readonly T[], key: (item: T) => string | undefined): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const k = key(item);
    if (k === undefined) continue;
    const group = groups.get(k);
    if (group === undefined) groups.set(k, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** Sees a string, the path that leads to it (for a key: to its map), and whether it is a key. The path is only lent. */
export type StringVisitor = (text: string, path: readonly string[], isKey: boolean) => void;

/** Visits every string of an object, keys of maps included. */
export function visitStrings(json: unknown, visit: StringVisitor, path: string[] = []): void {
  if (typeof json === 'string') {
    visit(json, path, false);
  } else if (Array.isArray(json)) {
    json.forEach((value, i) => visitBelow(value, visit, path, String(i)));
  } else if (typeof json === 'object' && json !== null) {
    for (const key of Object.keys(json)) {
      const value = (json as Json)[key];
      // Neither is printed.
      if (value === undefined || value === null) continue;
      visit(key, path, true);
      visitBelow(value, visit, path, key);
    }
  }
}

function visitBelow(value: unknown, visit: StringVisitor, path: string[], key: string): void {
  if (typeof value !== 'string' && typeof value !== 'object') return;
  path.push(key);
  visitStrings(value, visit, path);
  path.pop();
}

/**
 * The strings of an app that a rule is about, asked about once each. Almost always there are none, and no object has to be
 * visited.
 */
export function textsThat({ texts }: AppSubject, are: (text: string) => boolean): ReadonlySet<string> {
  const found = new Set<string>();
  for (const some of [texts.keys, texts.values]) {
    for (const text of some) if (are(text)) found.add(text);
  }
  return found;
}

/** Objects of which nothing but their JSON is known yet. */
export function appSubject(objects: readonly AppObject[]): AppSubject {
  const texts = new Texts();
  for (const { json } of objects) texts.addAll(json);
  return { objects, texts };
}
