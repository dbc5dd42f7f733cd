import { Check } from './check';
import { instance, list, struct } from '../values/compound';
import { made } from '../values/given';
import { optional } from '../values/kind';

/** What happens before a database is made available again. */
export interface ResumeOptions {
  /**
   * What must hold, in this order.
   *
   * @default - only that one can connect
   */
  readonly checks?: Check[];
}

const OPTIONS = struct<ResumeOptions>({ checks: optional(list(instance('Check', 'Check.sql(…), Check.statement(…), Check.command(…)'))) });

/** Who makes a restored database available to applications again. */
export class Resume {
  /** The run, when all checks have passed. The default for a new database. */
  public static automatic(options: ResumeOptions = {}): Resume {
    return made('Resume.automatic', OPTIONS, options, o => new Resume(false, o.checks ?? []));
  }

  /** A person, with `npx cdk8s-kubestash resume`, after the checks have passed. The default for an existing database. */
  public static manual(options: ResumeOptions = {}): Resume {
    return made('Resume.manual', OPTIONS, options, o => new Resume(true, o.checks ?? []));
  }

  private constructor(
    /** @internal */ public readonly _manual: boolean,
    /** @internal */ public readonly _checks: Check[],
  ) {}
}
