import { IConstruct } from 'constructs';
import { Finding, finding, knownCodes, Severity } from './finding';
import { nearest } from './nearest';
import { acknowledge, findingsAt, reportAside } from './report';

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
    reportAside(this.scope, () => {
      const severity = knownCodes().get(code);
      if (severity !== Severity.WARNING) return [unacknowledgeable(code, severity)];
      return typeof reason !== 'string' || reason.trim() === '' ? [withoutReason(code)] : [];
    });
  }
}

function unacknowledgeable(code: string, severity: Severity | undefined): Finding {
  const warnings = [...knownCodes()].filter(([, weight]) => weight === Severity.WARNING).map(([known]) => known).sort();
  const meant = nearest(String(code), warnings);
  return finding('acknowledged-in-vain', Severity.ERROR, {
    message: severity === undefined ? 'there is no finding of this code to acknowledge' : 'this is an error, which cannot be acknowledged',
    value: code,
    allowed: meant ?? warnings.join(', '),
    remedy: severity === undefined ? 'take the code as the warning prints it' : 'mend what it says, and leave the acknowledgement out',
  });
}

function withoutReason(code: string): Finding {
  return finding('acknowledged-in-vain', Severity.ERROR, {
    message: `nothing says why ${code} is fine here`, value: code, allowed: 'a reason, for those who read the code later', remedy: 'give a reason',
  });
}
