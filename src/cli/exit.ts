/** What the command line says to whoever called it, beside its words. */
export enum Exit {
  /** Done. */
  OK = 0,
  /** Something was found: errors of a plan, a database that is not well, a restore that failed, an answer of no. */
  FINDINGS = 1,
  /** Called wrongly. */
  USAGE = 2,
  /** The cluster refused, or could not be asked. */
  CLUSTER = 3,
  /** Waited as long as was allowed. */
  TIMEOUT = 4,
  /** Ended by Ctrl-C. */
  INTERRUPTED = 130,
}

/** An end with a message for a person: what, value, what next. */
export class CliError extends Error {
  constructor(public readonly exit: Exit, message: string, public readonly next?: string) {
    super(message);
  }
}

/** Called wrongly. */
export function usageError(message: string, next?: string): CliError {
  return new CliError(Exit.USAGE, message, next);
}
