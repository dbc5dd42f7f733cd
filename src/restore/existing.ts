import { Construct } from 'constructs';
import { assemble, Assembled } from './assemble';
import { bindingOf } from './binding';
import { IncarnationResources, markFollowed, safetyTarget } from './incarnation';
import { objectsOf, planOf } from './plan-of';
import { referrersOf, watchReferrers } from './referrers';
import { renderRestore } from './render';
import { firstFindings, restoreFindings } from './restore-findings';
import { OverwriteOptions, RestoreOptions } from './restore-options';
import { restorePod } from './restore-pod';
import { ResolvedPoint } from './restore-point';
import { RestoredDatabase } from './restored-database';
import { SafetyBackup } from './safety-backup';
import { DatabaseShape, overlay } from './shape';
import { DatabaseState } from './state';
import { bindSafety, planSafety } from '../backup/safety';
import { follows, report } from '../findings/report';
import { RestorePlan } from '../plan/restore-plan';
import { takesSafetyBackup } from '../plan/text';
import { platformAt } from '../platform/platform';
import { nearer } from '../platform/pod-needs';
import { Resume } from '../run/resume';
import { clientServiceNames } from '../traffic/endpoints';

/** A restore of an existing database, rendered. */
export interface RenderedRestore {
  readonly restored: RestoredDatabase;
  readonly plan: () => RestorePlan;
}

/** Renders the restore of an existing database below the construct that declares it. */
export function restoreExisting(
  scope: Construct, options: RestoreOptions & OverwriteOptions & { readonly fromAnotherDatabase?: boolean }, resolved: ResolvedPoint,
): RenderedRestore {
  const { database } = options;
  const before = statedAt(scope, database._state);
  follows(scope, database._home());
  const resume = options.resume ?? Resume.manual();
  const safetyBackup = options.safetyBackup ?? SafetyBackup.automatic();
  const shape = shapeAfter(options, before);
  const assembled = assembleRestore(options, before, shape, resolved, resume, safetyBackup);
  const { incarnation } = assembled.decision.choice;
  const after = stateAfter(options, before, shape, assembled, resolved);
  const settled = options.settled ?? false;
  const wanted = takesSafetyBackup({ safetyBackup: safetyBackup._wanted, facts: after.engine._facts }, assembled.decision.choice);
  const safety = wanted && !settled && !after.traffic._declared
    ? planSafety({ restore: assembled.decision.name, backup: after.backup, ...safetyBackup._options }, safetyTarget(after)) : undefined;

  database._claim(scope);
  database._front.moveTo(after);
  if (options.retirePrevious && incarnation) database._retire(!after.traffic._declared && !settled);
  else if (options.retirePrevious) database._retireOlder();
  if (incarnation) {
    markFollowed(database.resource, after.incarnation.name);
    new IncarnationResources(scope, 'Incarnation', after, assembled.spec);
  }
  if (safety !== undefined) bindSafety(scope, 'Safety', safety);
  renderRestore(scope, assembled.decision, before, after, {
    resume, acceptUnrecorded: options.acceptUnrecordedTarget ?? false, safety,
  });
  const move = { scope, before, after, settled };
  if (incarnation) watchReferrers(move);
  const { session, catalog, replicationStrategy } = options;
  const subject = { state: after, before, assembled, resolved, resume, options, session, catalog, replicationStrategy };
  report(scope, inquiry => [...firstFindings(subject, inquiry), ...assembled.findings(inquiry), ...restoreFindings(subject, inquiry)]);
  return {
    restored: RestoredDatabase._of(scope, after, database._front, database),
    plan: () => planOf(assembled, after, before, resolved.point, objectsOf(scope), incarnation ? referrersOf(move) : []),
  };
}

/** The database as what is said around its restore has it: nearer than all that was said of it before. */
function statedAt(scope: Construct, before: DatabaseState): DatabaseState {
  const more = platformAt(scope).filter(said => !before.platform.includes(said));
  return more.length === 0 ? before : {
    ...before,
    run: Object.assign({}, before.run, ...more.map(({ run }) => run ?? {})),
    pods: more.map(({ pods }) => pods).filter(layer => layer === undefined || !before.pods.layers.includes(layer)).reduce(nearer, before.pods),
    platform: [...before.platform, ...more],
  };
}

function assembleRestore(
  options: RestoreOptions & OverwriteOptions, before: DatabaseState, shape: DatabaseShape | undefined, { point }: ResolvedPoint, resume: Resume,
  safety: SafetyBackup,
): Assembled {
  return assemble({
    name: before.name,
    namespace: before.namespace,
    engine: before.engine,
    shape,
    saidHere: options.overrides ?? {},
    base: before.base,
    current: before.incarnation,
    point,
    process: options.process,
    id: options.restoreId,
    settled: options.settled,
    backedUp: (options.backup ?? before.backup) !== undefined,
    restoreName: options.restoreName,
    maintenance: options.maintenanceServiceName,
    manual: resume._manual,
    declared: before.traffic._declared,
    safetyBackup: safety._wanted,
    isolation: (options.isolation ?? before.isolation)._wanted,
    replicationStrategy: options.replicationStrategy,
    session: { ...options.session, pod: restorePod(nearer(before.pods, options.pods), before.backup, point) },
    authSecret: options.overrides?.authSecret?.name ?? before.authSecret,
    deletionPolicy: options.overrides?.deletionPolicy ?? before.deletionPolicy,
    services: clientServiceNames(before.engine._facts, before.names),
  });
}

function shapeAfter({ overrides }: RestoreOptions, before: DatabaseState): DatabaseShape | undefined {
  if (overrides === undefined || before.shape === undefined) return before.shape;
  const { deletionPolicy: _, ...shape } = overrides;
  return overlay(before.shape, shape);
}

function stateAfter(
  options: RestoreOptions, before: DatabaseState, shape: DatabaseShape | undefined, assembled: Assembled, { point }: ResolvedPoint,
): DatabaseState {
  const { decision } = assembled;
  const backup = options.backup ?? before.backup;
  const after = {
    ...before,
    shape,
    version: shape?.version ?? before.version,
    spec: assembled.outline ?? before.spec,
    authSecret: assembled.outline?.authSecret?.name ?? before.authSecret,
    deletionPolicy: assembled.spec?.deletionPolicy ?? before.deletionPolicy,
    incarnation: decision.next,
    isolation: options.isolation ?? before.isolation,
    run: { ...before.run, ...options.run },
    pods: nearer(before.pods, options.pods),
    backup,
  };
  if (!decision.choice.incarnation) return after;
  const moved = {
    ...after,
    maintenance: assembled.maintenance,
    livesSince: point?.kind === 'time' ? point.time : point?.snapshot.time,
  };
  return { ...moved, bound: bindingOf(backup, moved) };
}
