import { struct } from '../values/compound';
import { made } from '../values/given';
import { flag } from '../values/texts';

/** How `Traffic.declared` leaves the client Services. */
export interface DeclaredTrafficOptions {
  /** Whether applications can connect: the selector stands in Git with (`false`) or without (`true`) the label that no pod carries. */
  readonly open: boolean;
}

const DECLARED = struct<DeclaredTrafficOptions>({ open: flag });

/**
 * Who decides whether applications can connect to a database.
 */
export class Traffic {
  /**
   * A restore run halts and resumes the client Services, whose selectors are not in Git. The default.
   */
  public static managed(): Traffic {
    return new Traffic(false, true);
  }

  /**
   * Git decides, for clusters where nothing may patch Services. A restore is three commits: `open: false`; the restore; `open: true`.
   * There is no run: nobody verifies that clients are gone, no checks run, nothing resumes by itself.
   */
  public static declared(options: DeclaredTrafficOptions): Traffic {
    return made('Traffic.declared', DECLARED, options, o => new Traffic(true, o.open));
  }

  private constructor(
    /** @internal */ public readonly _declared: boolean,
    /** @internal */ public readonly _open: boolean,
  ) {}
}
