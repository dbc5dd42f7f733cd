import { say } from './findings';
import { rankOf } from './kinds';
import { Adopted } from './object';
import { ask, Finding, Severity } from '../../findings/finding';
import { isSame } from '../../resources/merge';
import { APP_RULES } from '../../resources/rules/app';
import { appSubject, groupsBy } from '../../resources/rules/app/subject';

/** Objects of one app, which go together. */
export interface Group {
  readonly objects: Adopted[];
}

/** Objects as they are spread over apps. */
export interface Arrangement {
  readonly groups: Group[];
  readonly findings: Finding[];
}

/** An object that an app has something against. */
interface Refused {
  readonly object: Adopted;
  readonly why: Finding;
}

/**
 * Puts objects into apps. One app does for almost all; files of several clusters may hold objects that contradict each other,
 * which no app may hold together: each goes into the first app that has nothing against it. What is given twice is taken once.
 */
export function arrange(objects: readonly Adopted[]): Arrangement {
  const { each, findings } = once(objects);
  const groups: Adopted[][] = [];
  const first = new Map<Adopted, Finding>();
  for (let left = each.filter(o => !o.bare); left.length > 0;) {
    const group: Adopted[] = [];
    const refused = fill(group, left);
    groups.push(group);
    for (const { object, why } of refused) first.set(object, first.get(object) ?? why);
    left = refused.map(r => r.object);
  }
  for (const [object, why] of first) findings.push(say.apart(object.given.source, object.what, groups.findIndex(g => g.includes(object)) + 1, why));
  // What rules refuse stands among its like.
  const bare = byName(each.filter(o => o.bare));
  const most = Math.max(0, ...bare.map(same => same.length));
  for (let i = 0; i < most; i++) groups.push(bare.flatMap(same => same.slice(i, i + 1)));
  return { groups: groups.map(group => ({ objects: sorted(group) })), findings };
}

/** Objects without those that stand there already, word for word. */
function once(objects: readonly Adopted[]): { readonly each: Adopted[]; readonly findings: Finding[] } {
  const findings: Finding[] = [];
  const each = byName(objects).flatMap(same => same.filter((object, i) => {
    const twin = same.slice(0, i).find(o => isSame(o.given.object, object.given.object));
    if (twin !== undefined) findings.push(say.sameTwice(object.given.source, object.what, twin.given.source));
    return twin === undefined;
  }));
  const kept = new Set(each);
  return { each: objects.filter(o => kept.has(o)), findings };
}

/** Groups of objects of one name. */
function byName(objects: readonly Adopted[]): Adopted[][] {
  return groupsBy(objects, ({ app }) => [app.group, app.kind, app.namespace ?? '', app.name].join(' '));
}

/** Adds objects to an app, as many at a time as it has nothing against, and gives back the others. */
function fill(group: Adopted[], objects: readonly Adopted[]): Refused[] {
  const why = objection([...group, ...objects]);
  if (why === undefined) {
    group.push(...objects);
    return [];
  }
  if (objects.length === 1) return [{ object: objects[0], why }];
  const middle = Math.ceil(objects.length / 2);
  return [...fill(group, objects.slice(0, middle)), ...fill(group, objects.slice(middle))];
}

/** What an app would have against objects. */
function objection(objects: readonly Adopted[]): Finding | undefined {
  return ask(APP_RULES, appSubject(objects.map(o => o.app))).find(f => f.severity === Severity.ERROR);
}

function sorted(objects: readonly Adopted[]): Adopted[] {
  const rank = (o: Adopted) => rankOf(o.given.object.apiVersion, o.app.kind);
  return [...objects].sort((a, b) => rank(a) - rank(b));
}
