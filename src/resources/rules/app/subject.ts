import { Json } from '../../../engines/facts';

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
}

/** All objects of an app, in the order in which they were made. */
export interface AppSubject {
  readonly objects: readonly AppObject[];
  /** Every string in any of them: few beside all the places where they stand. */
  readonly texts: Texts;
}

/** Strings, each once. */
export class Texts {
  public readonly keys = new Set<string>();
  public readonly values = new Set<string>();

  /** Adds every string of an object. */
  public addAll(json: unknown): void {
    visitStrings(json, (text, _, isKey) => void (isKey ? this.keys : this.values).add(text));
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

const OURS = ['kubestash.com', 'kubedb.com'];

/** Whether an object is of KubeDB or KubeStash. */
export function isOurs({ group }: AppObject): boolean {
  return OURS.some(ours => group.endsWith(ours) && (group.length === ours.length || group[group.length - ours.length - 1] === '.'));
}

/** Objects of one kind in a group. */
export function ofKind({ objects }: AppSubject, group: string, kind: string): AppObject[] {
  return objects.filter(o => o.group === group && o.kind === kind);
}

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
export function textsThat({ texts }: AppSubject, are: (text: string, isKey: boolean) => boolean): ReadonlySet<string> {
  const found = new Set<string>();
  for (const text of texts.keys) {
    if (are(text, true)) found.add(text);
  }
  for (const text of texts.values) {
    if (are(text, false)) found.add(text);
  }
  return found;
}

/** Objects of which nothing but their JSON is known yet. */
export function appSubject(objects: readonly AppObject[]): AppSubject {
  const texts = new Texts();
  for (const { json } of objects) texts.addAll(json);
  return { objects, texts };
}
