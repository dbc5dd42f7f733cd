import { App, Chart } from 'cdk8s';
import { authSecretOf } from './credentials';
import { presentDatabase } from './live';
import { Order } from './order';
import { overridesOf, resumeOf, runOf, safetyOf } from './props';
import { shapeOf } from './shape-of';
import { Finding } from '../../findings/finding';
import { Findings } from '../../findings/findings';
import { silence } from '../../findings/report';
import { LogSource } from '../../plan/request';
import { RestorePlan } from '../../plan/restore-plan';
import { objectsOf } from '../../restore/plan-of';
import { PointInTimeRestore } from '../../restore/point-in-time-restore';
import { RestorableDatabase } from '../../restore/restorable-database';
import { RestorePoint } from '../../restore/restore-point';
import { RestoreProcess } from '../../restore/restore-process';
import { SnapshotClone } from '../../restore/snapshot-clone';
import { SnapshotRestore } from '../../restore/snapshot-restore';
import { Call } from '../command';
import { CliError, Exit, usageError } from '../exit';

/** A restore as constructs, in memory. */
export interface Declared {
  readonly plan: RestorePlan;
  readonly findings: readonly Finding[];
  /** The manifests, in the order in which they are applied. */
  yaml(): string;
}

/** Declares what was ordered, exactly as code would. */
export function declare(call: Call, order: Order): Declared {
  const app = new App();
  // The plan shows the warnings.
  silence(app);
  const chart = new Chart(app, 'restore', { namespace: (order.target ?? order.source).namespace });
  const made = order.target === undefined ? restoreInPlace(call, order, chart) : makeNew(call, order, chart);
  // Everything is applied, what the restore finds in place in code included.
  const plan = { ...made.plan, objects: objectsOf(chart) };
  const findings = Findings.of(app).all;
  return { plan, findings, yaml: () => app.synthYaml() };
}

function restoreInPlace(call: Call, order: Order, chart: Chart): { readonly plan: RestorePlan } {
  const { options } = call;
  const { asked, catalog, live } = order;
  if (options.text('auth-secret') !== undefined) {
    throw usageError('--auth-secret is for a new database: a restored one keeps its Secret', 'leave it out, or name the new database with --to');
  }
  const database = presentDatabase(chart, 'Database', live!, { backupConfigurations: [...order.backups] }, logsOf(order));
  const common = {
    database,
    catalog,
    resume: resumeOf(call, 'manual'),
    ...(Object.keys(overridesOf(call)).length === 0 ? {} : { overrides: overridesOf(call) }),
    restoreId: options.text('restore-id'),
    run: runOf(call),
  };
  if (asked.kind === 'time') return new PointInTimeRestore(chart, 'Restore', { ...common, at: asked.time });
  // Whether it will be needed is not known here.
  Findings.of(chart).acknowledge('overwrite-option-unused', 'the command line always says where a safety backup would go');
  return new SnapshotRestore(chart, 'Restore', {
    ...common,
    snapshot: asked.snapshot,
    process: options.flag('overwrite') ? RestoreProcess.OVERWRITE : undefined,
    safetyBackup: safetyOf(call, order, chart),
    acceptUnrecordedTarget: options.flag('accept-unrecorded'),
  });
}

function makeNew(call: Call, order: Order, chart: Chart): { readonly plan: RestorePlan } {
  const { asked, catalog, live, target } = order;
  const shape = live === undefined ? overridesOf(call) : shapeOf(live, overridesOf(call));
  const props = { ...target, ...shape, ...authSecretOf(call, order), resume: resumeOf(call, 'automatic'), run: runOf(call), catalog };
  if (asked.kind === 'snapshot') return new SnapshotClone(chart, 'Restore', { ...props, snapshot: asked.snapshot });
  return new RestorableDatabase(chart, 'Restore', { ...props, init: RestorePoint.inRepositories(asked.time, repositoriesOf(order)) });
}

function logsOf({ asked, live }: Order): LogSource | undefined {
  if (asked.kind !== 'time' || asked.window === undefined || asked.full === undefined || live === undefined) return undefined;
  const { window, full } = asked;
  return {
    database: window.database,
    namespace: full.databaseNamespace,
    facts: full.engine._facts,
    version: full.version,
    fullRepository: { name: window.repository, namespace: window.namespace },
    ...(full.encryptionSecret === undefined ? {} : {
      encryptionSecret: { name: full.encryptionSecret.name, namespace: full.encryptionSecret.namespace ?? full.namespace },
    }),
  };
}

function repositoriesOf({ asked, source }: Order) {
  if (asked.kind !== 'time' || asked.window === undefined || asked.full === undefined) {
    throw new CliError(Exit.FINDINGS, `no logs of ${source.namespace}/${source.name} are known, so there is no point in time to go back to`,
      `cdk8s-kubestash snapshots ${source.name} -n ${source.namespace} lists the Snapshots there are; --latest or --snapshot NAME takes one`);
  }
  const { window, full } = asked;
  return {
    engine: full.engine,
    version: full.version ?? '',
    database: window.database,
    namespace: window.namespace,
    fullRepository: window.repository,
    encryptionSecret: full.encryptionSecret,
  };
}
