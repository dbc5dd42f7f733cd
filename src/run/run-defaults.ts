import { Construct } from 'constructs';
import { RunOptions } from './run-options';
import { runOptions } from './values';
import { readOrThrow, refuse } from '../values/given';

/**
 * How runs are run in a part of the construct tree: a whole app, a chart. What a database or a restore says itself counts more, and the nearer
 * of two scopes counts more than the farther one.
 *
 * @example
 * import { AgentImage, RunDefaults } from 'cdk8s-kubestash';
 * import { App } from 'cdk8s';
 *
 * const app = new App();
 * RunDefaults.of(app).use({ agent: AgentImage.node('registry.example.com/mirror/node:22.21.1-alpine3.22') });
 */
export class RunDefaults {
  /**
   * The defaults of a scope and everything below it.
   *
   * @param scope an app, a chart or any construct
   */
  public static of(scope: Construct): RunDefaults {
    return new RunDefaults(scope);
  }

  private constructor(private readonly scope: Construct) {}

  /** Sets these, beside what was set before. Call it before the databases are declared. */
  public use(options: RunOptions): void {
    const { value, refusals } = readOrThrow('RunDefaults', runOptions, options);
    refuse(this.scope, refusals);
    DEFAULTS.set(this.scope, { ...DEFAULTS.get(this.scope), ...value });
  }
}

/** What holds at a place of the tree: its own options over the defaults around it. */
export function runOptionsAt(scope: Construct, own: RunOptions = {}): RunOptions {
  const around = scope.node.scopes.map(s => DEFAULTS.get(s)).filter((o): o is RunOptions => o !== undefined);
  return Object.assign({}, ...around, own);
}

const DEFAULTS = new WeakMap<object, RunOptions>();
