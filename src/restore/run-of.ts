import { DatabaseState } from './state';
import { instanceLabels } from '../engines/reached';
import { Decision, isolationName } from '../plan/plan';
import { needsOf } from '../platform/pod-needs';
import { writesOver } from '../protocol/intent';
import { requestTypeOf } from '../protocol/kinds';
import { backupSessionNameOf } from '../protocol/names';
import { backupsOf } from '../run/intent';
import { Resume } from '../run/resume';
import { runLabels } from '../run/run-manifests';
import { RunIncarnation, RunRequest } from '../run/run-request';
import { scriptNames, ScriptsOf } from '../run/scripts';
import { selectorOf } from '../traffic/endpoints';
import { isolationSpec } from '../traffic/isolation';
import { Json } from '../values/json';

/** What a run needs to know beside the states before and after it. */
export interface RunChoices {
  readonly resume: Resume;
  readonly acceptUnrecorded: boolean;
  readonly safety?: { readonly configuration: string; readonly session: string };
}

/** The request of a run, from what stood behind the client Service and what is to stand there. */
export function runOf(decision: Decision, before: DatabaseState | undefined, after: DatabaseState, choices: RunChoices): RunRequest {
  const { choice, name, session } = decision;
  const facts = after.engine._facts;
  const overwrites = writesOver(choice);
  const opening = openingOf(decision, after);
  if (decision.settled) return { ...opening, settled: true };
  return {
    ...opening,
    process: choice.process,
    ...(before === undefined ? {} : { previous: incarnationOf(before) }),
    ...(session === undefined ? {} : { session: { spec: session, labels: runLabels({ database: after.name, restoreId: decision.id }) } }),
    ...(decision.request === undefined ? {} : { request: requestOf(decision, after) }),
    ...(decision.init?.archiver === undefined ? {} : { archiver: archiverOf(decision.init.archiver) }),
    ...(before === undefined || !choice.incarnation || after.spec === undefined ? {} : {
      volumes: { paths: facts.layout.storage(after.spec), labels: instanceLabels(facts, before.incarnation.name) },
    }),
    resume: choices.resume,
    ...(decision.isolated && before !== undefined ? {
      isolation: {
        name: isolationName(name),
        spec: isolationSpec(facts, after.name, before.incarnation.name, after.isolation._options),
        stays: !overwrites,
      },
    } : {}),
    ...(overwrites && choices.safety !== undefined ? { safety: choices.safety } : {}),
    acceptUnrecorded: choices.acceptUnrecorded,
  };
}

/** Upstream demands a limit for each step. It must not be what ends a restore whose volumes are empty already: that is the user's own. */
const STEP_LIMIT = '24h';

/** The OpsRequest of a restore in place, and what takes up the archiving that it suspends. */
function requestOf({ id, request }: Decision, after: DatabaseState): RunRequest['request'] {
  const { kind, suspendsArchiving } = after.engine._facts.inPlace!;
  const { deadline } = after.run;
  const configuration = after.bound.plan?.archiver?.configuration ?? `${after.incarnation.name}-archiver`;
  return {
    kind,
    type: requestTypeOf(kind),
    labels: runLabels({ database: after.name, restoreId: id }),
    spec: { ...request, timeout: deadline === undefined ? STEP_LIMIT : `${deadline.toSeconds()}s` },
    ...(suspendsArchiving ? {
      archiving: { repository: request!.archiver.fullDBRepository.name, configuration, session: 'full-backup', backup: backupSessionNameOf(configuration, id) },
    } : {}),
  };
}

/** The request of a run that restores nothing: it opens what stands there, unless backups of a former life object. */
function openingOf({ id, name }: Decision, after: DatabaseState): RunRequest {
  const { bound } = after;
  return {
    database: after.name,
    namespace: after.namespace,
    facts: after.engine._facts,
    version: after.version,
    spec: after.spec ?? {},
    restoreId: id,
    name,
    predecessors: after.incarnation.predecessors,
    scripts: scriptNames(scriptsOf(after)),
    process: 'open',
    target: incarnationOf(after),
    record: after.names.record,
    services: after.services.map(s => s.name),
    authSecret: after.authSecret,
    resume: Resume.automatic(),
    guardStorages: bound.storages.map(s => s.split('/')).map(([storageNamespace, storage]) => ({ name: storage, namespace: storageNamespace })),
    guardRepositories: bound.repositories,
    backups: backupsOf(after.engine._facts, bound.configurations, bound.plan?.archiver),
    acceptUnrecorded: false,
    options: after.run,
    pods: { run: needsOf(after.pods, 'run'), checks: needsOf(after.pods, 'checks') },
  };
}

/** The scripts that the runs of a database mount. */
export function scriptsOf({ namespace, scripts: prefix, engine, run }: DatabaseState): ScriptsOf {
  return { namespace, prefix, client: engine._facts.shell.script, isCarried: run.agent?._program !== undefined };
}

function incarnationOf(state: DatabaseState): RunIncarnation {
  const { engine, spec, incarnation, services, maintenance } = state;
  const routes = services.map(s => ({
    service: s.name, incarnation: incarnation.name, labels: selectorOf(engine._facts, s.facts, spec ?? {}, incarnation.name),
  }));
  return { name: incarnation.name, maintenance, routes };
}

/** What the run compares the target with, so that it restores into no other database of this name. */
function archiverOf({ recoveryTimestamp: time, fullDBRepository: { name, namespace } }: Json): RunRequest['archiver'] {
  return { time, repository: name, namespace };
}
