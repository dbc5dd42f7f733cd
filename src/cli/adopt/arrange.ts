import { say } from './findings';
import { rankOf } from './kinds';
import { Adopted } from './object';
import { ask, Finding, Severity } from '../../findings/finding';
import { isSame } from '../../resources/merge';
import { APP_RULES } from '../../resources/rules/app';
import { appSubject } from '../../resources/rules/app/subject';

/** Objects of one app, which go together. */
export interface Group {
  readonly objects: Adopted[];
}

/** Objects as they are spread over apps. */
export interface Arrangement {
  readonly groups: Group[];
  readonly findings: Finding[];
}

/**
 * Puts objects into apps. One app does for almost all; files of several clusters may hold objects that contradict each other,
 * which no app may hold together: each goes into the first app that has nothing against it. What is given twice is taken once.
 */
export function arrange(objects: readonly Adopted[]): Arrangement {
  const groups: Adopted[][] = [];
  const findings: Finding[] = [];
  for (const object of [...objects.filter(o => !o.bare), ...objects.filter(o => o.bare)]) {
    const twin = groups.flat().find(o => isTwin(o, object) && isSame(o.given.object, object.given.object));
    if (twin !== undefined) {
      findings.push(say.sameTwice(object.given.source, object.what, twin.given.source));
      continue;
    }
    const objections = groups.map(group => objection(group, object));
    const at = objections.indexOf(undefined) < 0 ? groups.length : objections.indexOf(undefined);
    if (at > 0 && !object.bare) findings.push(say.apart(object.given.source, object.what, at + 1, objections[0]!));
    groups[at] = [...groups[at] ?? [], object];
  }
  return { groups: groups.map(group => ({ objects: sorted(group) })), findings };
}

function isTwin(a: Adopted, b: Adopted): boolean {
  return a.app.group === b.app.group && a.app.kind === b.app.kind && a.app.name === b.app.name && a.app.namespace === b.app.namespace;
}

/** What an app would have against one more object. What rules refuse stands among its like. */
function objection(group: readonly Adopted[], object: Adopted): Finding | undefined {
  if (object.bare && group.every(o => o.bare) && !group.some(o => isTwin(o, object))) return undefined;
  const subject = appSubject([...group, object].map(o => o.app));
  return ask(APP_RULES, subject).find(f => f.severity === Severity.ERROR);
}

function sorted(objects: readonly Adopted[]): Adopted[] {
  const rank = (o: Adopted) => rankOf(o.given.object.apiVersion, o.app.kind);
  return [...objects].sort((a, b) => rank(a) - rank(b));
}
