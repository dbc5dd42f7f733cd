import { Decision } from './plan';
import { Point } from './request';

/** What a restore is going to do, for people and machines. The command line prints it; `--json` prints these fields. */
export interface RestorePlan {
  /** Restore id: identifies the restore for good. `first` for a first deployment with nothing to restore. */
  readonly id: string;

  /** Name of the restore: of its run, its RestoreSession and its new incarnation. */
  readonly name: string;

  /** Database as applications know it. */
  readonly database: string;

  /** Namespace of the database. */
  readonly namespace: string;

  /** Engine of the database: `postgres`, `mysql`, … */
  readonly engine: string;

  /** `point-in-time`, `logical`, `physical`, `volume-snapshot`, `dashboard`, or `none`. */
  readonly method: string;

  /** `open`, `session`, `archiver`, `overwrite`, `in-place` or `manifest`. */
  readonly process: string;

  /** Why that process. */
  readonly why: string;

  /**
   * What is restored: a Snapshot's name, or a database at a time.
   *
   * @default - nothing is restored
   */
  readonly source?: string;

  /** Name of the database CR that serves afterwards. */
  readonly target: string;

  /**
   * Name of the database CR that served before.
   *
   * @default - none: the database is new
   */
  readonly previous?: string;

  /** Whether the restore is done and only kept as history. */
  readonly settled: boolean;

  /** What happens, in order. */
  readonly steps: string[];

  /** What cannot be reached meanwhile, and until when. */
  readonly downtime: string;

  /** What it costs and what could go wrong. */
  readonly risks: string[];

  /** What nobody has proven upstream. */
  readonly unproven: string[];

  /** Objects to come, in the order in which they are applied: `Kind name`. */
  readonly objects: string[];
}

/** A decision in the words of people. */
export function restorePlan(
  decision: Decision,
  about: { database: string; namespace: string; engine: string; previous?: string; point?: Point; objects: string[] },
): RestorePlan {
  const { choice } = decision;
  const text = decision.text();
  return {
    id: decision.id,
    name: decision.name,
    database: about.database,
    namespace: about.namespace,
    engine: about.engine,
    method: choice.method,
    process: choice.process,
    why: choice.why,
    ...(about.point === undefined ? {} : { source: sourceOf(about.point) }),
    target: decision.next.name,
    ...(about.previous === undefined ? {} : { previous: about.previous }),
    settled: decision.settled,
    steps: text.steps,
    downtime: text.downtime,
    risks: text.risks,
    unproven: text.unproven,
    objects: about.objects,
  };
}

function sourceOf(point: Point): string {
  return point.kind === 'time'
    ? `${point.source.namespace}/${point.source.database} at ${point.time}`
    : `Snapshot ${point.snapshot.namespace}/${point.snapshot.name}`;
}
