import { Inquiry } from './inquiry';

/** How much a finding weighs. */
export enum Severity {
  /** Nothing is synthesized. */
  ERROR = 'error',

  /** Synthesized, and said on standard error until it is acknowledged. */
  WARNING = 'warning',
}

/** Something that a rule has to say about what was declared. */
export interface Finding {
  /**
   * Stable name of the rule, in kebab-case. Never changes its meaning; use it to acknowledge or to search.
   */
  readonly code: string;

  /** How much it weighs. */
  readonly severity: Severity;

  /** What is wrong, in lower case and without a final period. */
  readonly message: string;

  /**
   * The value that was given.
   *
   * @default - the message says it all
   */
  readonly value?: string;

  /**
   * What would be accepted instead.
   *
   * @default - the message says it all
   */
  readonly allowed?: string;

  /**
   * What to do about it.
   *
   * @default - the message says it all
   */
  readonly remedy?: string;

  /**
   * Property that it is about, as it is reached from those of the construct: `storage.size`, `backup.schedule`.
   *
   * @default - it is about several, or about none in particular
   */
  readonly property?: string;

  /**
   * Path of the construct that reports it.
   *
   * @default - not reported by a construct (the command line asks the same rules)
   */
  readonly path?: string;
}

/** What a rule says beside its code. Errors unless it says otherwise. */
export interface Problem {
  readonly message: string;
  readonly value?: unknown;
  readonly allowed?: string;
  readonly remedy?: string;
  /** Property that it is about, where the rule does not say it. */
  readonly property?: string;
  /** Path of the construct that is meant, where it is not the one that asks. */
  readonly path?: string;
}

/** A rule of its own file: a stable code, what it weighs, and a pure check of its subject. */
export interface Rule<S> {
  readonly code: string;
  readonly severity: Severity;
  readonly check: (subject: S) => Problem[];
  /**
   * Properties whose values it judges; the first is the one that its errors refuse. It is not asked where one of them was
   * refused already, so that a cause is told without its consequences. Undefined where it judges all of them at once.
   */
  readonly reads?: readonly string[];
}

/** An error rule. */
export function rule<S>(code: string, check: (subject: S) => Problem[], ...reads: string[]): Rule<S> {
  return ruleOf(code, Severity.ERROR, check, reads);
}

/** A warning rule. */
export function warning<S>(code: string, check: (subject: S) => Problem[], ...reads: string[]): Rule<S> {
  return ruleOf(code, Severity.WARNING, check, reads);
}

/** Rules are asked by the hundred thousand: they all have the same form. */
function ruleOf<S>(code: string, severity: Severity, check: Rule<S>['check'], reads: string[]): Rule<S> {
  return known({ code, severity, check, reads: reads.length === 0 ? undefined : reads });
}

const KNOWN = new Map<string, Severity>();

function known<S extends { readonly code: string; readonly severity: Severity }>(of: S): S {
  if (KNOWN.get(of.code) !== Severity.WARNING) KNOWN.set(of.code, of.severity);
  return of;
}

const OF_WHAT_GOES_ON = new Set<string>();

/** A rule about what a database is, which goes on in whatever is made like it: what it says is said once. */
export function goingOn<S>(of: Rule<S>): Rule<S> {
  OF_WHAT_GOES_ON.add(of.code);
  return of;
}

/** Whether a finding is about what goes on in whatever is made like a database. */
export function isGoingOn({ code, property }: Finding): boolean {
  return OF_WHAT_GOES_ON.has(code) || property === 'spec' || (property?.startsWith('spec.') ?? false);
}

/** Codes with what they weigh; of findings that share a code, a warning. */
export function knownCodes(): ReadonlyMap<string, Severity> {
  return KNOWN;
}

/** Asks every rule about one subject, except about what an inquiry knows to be refused. */
export function ask<S>(rules: readonly Rule<S>[], subject: S, inquiry?: Inquiry): Finding[] {
  const findings: Finding[] = [];
  // Almost no rule has anything to say, about thousands of subjects.
  for (const one of rules) {
    if (inquiry !== undefined && inquiry.isRefused(one.reads)) continue;
    const problems = one.check(subject);
    if (problems.length === 0) continue;
    for (const problem of problems) findings.push(findingOf(one, problem));
    if (one.severity === Severity.ERROR) inquiry?.refuse(one.reads?.[0] ?? '');
  }
  return findings;
}

function findingOf({ code, severity, reads }: Rule<never>, problem: Problem): Finding {
  const property = problem.property ?? reads?.[0];
  return finding(code, severity, property === undefined ? problem : { ...problem, property });
}

/** A finding of a rule, its value in one line. */
export function finding(code: string, severity: Severity, problem: Problem): Finding {
  const { value, ...rest } = problem;
  return { ...known({ code, severity }), ...rest, ...(value === undefined ? {} : { value: oneLine(value) }) };
}

/** A finding as a person reads it: `[code] message (given …; allowed …); remedy`. */
export function formatFinding(f: Finding): string {
  const facts = [
    ...(f.value === undefined ? [] : [`given ${f.value}`]),
    ...(f.allowed === undefined ? [] : [`allowed: ${f.allowed}`]),
  ];
  return `[${f.code}] ${f.message}`
    + (facts.length > 0 ? ` (${facts.join('; ')})` : '')
    + (f.remedy === undefined ? '' : `; ${f.remedy}`);
}

function oneLine(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'object' ? written(value) : String(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return 'an object that has no end';
  }
}
