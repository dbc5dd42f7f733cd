import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { argoCdAnnotations, ArgoCdOptions } from './argo-cd';
import { fluxAnnotations, FluxOptions } from './flux';
import { ObjectRole } from './role';
import { argoCdOptions, fluxOptions, gitOpsValue } from './values';
import { finding, Severity } from '../findings/finding';
import { reportAside } from '../findings/report';
import { carriedBy, carry } from '../values/carried';
import { scope as place, struct } from '../values/compound';
import { made, readOrThrow, refuse } from '../values/given';

const GITOPS = Symbol.for('cdk8s-kubestash.GitOps');

type Annotate = (role: ObjectRole) => Record<string, string>;

/**
 * What a GitOps tool has to be told about the objects of this library: in which order they may be applied, and which of
 * them it must never prune. Without one, objects carry no annotation of any tool; only that Flux must not replace variables in a script is
 * always said.
 *
 * @example
 *
 * import { App } from 'cdk8s';
 * import { GitOps } from 'cdk8s-kubestash';
 *
 * const app = new App();
 * GitOps.use(app, GitOps.argoCd());
 */
export class GitOps {
  /**
   * Annotations for Argo CD: the sync wave, what is never pruned, and that a kind may still be unknown to the cluster.
   *
   * @param options what to leave out, and which wave it is
   */
  public static argoCd(options: ArgoCdOptions = {}): GitOps {
    return made('GitOps.argoCd', argoCdOptions, options, o => new GitOps(['argocd'], role => argoCdAnnotations(role, o)));
  }

  /**
   * Annotations for Flux: what is never pruned, and where Flux must not substitute variables. Flux applies all objects of a
   * Kustomization at once; that is fine, since no object of this library needs another one to be there first.
   *
   * @param options what to leave out
   */
  public static flux(options: FluxOptions = {}): GitOps {
    return made('GitOps.flux', fluxOptions, options, o => new GitOps(['flux'], role => fluxAnnotations(role, o)));
  }

  /** No annotations of any tool: for `kubectl apply` and pipelines, and to take back what a scope above says. */
  public static none(): GitOps {
    return new GitOps([], () => ({}));
  }

  /**
   * Annotations for several tools: for a repository that is read by Argo CD in one cluster and by Flux in another.
   *
   * @param parts what each tool is told
   */
  public static combined(...parts: GitOps[]): GitOps {
    parts.forEach(part => readOrThrow('GitOps.combined', struct<{ readonly part: GitOps }>({ part: gitOpsValue }), { part }));
    const combined = new GitOps(
      [...new Set(parts.flatMap(p => p.tools))],
      role => Object.assign({}, ...parts.map(p => p.annotate(role))),
    );
    return carry(combined, parts.flatMap(carriedBy));
  }

  /**
   * Holds for every object of this library that is made afterwards at and below `scope`. The nearest scope decides alone.
   *
   * @param scope an app, a chart or any construct
   * @param gitOps what tools are told
   * @throws TypeError if either is missing
   */
  public static use(scope: IConstruct, gitOps: GitOps): void {
    readOrThrow('GitOps.use', struct<{ readonly scope: IConstruct; readonly gitOps: GitOps }>({ scope: place, gitOps: gitOpsValue }), { scope, gitOps });
    const objects = scope.node.findAll().filter(c => ApiObject.isApiObject(c)).length;
    if (objects > 0) {
      reportAside(scope, () => [finding('gitops-used-late', Severity.ERROR, {
        message: 'the GitOps option was set after objects had been made, which would not carry its annotations',
        value: `${objects} objects`,
        remedy: 'call GitOps.use(…) right after the app or the chart is made',
      })]);
    }
    refuse(scope, carriedBy(gitOps));
    (scope as IConstruct & { [GITOPS]?: GitOps })[GITOPS] = gitOps;
  }

  /** @internal */
  public static _of(scope: IConstruct): GitOps {
    for (let at: IConstruct | undefined = scope; at !== undefined; at = at.node.scope) {
      const found = (at as IConstruct & { [GITOPS]?: GitOps })[GITOPS];
      if (found !== undefined) return found;
    }
    return NONE;
  }

  private constructor(private readonly tools: string[], private readonly annotate: Annotate) {}

  /** @internal */
  public _annotations(role: ObjectRole): Record<string, string> {
    return this.annotate(role);
  }

  /**
   * Whether any tool is told anything.
   *
   * @internal
   */
  public get _speaks(): boolean {
    return this.tools.length > 0;
  }

  /**
   * Whether a tool is told anything: `argocd` or `flux`.
   *
   * @internal
   */
  public _speaksTo(tool: string): boolean {
    return this.tools.includes(tool);
  }
}

const NONE = GitOps.none();

/** Annotations of an object of this role under the GitOps option that holds for a scope. */
export function annotationsOf(scope: IConstruct, role: ObjectRole): Record<string, string> {
  return GitOps._of(scope)._annotations(role);
}
