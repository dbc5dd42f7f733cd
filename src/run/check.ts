import { Duration } from 'cdk8s';
import { Expect } from './expectation';
import { ContainerOptions } from '../platform/pod-options';
import { CONTAINER } from '../platform/values';
import { instance, list, struct } from '../values/compound';
import { made } from '../values/given';
import { isDnsLabel } from '../values/kebab';
import { optional, text } from '../values/kind';
import { anyText, image } from '../values/texts';
import { duration } from '../values/times';

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

  /**
   * What must come out of it.
   *
   * @default Expect.runs(); for Check.count, Expect.atLeast(1)
   */
  readonly expect?: Expect;
}

/** A check that the engine's own client makes. */
export interface StatementCheckOptions extends CheckOptions {
  /**
   * The database that is asked: a keyspace of Cassandra, a number of Redis. Engines that have but one (HTTP, etcd, ZooKeeper) take none, but
   * for `Check.count`, which passes over a name where databases have none.
   *
   * @default - the engine's own: `postgres`, `master` of SQL Server, `default` of ClickHouse, `neo4j`, `admin` of MongoDB, 0 of Redis; none for MySQL, MariaDB, SingleStore and Cassandra
   */
  readonly database?: string;

  /**
   * Name of the member that holds the value, in an answer that is JSON (Elasticsearch, OpenSearch, Qdrant) or lists fields (etcd,
   * ZooKeeper). Of several, the first is meant.
   *
   * @default - the first value there is
   */
  readonly field?: string;
}

/** A check of your own image. Its environment holds `DB_HOST`, `DB_PORT`, `DB_USERNAME` and `DB_PASSWORD` besides. */
export interface CommandCheckOptions extends CheckOptions, ContainerOptions {
  /**
   * Image, pinned by tag or digest. With `expect` it needs a POSIX shell. It runs as user 65534, and may not gain privileges;
   * `containerSecurityContext` says otherwise.
   */
  readonly image: string;

  /** Command and arguments, given as written: `$(NAME)` is not replaced. Exit status 0 passes, if the first line printed is as expected. */
  readonly command: string[];
}

/** What is left of the name of a container beside what runs add to it. */
const LONGEST = 40;

const checkName = text({
  code: 'check-name-invalid', what: 'a name for a container', allowed: `a DNS label of at most ${LONGEST} characters`, problem: v => !isDnsLabel(v) || v.length > LONGEST,
});

/** What is given to a client: no program takes a NUL. */
const argument = text({ code: 'text-invalid', what: 'a text for a program', allowed: 'any text without NUL', problem: v => v.includes('\0') });

const CHECK = {
  name: optional(checkName), timeout: optional(duration), expect: optional(instance('Expect', 'Expect.atLeast(…), Expect.equalTo(…) and the like')),
};

/** Options of a check that is a statement, and the statement. */
const STATEMENT = struct<StatementCheckOptions & { readonly statement: string }>({
  ...CHECK, database: optional(anyText), field: optional(anyText), statement: argument,
});

const COMMAND = struct<CommandCheckOptions>({ ...CHECK, ...CONTAINER, image, command: list(argument) });

/**
 * Something that must hold before a restored database is made available. Checks reach it through its maintenance Service,
 * one after the other, after a first one that is built in: connecting with the auth Secret.
 *
 * An error anywhere fails a check, and so does a statement of which not all was executed. What was seen and what was expected stand
 * in the log of its container.
 */
export class Check {
  /**
   * How many there are: rows of a table, documents of a collection or index, points of a Qdrant collection, nodes of a label,
   * Redis or etcd keys that begin so, children of a znode. The one check that all engines of a fleet understand, with the `database` that
   * it lies in where some of them have several.
   *
   * @param of the name as the engine knows it, such as `orders`, `shop.orders` or `/orders`
   */
  public static count(of: string, options: StatementCheckOptions = {}): Check {
    return statementCheckOf('Check.count', of, options, (said, rest) => new Check('count', { expect: Expect.atLeast(1), ...rest }, said));
  }

  /**
   * Runs an SQL statement with the engine's own client; its first value, that of the first row and column, must be as expected.
   *
   * @param statement the statement, such as `select count(*) from orders where state = 'paid'`
   */
  public static sql(statement: string, options: StatementCheckOptions = {}): Check {
    return statementCheckOf('Check.sql', statement, options, (said, rest) => new Check('SQL', rest, said));
  }

  /**
   * Runs a statement in the engine's own language (CQL, Cypher, JavaScript, Redis commands, `GET /path`); its first value must be as
   * expected.
   *
   * @param statement the statement, given to the client as it is
   */
  public static statement(statement: string, options: StatementCheckOptions = {}): Check {
    return statementCheckOf('Check.statement', statement, options, (said, rest) => new Check(undefined, rest, said));
  }

  /** Runs a command of your own image. It finds the database in `DB_HOST`, `DB_PORT`, `DB_USERNAME`, `DB_PASSWORD`. */
  public static command(options: CommandCheckOptions): Check {
    return made('Check.command', COMMAND, options, of => new Check(undefined, of, undefined, of));
  }

  private constructor(
    /** @internal */ public readonly _language: string | undefined,
    /** @internal */ public readonly _options: StatementCheckOptions,
    /** The statement; of a count, what is counted. @internal */ public readonly _statement?: string,
    /** @internal */ public readonly _command?: CommandCheckOptions,
  ) {}
}

/** A check that is a statement. */
function statementCheckOf(
  what: string, statement: string, options: StatementCheckOptions, make: (statement: string, options: StatementCheckOptions) => Check,
): Check {
  return made(what, STATEMENT, { ...options, statement }, ({ statement: said, ...rest }) => make(said, rest));
}
