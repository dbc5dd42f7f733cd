package kubestash

import (
	"context"
	"fmt"
	"slices"
	"time"

	"k8s.io/apimachinery/pkg/api/equality"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubestash/conformance/operators"
	"cdk8s-kubestash/conformance/settings"
)

const cleanup = "kubestash.com/cleanup"

// run is a restore whose executor was started.
type run struct {
	started time.Time // of the executor
	working time.Time // of the work on the target's data
	outcome string
	uid     string // of the database
}

// reconcileRestore moves a RestoreSession one step.
func (o *Operator) reconcileRestore(ctx context.Context, key operators.Key) (time.Duration, error) {
	session, err := o.client.Get(ctx, operators.RestoreSessions, key.Namespace, key.Name)
	if err != nil || session == nil {
		return 0, err
	}
	set := o.settings.Get(key.Namespace, key.Name)
	if set.OperatorDown {
		return time.Second, nil
	}
	final := slices.Contains([]string{"Succeeded", "Failed", "Invalid", "Unknown"}, operators.Str(session.Object, "status", "phase"))
	if session.GetDeletionTimestamp() != nil {
		return o.cleanUp(ctx, session, set, final)
	}
	if final {
		return 0, nil
	}
	if !slices.Contains(session.GetFinalizers(), cleanup) {
		return 0, o.client.Patch(ctx, operators.RestoreSessions, key.Namespace, key.Name, operators.Object{"metadata": operators.Object{
			"finalizers": []any{cleanup}, "resourceVersion": session.GetResourceVersion(),
		}})
	}
	status := operators.StatusCopy(session)
	wait, err := o.step(ctx, session, status, set)
	if err != nil {
		return 0, err
	}
	status["phase"] = Phase(status)
	if equality.Semantic.DeepEqual(status, operators.Map(session.Object, "status")) {
		return wait, nil
	}
	if status["phase"] != operators.Str(session.Object, "status", "phase") {
		o.timeline.Add("restoresession-phase", key.Namespace, key.Name, map[string]any{"phase": status["phase"], "uid": string(session.GetUID())})
	}
	return wait, o.client.SetStatus(ctx, operators.RestoreSessions, session, status)
}

// cleanUp holds the finalizer of an unfinished session for a moment, in which
// the database's operator sees the interruption.
func (o *Operator) cleanUp(ctx context.Context, session *unstructured.Unstructured, set settings.Settings, final bool) (time.Duration, error) {
	uid := string(session.GetUID())
	if !final {
		if left := o.left(uid, "cleanup", set.CleanupSeconds); left > 0 {
			return left, nil
		}
		if r := o.running(uid); r != nil && !r.working.IsZero() && r.uid != "" {
			o.model.RestoreEnded(r.uid, operators.Str(session.Object, "spec", "target", "namespace"), operators.Str(session.Object, "spec", "target", "name"), session.GetName(), "", "", "Interrupted")
		}
		o.timeline.Add("restore-interrupted", session.GetNamespace(), session.GetName(), map[string]any{"uid": uid})
	}
	var left []any
	for _, f := range session.GetFinalizers() {
		if f != cleanup {
			left = append(left, f)
		}
	}
	return 0, o.client.Patch(ctx, operators.RestoreSessions, session.GetNamespace(), session.GetName(), operators.Object{"metadata": operators.Object{"finalizers": left}})
}

