package kubestash

import (
	"context"
	"slices"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubestash/conformance/operators"
	"cdk8s-kubestash/conformance/settings"
)

// startRun starts the executor of a session.
func (o *Operator) startRun(session, snapshot *unstructured.Unstructured, status operators.Object, set settings.Settings) {
	outcome := o.settings.NextRestoreOutcome(session.GetNamespace(), session.GetName())
	if outcome == "Failed" && set.ExecutorFails {
		condition(status, session, "RestoreExecutorEnsured", false, "FailedToEnsureRestoreExecutor", set.RestoreError)
		condition(status, session, "MetricsPushed", true, "SuccessfullyPushedMetrics", "")
		return
	}
	o.mu.Lock()
	o.runs[string(session.GetUID())] = &run{started: time.Now(), outcome: outcome}
	o.mu.Unlock()
	condition(status, session, "RestoreExecutorEnsured", true, "SuccessfullyEnsuredRestoreExecutor", "")
	all := operators.Object{}
	wanted := stringList(session.Object, "spec", "dataSource", "components")
	for name := range operators.Map(snapshot.Object, "status", "components") {
		if len(wanted) == 0 || slices.Contains(wanted, name) {
			all[name] = operators.Object{"phase": "Running"}
		}
	}
	if len(all) == 0 {
		all["dump"] = operators.Object{"phase": "Running"}
	}
	status["components"], status["totalComponents"] = all, int64(len(all))
	if timeout, err := time.ParseDuration(operators.Str(session.Object, "spec", "restoreTimeout")); err == nil {
		status["restoreDeadline"] = time.Now().Add(timeout).UTC().Format(time.RFC3339)
	}
}

// work is the executor's Job: it waits for the target, restores, and ends.
func (o *Operator) work(ctx context.Context, session *unstructured.Unstructured, status operators.Object, set settings.Settings, r *run) (time.Duration, error) {
	const tick = 100 * time.Millisecond
	snapshot, _, err := o.resolve(ctx, session)
	if err != nil {
		return 0, err
	}
	if timeout, err := time.ParseDuration(operators.Str(session.Object, "spec", "restoreTimeout")); err == nil && time.Since(r.started) > timeout {
		return 0, o.end(session, status, r, "Failed", "the restore did not finish within its timeout")
	}
	target := operators.Map(session.Object, "spec", "target")
	if target == nil {
		var wait bool
		if target, wait, err = o.restoreManifest(ctx, session, snapshot); err != nil || wait {
			return tick, err
		}
	}
	if target != nil {
		db, found, err := o.target(ctx, target)
		if err != nil {
			return 0, err
		}
		if r.working.IsZero() {
			reachable := found
			if found {
				if reachable, err = o.reachable(ctx, db); err != nil {
					return 0, err
				}
			}
			if !reachable {
				if time.Since(r.started) > settings.Seconds(set.WaitTimeoutSeconds) {
					return 0, o.end(session, status, r, "Failed", "timed out waiting for the database to be ready")
				}
				return tick, nil
			}
			r.uid = string(db.GetUID())
		} else if !found || string(db.GetUID()) != r.uid {
			return 0, o.end(session, status, r, "Failed", "the database went away")
		}
	}
	if r.working.IsZero() {
		if snapshot == nil {
			return 0, o.end(session, status, r, "Failed", "the snapshot went away")
		}
		r.working = time.Now()
		o.timeline.Add("restore-started", session.GetNamespace(), session.GetName(), map[string]any{"snapshot": snapshot.GetName(), "database": operators.Str(target, "name"), "databaseUID": r.uid})
		if r.uid != "" {
			o.model.RestoreStarted(r.uid, operators.Str(target, "namespace"), operators.Str(target, "name"), session.GetName(), snapshot.GetName())
		}
	}
	if left := time.Until(r.working.Add(settings.Seconds(set.RestoreSeconds))); left > 0 {
		return min(left, time.Second), nil
	}
	if r.outcome == "hang" {
		return time.Second, nil
	}
	if snapshot == nil {
		return 0, o.end(session, status, r, "Failed", "the snapshot went away while it was restored")
	}
	if r.uid != "" {
		o.model.RestoreEnded(r.uid, operators.Str(target, "namespace"), operators.Str(target, "name"), session.GetName(), snapshot.GetNamespace(), snapshot.GetName(), r.outcome)
	}
	return 0, o.end(session, status, r, r.outcome, set.RestoreError)
}

