package kubedb

import (
	"context"
	"fmt"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubestash/conformance/operators"
)

// reconcileRestore tells a database about a RestoreSession that targets it.
// Sessions without a target, or with one of another group, are not looked at.
func (o *Operator) reconcileRestore(ctx context.Context, key operators.Key) (time.Duration, error) {
	session, err := o.client.Get(ctx, operators.RestoreSessions, key.Namespace, key.Name)
	if err != nil || session == nil {
		return 0, err
	}
	target := operators.Map(session.Object, "spec", "target")
	if target == nil || operators.Str(target, "apiGroup") != group {
		return 0, nil
	}
	name, namespace := operators.Str(target, "name"), operators.Str(target, "namespace")
	if o.settings.Get(namespace, name).OperatorDown {
		return time.Second, nil
	}
	k, db, err := o.databaseOf(ctx, namespace, name)
	if err != nil {
		return 0, err
	}
	if db == nil {
		// Not provisioned yet, or halted.
		return 300 * time.Millisecond, nil
	}
	status := operators.StatusCopy(db)
	ApplyRestore(status, db.GetGeneration(), operators.Str(session.Object, "status", "phase"), session.GetDeletionTimestamp() != nil)
	status["phase"] = Phase(status)
	if same(status, operators.Map(db.Object, "status")) {
		return 0, nil
	}
	if status["phase"] != operators.Str(db.Object, "status", "phase") {
		o.timeline.Add("database-phase", namespace, name, map[string]any{"kind": k.Kind, "phase": status["phase"], "uid": string(db.GetUID())})
	}
	if err := o.client.SetStatus(ctx, k.GVR(), db, status); err != nil {
		return 0, err
	}
	return 0, nil
}

// ApplyRestore changes a database's conditions by the phase of a session.
func ApplyRestore(status operators.Object, generation int64, phase string, deleting bool) {
	restored := func(value, reason string) {
		operators.RemoveCondition(status, "DataRestoreStarted")
		operators.SetCondition(status, generation, operators.Condition{Type: "DataRestored", Status: value, Reason: reason, Message: reason})
	}
	switch {
	case phase == "Succeeded":
		restored("True", "SuccessfullyDataRestored")
	case phase == "Failed" || phase == "Unknown":
		restored("False", "FailedToRestoreData")
	case deleting:
		restored("False", "DataRestoreInterrupted")
	default: // none yet, Pending, Running, and Invalid too
		operators.RemoveCondition(status, "DataRestored")
		operators.SetCondition(status, generation, operators.Condition{
			Type: "DataRestoreStarted", Status: "True", Reason: "DataRestoreStartedByExternalInitializer", Message: "a RestoreSession targets this database",
		})
	}
}

// databaseOf finds a database by its AppBinding's controlling owner.
func (o *Operator) databaseOf(ctx context.Context, namespace, name string) (Kind, *unstructured.Unstructured, error) {
	if namespace == "" {
		return Kind{}, nil, fmt.Errorf("target has no namespace")
	}
	binding, err := o.client.Get(ctx, operators.AppBindings, namespace, name)
	if err != nil || binding == nil {
		return Kind{}, nil, err
	}
	for _, ref := range binding.GetOwnerReferences() {
		if k, ok := KindOf(ref.Kind); ok {
			db, err := o.client.Get(ctx, k.GVR(), namespace, ref.Name)
			return k, db, err
		}
	}
	return Kind{}, nil, nil
}
