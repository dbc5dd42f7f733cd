import { IConstruct } from 'constructs';
import { Finding, isGoingOn, Severity } from './finding';

/** A finding with its path, and who reports it. */
export interface Said {
  readonly scope: IConstruct;
  readonly found: Finding & { readonly path: string };
}

/** The constructs of an app, and from which others the values of each come. */
export interface Family {
  readonly root: IConstruct;
  readonly origins: ReadonlyMap<IConstruct, readonly IConstruct[]>;
}

/** Findings that say nothing new: doubts about what is refused elsewhere, and what was said where it was given, which goes on in what follows. */
export function repeats(family: Family, said: readonly Said[]): ReadonlySet<Said> {
  const alike = new Map<string, Said[]>();
  for (const one of said) {
    if (!isGoingOn(one.found)) continue;
    const { code, property, value } = one.found;
    const same = `${code} ${property} ${value}`;
    alike.set(same, [...alike.get(same) ?? [], one]);
  }
  const again = new Set([...doubtsRefusedLater(family, said), ...namesRefusedAbove(said)]);
  for (const same of alike.values()) {
    for (const one of same.length > 1 ? same : []) {
      const from = [...originsOf(family, one)];
      if (from.some(origin => same.some(({ found }) => isAtOrBelow(found.path, origin.node.path)))) again.add(one);
    }
  }
  return again;
}

/** Names below a construct whose own name is refused: they begin with it. */
function namesRefusedAbove(said: readonly Said[]): Said[] {
  const names = said.filter(({ found: { severity, property } }) => severity === Severity.ERROR && ['name', 'restoreName'].includes(property ?? ''));
  return names.filter(one => names.some(other => other.found.path !== one.found.path && isAtOrBelow(one.found.path, other.found.path)));
}

/** Doubts about what is refused in what follows from where it was given: the error says what to do about it. */
function doubtsRefusedLater(family: Family, said: readonly Said[]): Set<Said> {
  const refused = new Map<string, string[]>();
  for (const one of said) {
    const { severity, property } = one.found;
    if (severity !== Severity.ERROR || property === undefined) continue;
    const origins = [...originsOf(family, one)].map(origin => origin.node.path);
    refused.set(property, [...refused.get(property) ?? [], ...origins]);
  }
  return new Set(said.filter(({ found: { severity, property, path } }) => severity === Severity.WARNING && property !== undefined
    && refused.get(property)?.some(origin => isAtOrBelow(path, origin))));
}

/** Constructs that the values behind a finding come from, those of origins too. */
function originsOf({ root, origins }: Family, { found }: Said): ReadonlySet<IConstruct> {
  const from = new Set<IConstruct>();
  const visit = (construct: IConstruct): void => {
    for (const origin of construct.node.scopes.flatMap(at => origins.get(at) ?? [])) {
      if (from.has(origin)) continue;
      from.add(origin);
      visit(origin);
    }
  };
  visit(constructAt(root, found.path));
  return from;
}

/** The construct of a path, or the nearest one around it. */
function constructAt(root: IConstruct, path: string): IConstruct {
  let at = root;
  for (const id of path.split('/')) at = at.node.tryFindChild(id) ?? at;
  return at;
}

/** Whether a path is another one, or below it. */
export function isAtOrBelow(path: string, base: string): boolean {
  return base === '' || path === base || path.startsWith(`${base}/`);
}
