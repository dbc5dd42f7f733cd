import { Construct, IConstruct } from 'constructs';
import { elsewhere, layersOf, PodLayers, PodModel } from './pod-needs';
import { PodsOptions } from './pod-options';
import { RunOptions } from './run-options';
import { podsOptions, runOptions } from './values';
import { finding, Severity } from '../findings/finding';
import { reportAside } from '../findings/report';
import { Fields, scope as place, struct } from '../values/compound';
import { readOrThrow, refuse } from '../values/given';
import { optional } from '../values/kind';

/** What a cluster, or whoever runs it, wants of runs and pods. */
export interface PlatformOptions {
  /**
   * How runs are run: their images, how long they try.
   *
   * @default - as it is said around it
   */
  readonly run?: RunOptions;

  /**
   * What pods need: those of runs, and those that KubeStash starts.
   *
   * @default - as it is said around it
   */
  readonly pods?: PodsOptions;
}

export const PLATFORM: Fields<PlatformOptions> = { run: optional(runOptions), pods: optional(podsOptions) };

const OPTIONS = struct<PlatformOptions>(PLATFORM);

/**
 * What the platform wants of everything in a part of the construct tree: a whole app, a chart. What a database or a restore says
 * itself counts more, and the nearer of two scopes counts more than the farther one. What is said around a restore counts more than
 * what is said of its database.
 *
 * @example
 * import { App } from 'cdk8s';
 * import { Platform } from 'cdk8s-kubestash';
 *
 * const app = new App();
 * Platform.of(app).use({
 *   run: { registry: 'registry.example.com/mirror' },
 *   pods: { labels: { 'sidecar.istio.io/inject': 'false' }, resources: { limits: { cpu: '1' } } },
 * });
 */
export class Platform {
  /**
   * The platform of a scope and everything below it.
   *
   * @param scope an app, a chart or any construct
   * @throws TypeError if it is missing
   */
  public static of(scope: Construct): Platform {
    readOrThrow('Platform.of', struct<{ readonly scope: Construct }>({ scope: place }), { scope });
    return new Platform(scope);
  }

  private constructor(private readonly scope: Construct) {}

  /** Says more, beside what was said before. Call it before storages and databases are declared. */
  public use(options: PlatformOptions): void {
    const { value, refusals } = readOrThrow('Platform', OPTIONS, options);
    refuse(this.scope, refusals);
    const late = PLATFORM_PARTS.map(part => (value[part] === undefined ? undefined : HEARD.get(this.scope)?.[part])).find(path => path !== undefined);
    if (late !== undefined) {
      reportAside(this.scope, () => [finding('platform-used-late', Severity.ERROR, {
        message: 'the platform was described after what it is for had been declared, which would not have it',
        value: late,
        allowed: 'before storages, databases and restores below it',
        remedy: 'call Platform.of(…).use(…) right after the app or the chart is made',
      })]);
    }
    SAID.set(this.scope, [...SAID.get(this.scope) ?? [], value]);
  }
}

/** What is said around a construct, from the farthest place to the nearest. Who says more of it later is told so. */
export function platformAt(scope: Construct): readonly PlatformOptions[] {
  for (const part of PLATFORM_PARTS) heard(scope, part);
  return around(scope);
}

/** What holds for the runs of a database: what it says itself over what is said around it. */
export function runOptionsAt(scope: Construct, own: RunOptions = {}): RunOptions {
  heard(scope, 'run');
  return Object.assign({}, ...around(scope).map(o => o.run ?? {}), own);
}

/**
 * What holds for the pods of a database. Of the one that it is made like it takes what was said of that one itself: nearer than
 * what is said around both, and farther than what is said around the new one alone.
 */
export function podsAt(scope: Construct, own?: PodsOptions, model?: PodModel): PodLayers {
  heard(scope, 'pods');
  const here = podsAround(scope);
  if (model === undefined) return layersOf(here, own);
  const there = podsAround(model.home);
  const its = model.pods.layers.filter(layer => !there.includes(layer));
  return layersOf([
    ...here.filter(layer => there.includes(layer)),
    ...(model.elsewhere ? its.map(elsewhere) : its),
    ...here.filter(layer => !there.includes(layer)),
  ], own);
}

function podsAround(scope: Construct): PodsOptions[] {
  return around(scope).flatMap(o => o.pods ?? []);
}

function around(scope: Construct): PlatformOptions[] {
  return scope.node.scopes.flatMap(s => SAID.get(s) ?? []);
}

/** Where one place was heard of, all around it were, too. */
function heard(scope: Construct, part: keyof PlatformOptions): void {
  for (let above: IConstruct | undefined = scope; above !== undefined && HEARD.get(above)?.[part] === undefined; above = above.node.scope) {
    HEARD.set(above, { ...HEARD.get(above), [part]: scope.node.path });
  }
}

const PLATFORM_PARTS: readonly (keyof PlatformOptions)[] = ['run', 'pods'];

const SAID = new WeakMap<object, readonly PlatformOptions[]>();

/** Who asked first what is said around it, for each place that it asked. */
const HEARD = new WeakMap<object, { readonly [part in keyof PlatformOptions]?: string }>();
