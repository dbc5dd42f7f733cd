import { IConstruct } from 'constructs';
import { Finding } from './finding';
import { acknowledge, findingsAt } from './report';

/**
 * What the rules say about a part of an app.
 *
 * Errors stop `app.synth()` before anything is written, all of them at once. Warnings are said on standard error, once,
 * until they are acknowledged with a reason.
 *
 * @example
 *
 * import { App, Chart } from 'cdk8s';
 * import { Findings } from 'cdk8s-kubestash';
 *
 * const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
 * Findings.of(chart).acknowledge('snapshot-not-listed', 'kept in cold storage, brought back by hand');
 */
export class Findings {
  /**
   * The findings of a construct and all below it.
   *
   * @param scope an app, a chart or any construct
   */
  public static of(scope: IConstruct): Findings {
    return new Findings(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /** The findings that stand, errors and warnings, in the order in which the constructs were made. */
  public get all(): Finding[] {
    return findingsAt(this.scope);
  }

  /**
   * Silences warnings of one code at and below this scope. Errors cannot be acknowledged.
   *
   * @param code the stable code of the rule
   * @param reason why it is fine here, for those who read the code later
   */
  public acknowledge(code: string, reason: string): void {
    acknowledge(this.scope, code, reason);
  }
}
