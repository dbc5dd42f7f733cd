import { Duration } from 'cdk8s';

/** What checks have in common. */
export interface CheckOptions {
  /**
   * Name, part of a container's name: a DNS label of at most 40 characters.
   *
   * @default - `1`, `2`, … by place in the list
   */
  readonly name?: string;

  /**
   * How long it may take before it counts as failed.
   *
   * @default Duration.minutes(5)
   */
  readonly timeout?: Duration;
}

/** A check of your own image. */
export interface CommandCheckOptions extends CheckOptions {
  /** Image, pinned by tag or digest. */
  readonly image: string;

  /** Command and arguments; exit status 0 passes. */
  readonly command: string[];

  /**
   * Further environment of the container, plain text only.
   *
   * @default - `DB_HOST`, `DB_PORT`, `DB_USERNAME` and `DB_PASSWORD` only
   */
  readonly env?: { [name: string]: string };
}

/**
 * Something that must hold before a restored database is made available. Checks reach it through its maintenance Service,
 * one after the other, after a first one that is built in: connecting with the auth Secret.
 */
export class Check {
  /**
   * Runs an SQL statement with the engine's own client; an error fails the check.
   *
   * @param statement the statement, such as `select 1 / least(1, count(*)) from orders`
   */
  public static sql(statement: string, options: CheckOptions = {}): Check {
    return new Check('SQL', options, statement);
  }

  /**
   * Runs a statement in the engine's own language (CQL, Cypher, JavaScript, Redis commands); an error fails the check.
   *
   * @param statement the statement, given to the client as it is
   */
  public static statement(statement: string, options: CheckOptions = {}): Check {
    return new Check(undefined, options, statement);
  }

  /** Runs a command of your own image. It finds the database in `DB_HOST`, `DB_PORT`, `DB_USERNAME`, `DB_PASSWORD`. */
  public static command(options: CommandCheckOptions): Check {
    return new Check(undefined, options, undefined, options);
  }

  private constructor(
    /** @internal */ public readonly _language: string | undefined,
    /** @internal */ public readonly _options: CheckOptions,
    /** @internal */ public readonly _statement?: string,
    /** @internal */ public readonly _command?: CommandCheckOptions,
  ) {}
}
