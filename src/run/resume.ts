import { Check } from './check';
import { resumeOptions } from './values';
import { made } from '../values/given';

/** What happens before a database is made available again. */
export interface ResumeOptions {
  /**
   * What must hold, in this order.
   *
   * @default - only that one can connect
   */
  readonly checks?: Check[];
}

/** Who makes a restored database available to applications again. */
export class Resume {
  /** The run, when all checks have passed. The default for a new database. */
  public static automatic(options: ResumeOptions = {}): Resume {
    return made('Resume.automatic', resumeOptions, options, o => new Resume(false, o.checks ?? []));
  }

  /** A person, with `npx cdk8s-kubestash resume`, after the checks have passed. The default for an existing database. */
  public static manual(options: ResumeOptions = {}): Resume {
    return made('Resume.manual', resumeOptions, options, o => new Resume(true, o.checks ?? []));
  }

  private constructor(
    /** @internal */ public readonly _manual: boolean,
    /** @internal */ public readonly _checks: Check[],
  ) {}
}
