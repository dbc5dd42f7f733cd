import { Construct } from 'constructs';
import { RunChoices, runOf, scriptsOf } from './run-of';
import { DatabaseState } from './state';
import { ObjectRole } from '../gitops/role';
import { Decision } from '../plan/plan';
import { manifest } from '../resources/manifest';
import { RestoreRun } from '../run/restore-run';
import { runLabels } from '../run/run-manifests';
import { renderScripts } from '../run/scripts';
import { Json } from '../values/json';

/** What all runs of a database share; where Git declares everything there are none. */
export function renderRunSupport(scope: Construct, state: DatabaseState): void {
  if (!state.traffic._declared) renderScripts(scope, scriptsOf(state));
}

/** What does the restore: a run, or, where Git declares everything, the RestoreSession itself. Ids are `Run` and `Session`. */
export function renderRestore(
  scope: Construct, decision: Decision, before: DatabaseState | undefined, after: DatabaseState, choices: RunChoices,
): void {
  if (!after.traffic._declared) {
    new RestoreRun(scope, 'Run', runOf(decision, before, after, choices), decision.choice.why);
  } else if (decision.session !== undefined && !decision.settled) {
    renderSession(scope, decision.name, after, decision.id, decision.session);
  }
}

function renderSession(scope: Construct, name: string, state: DatabaseState, restoreId: string, spec: Json): void {
  manifest(scope, 'Session', {
    apiVersion: 'core.kubestash.com/v1alpha1',
    kind: 'RestoreSession',
    name,
    namespace: state.namespace,
    labels: runLabels({ database: state.name, restoreId }),
    role: ObjectRole.SESSION,
    body: { spec },
  });
}
