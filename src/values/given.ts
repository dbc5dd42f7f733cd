import { Construct, IConstruct } from 'constructs';
import { carriedBy, carry } from './carried';
import { Kind, Reading, Refusal, typeOf } from './kind';
import { Finding, finding, formatFinding, Severity } from '../findings/finding';
import { report } from '../findings/report';

/** Values as they can be gone on with, and what was refused of them. */
export interface Read<T> {
  readonly value: T;
  readonly refusals: readonly Refusal[];
}

/**
 * What a construct was given, looked at by kind. What is refused is reported once, with the path of the construct and of
 * the property; the value that comes back has something harmless in its place, so that nothing else fails for it.
 *
 * @throws TypeError if something is missing that nothing can stand in for
 */
export function given<T>(scope: Construct, kind: Kind, props: T): T {
  // Properties of a class that extends another come read already.
  const carried = carriedBy(props);
  const { value, refusals } = carried.length > 0 ? { value: props, refusals: carried } : readOrThrow<T>(scope.node.path, kind, props);
  refuse(scope, refusals);
  return value;
}

/** Reports refusals of a construct's values. One that several constructs were given is reported by the first. */
export function refuse(scope: IConstruct, refusals: readonly Refusal[]): void {
  if (refusals.length === 0) return;
  report(scope, inquiry => refusals.flatMap(refusal => {
    inquiry.refuse(refusal.property);
    if (refusal.meant !== undefined) inquiry.refuse(refusal.meant);
    return inquiry.isNews(refusal.origin ?? refusal) ? [findingOf(refusal)] : [];
  }));
}

/**
 * A value made of given ones, which carries what was refused to the construct that takes it.
 *
 * @throws TypeError if something is missing that nothing can stand in for
 */
export function made<T, V extends object>(what: string, kind: Kind, props: T, make: (props: T, refusals: readonly Refusal[]) => V): V {
  const { value, refusals } = readOrThrow<T>(what, kind, props);
  return carry(make(value, refusals), refusals);
}

/** Looks at values by kind. */
export function read<T>(kind: Kind, props: T, variables = false): Read<T> & { readonly ended: boolean } {
  const reading = new Reading(variables);
  const value = attempted(kind, props, reading);
  return { value, refusals: reading.refusals, ended: reading.ended };
}

/** A value with properties that cannot be asked for, such as a getter that throws, or without end, is none. */
function attempted(kind: Kind, props: unknown, reading: Reading): any {
  try {
    return kind.read(props, reading);
  } catch (error) {
    reading.ended = true;
    return reading.refuse({
      code: 'data-invalid', message: `${reading.name} is not to be read: ${error instanceof Error ? error.message : typeOf(error)}`, remedy: 'give plain data, or an object of this library',
    });
  }
}

/**
 * Looks at values by kind.
 *
 * @throws TypeError if something is missing that nothing can stand in for
 */
export function readOrThrow<T>(what: string, kind: Kind, props: T, variables = false): Read<T> {
  const { value, refusals, ended } = read(kind, props, variables);
  if (ended || value === undefined) throw unusable(what, refusals);
  return { value, refusals };
}

/** What is thrown where nobody can go on: what was refused, said as findings are. */
export function unusable(what: string, refusals: readonly Refusal[]): TypeError {
  return new TypeError(refusals.map(r => `[${what}] ${formatFinding(findingOf(r))}`).join('\n'));
}

/** A refusal as a finding. */
export function findingOf(refusal: Refusal): Finding {
  const { code, property, origin: _, meant: __, ...problem } = refusal;
  return finding(code, Severity.ERROR, { ...problem, property });
}