// end writes the components' last phase and the last step's condition.
func (o *Operator) end(session *unstructured.Unstructured, status operators.Object, r *run, outcome, message string) error {
	duration := time.Since(r.started).Round(time.Second).String()
	for _, c := range operators.Map(status, "components") {
		component, _ := c.(map[string]any)
		component["phase"], component["duration"] = outcome, duration
		if outcome != "Succeeded" {
			component["error"] = message
		}
	}
	if len(operators.List(session.Object, "spec", "hooks", "postRestore")) > 0 {
		condition(status, session, "PostRestoreHooksExecutionSucceeded", true, "SuccessfullyExecutedPostRestoreHooks", "")
	}
	status["duration"] = duration
	condition(status, session, "MetricsPushed", true, "SuccessfullyPushedMetrics", "")
	o.timeline.Add("restore-ended", session.GetNamespace(), session.GetName(), map[string]any{"outcome": outcome, "message": message, "databaseUID": r.uid})
	return nil
}

// reachable says whether a restore can connect: there is an AppBinding, and a
// pod that answers.
func (o *Operator) reachable(ctx context.Context, db *unstructured.Unstructured) (bool, error) {
	binding, err := o.client.Get(ctx, operators.AppBindings, db.GetNamespace(), db.GetName())
	if err != nil || binding == nil {
		return false, err
	}
	pods, err := o.client.List(ctx, operators.Pods, db.GetNamespace(), "app.kubernetes.io/managed-by=kubedb.com,app.kubernetes.io/instance="+db.GetName())
	if err != nil {
		return false, err
	}
	for _, pod := range pods {
		if operators.ConditionStatus(operators.Map(pod.Object, "status"), "Ready") == "True" && pod.GetDeletionTimestamp() == nil {
			return true, nil
		}
	}
	return false, nil
}

// restoreManifest plays a session without a target: it makes the database from
// the Snapshot's manifest, under its new name, and waits until it is there.
func (o *Operator) restoreManifest(ctx context.Context, session, snapshot *unstructured.Unstructured) (operators.Object, bool, error) {
	if snapshot == nil {
		return nil, false, nil
	}
	manifest := o.model.Manifest(snapshot.GetNamespace(), snapshot.GetName())
	if manifest == nil {
		return nil, false, nil
	}
	metadata := operators.Map(manifest, "metadata")
	for engine, options := range operators.Map(session.Object, "spec", "manifestOptions") {
		o, _ := options.(map[string]any)
		metadata["namespace"] = operators.Or(operators.Str(o, "restoreNamespace"), operators.Str(metadata, "namespace"))
		if engine != "clickhouse" && engine != "redisSentinel" {
			metadata["name"] = operators.Or(operators.Str(o, "dbName"), operators.Str(metadata, "name"))
		}
	}
	target := operators.Object{"apiGroup": "kubedb.com", "kind": operators.Str(manifest, "kind"), "name": metadata["name"], "namespace": metadata["namespace"]}
	db, found, err := o.target(ctx, target)
	if err != nil {
		return nil, false, err
	}
	if !found {
		k, _, err := o.gvrOf(target)
		if err != nil {
			return nil, false, err
		}
		return target, true, o.client.Create(ctx, k, manifest)
	}
	ready, err := o.reachable(ctx, db)
	return target, !ready, err
}

func stringList(obj operators.Object, path ...string) []string {
	v, _, _ := unstructured.NestedStringSlice(obj, path...)
	return v
}
