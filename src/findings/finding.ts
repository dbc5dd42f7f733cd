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
}

/** A rule of its own file: a stable code, what it weighs, and a pure check of its subject. */
export interface Rule<S> {
  readonly code: string;
  readonly severity: Severity;
  readonly check: (subject: S) => Problem[];
}

/** An error rule. */
export function rule<S>(code: string, check: (subject: S) => Problem[]): Rule<S> {
  return { code, severity: Severity.ERROR, check };
}

/** A warning rule. */
export function warning<S>(code: string, check: (subject: S) => Problem[]): Rule<S> {
  return { code, severity: Severity.WARNING, check };
}

/** Asks every rule about one subject. */
export function ask<S>(rules: readonly Rule<S>[], subject: S): Finding[] {
  const findings: Finding[] = [];
  // Almost no rule has anything to say, about thousands of subjects.
  for (const { code, severity, check } of rules) {
    for (const problem of check(subject)) findings.push(finding(code, severity, problem));
  }
  return findings;
}

/** A finding of a rule, its value in one line. */
export function finding(code: string, severity: Severity, problem: Problem): Finding {
  const { value, ...rest } = problem;
  return { code, severity, ...rest, ...(value === undefined ? {} : { value: oneLine(value) }) };
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
  const text = typeof value === 'string' ? JSON.stringify(value) : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