// step changes the status of a session by what there is and what time it is.
func (o *Operator) step(ctx context.Context, session *unstructured.Unstructured, status operators.Object, set settings.Settings) (time.Duration, error) {
	if r := o.running(string(session.GetUID())); r != nil {
		return o.work(ctx, session, status, set, r)
	}
	wait := settings.Seconds(set.RequeueSeconds)
	tasks, problem, err := o.validate(ctx, session)
	if err != nil {
		return 0, err
	}
	if problem != "" {
		condition(status, session, "ValidationPassed", false, "ResourceValidationFailed", problem)
		return 0, nil
	}
	condition(status, session, "ValidationPassed", true, "ResourceValidationPassed", "the session is valid")

	snapshot, dependencies, err := o.resolve(ctx, session)
	if err != nil {
		return 0, err
	}
	status["dependencies"] = dependencies
	if snapshot == nil {
		return wait, nil
	}
	target := operators.Map(session.Object, "spec", "target")
	if target != nil {
		db, found, err := o.target(ctx, target)
		if err != nil {
			return 0, err
		}
		status["targetFound"] = found
		reason := map[bool]string{true: "TargetAvailable", false: "TargetNotAvailable"}[found]
		condition(status, session, "RestoreTargetFound", found, reason, fmt.Sprintf("target %s/%s", operators.Str(target, "namespace"), operators.Str(target, "name")))
		if !found {
			return wait, nil
		}
		_ = db
	}
	if missing, err := o.missing(ctx, session, snapshot, tasks); err != nil {
		return 0, err
	} else if missing != "" {
		condition(status, session, "RestoreExecutorEnsured", false, "FailedToEnsureRestoreExecutor", missing)
		condition(status, session, "MetricsPushed", true, "SuccessfullyPushedMetrics", "")
		return 0, nil
	}
	if len(operators.List(session.Object, "spec", "hooks", "preRestore")) > 0 {
		condition(status, session, "PreRestoreHooksExecutionSucceeded", true, "SuccessfullyExecutedPreRestoreHooks", "")
	}
	o.startRun(session, snapshot, status, set)
	return 50 * time.Millisecond, nil
}

// validate finds the addon and its tasks. What is missing now makes the session
// Invalid for good.
func (o *Operator) validate(ctx context.Context, session *unstructured.Unstructured) ([]operators.Object, string, error) {
	name := operators.Str(session.Object, "spec", "addon", "name")
	addon, err := o.client.Get(ctx, operators.Addons, "", name)
	if err != nil {
		return nil, "", err
	}
	if addon == nil {
		return nil, fmt.Sprintf("addon %q not found", name), nil
	}
	var out []operators.Object
	for _, task := range operators.List(session.Object, "spec", "addon", "tasks") {
		var match operators.Object
		for _, known := range operators.List(addon.Object, "spec", "restoreTasks") {
			if operators.Str(known, "name") == operators.Str(task, "name") {
				match = known
			}
		}
		if match == nil {
			return nil, fmt.Sprintf("addon %q has no restore task %q", name, operators.Str(task, "name")), nil
		}
		out = append(out, match)
	}
	if len(out) == 0 {
		return nil, "no task is given", nil
	}
	return out, "", nil
}

// missing names what the executor needs and does not find; that is final.
func (o *Operator) missing(ctx context.Context, session, snapshot *unstructured.Unstructured, tasks []operators.Object) (string, error) {
	for _, task := range tasks {
		f, err := o.client.Get(ctx, operators.Functions, "", operators.Str(task, "function"))
		if err != nil {
			return "", err
		}
		if f == nil {
			return fmt.Sprintf("function %q not found", operators.Str(task, "function")), nil
		}
	}
	secret := operators.Map(session.Object, "spec", "dataSource", "encryptionSecret")
	namespace := operators.Or(operators.Str(secret, "namespace"), session.GetNamespace())
	if secret == nil {
		repository, err := o.client.Get(ctx, operators.Repositories, snapshot.GetNamespace(), operators.Str(snapshot.Object, "spec", "repository"))
		if err != nil || repository == nil {
			return "", err
		}
		secret = operators.Map(repository.Object, "spec", "encryptionSecret")
		namespace = operators.Or(operators.Str(secret, "namespace"), snapshot.GetNamespace())
	}
	if secret == nil {
		return "", nil
	}
	found, err := o.client.Get(ctx, operators.Secrets, namespace, operators.Str(secret, "name"))
	if err != nil || found != nil {
		return "", err
	}
	return fmt.Sprintf("encryption secret %s/%s not found", namespace, operators.Str(secret, "name")), nil
}

func (o *Operator) running(uid string) *run {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.runs[uid]
}
