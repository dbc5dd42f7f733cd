import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { describe, Description } from './description';
import { missingInPlace } from './in-place';
import { Order } from './order';
import { outgrownVolumes } from './volumes';
import { Finding } from '../../findings/finding';
import { Findings } from '../../findings/findings';
import { silence } from '../../findings/report';
import { RestorePlan } from '../../plan/restore-plan';
import { objectsOf } from '../../restore/plan-of';
import { PointInTimeRestore } from '../../restore/point-in-time-restore';
import { RestorableDatabase } from '../../restore/restorable-database';
import { SnapshotClone } from '../../restore/snapshot-clone';
import { SnapshotRestore } from '../../restore/snapshot-restore';
import { Call } from '../command';

/** A restore as constructs, in memory. */
export interface Declared {
  readonly description: Description;
  readonly plan: RestorePlan;
  readonly findings: readonly Finding[];
  /** The manifests, in the order in which they are applied. */
  yaml(): string;
}

const CONSTRUCTS = { PointInTimeRestore, SnapshotRestore, SnapshotClone, RestorableDatabase };

/** Declares what was ordered, exactly as code would. */
export function declare(call: Call, order: Order): Declared {
  const app = new App();
  // The plan shows the warnings.
  silence(app);
  const chart = new Chart(app, 'restore', { namespace: (order.target ?? order.source).namespace });
  // Whether it will be needed is not known here.
  Findings.of(chart).acknowledge('overwrite-option-unused', 'the command line always says where a safety backup would go');
  const description = describe(call, order, chart);
  const Described: new (scope: Construct, id: string, props: any) => { readonly plan: RestorePlan } = CONSTRUCTS[description.construct];
  const made = new Described(chart, 'Restore', description.props);
  // Everything is applied, what the restore finds in place in code included.
  const plan = { ...made.plan, objects: objectsOf(chart) };
  const stated = Findings.of(app).all;
  const findings = [...stated, ...outgrownVolumes(order, plan, chart, stated), ...missingInPlace(order, plan)];
  return { description, plan, findings, yaml: () => app.synthYaml() };
}
