package kubedb

import (
	"context"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubestash/conformance/operators"
)

const keepOnHalt = "kubedb.com/resource-policy-keep-on"

// halt removes everything but claims and Secrets. Every Service with the
// database's labels goes, whoever made it, unless it is annotated to stay.
func (o *Operator) halt(ctx context.Context, k Kind, db *unstructured.Unstructured) error {
	if err := o.removeOwned(ctx, k, db, true); err != nil {
		return err
	}
	status := operators.StatusCopy(db)
	for kind, value := range map[string]string{"Halted": "True", "AcceptingConnection": "False", "Ready": "False"} {
		operators.SetCondition(status, db.GetGeneration(), operators.Condition{Type: kind, Status: value, Reason: "DatabaseHaltedSuccessfully", Message: "the database is halted"})
	}
	operators.RemoveCondition(status, "ReplicaReady")
	status["phase"] = Phase(status)
	if same(status, operators.Map(db.Object, "status")) {
		return nil
	}
	o.timeline.Add("database-phase", db.GetNamespace(), db.GetName(), map[string]any{"kind": k.Kind, "phase": status["phase"], "uid": string(db.GetUID())})
	return o.client.SetStatus(ctx, k.GVR(), db, status)
}

// terminate is the end of a database: pods, Services and AppBinding go, Secrets
// only with WipeOut.
func (o *Operator) terminate(ctx context.Context, k Kind, db *unstructured.Unstructured) error {
	if err := o.removeOwned(ctx, k, db, false); err != nil {
		return err
	}
	if operators.Str(db.Object, "spec", "deletionPolicy") == "WipeOut" {
		secrets, err := o.client.List(ctx, operators.Secrets, db.GetNamespace(), triple(k, db.GetName()))
		if err != nil {
			return err
		}
		for _, secret := range secrets {
			if err := o.client.Delete(ctx, operators.Secrets, db.GetNamespace(), secret.GetName(), false); err != nil {
				return err
			}
		}
	}
	o.timeline.Add("database-deleted", db.GetNamespace(), db.GetName(), map[string]any{"kind": k.Kind, "uid": string(db.GetUID())})
	var kept []any
	for _, f := range db.GetFinalizers() {
		if f != finalizer {
			kept = append(kept, f)
		}
	}
	return o.client.Patch(ctx, k.GVR(), db.GetNamespace(), db.GetName(), operators.Object{"metadata": operators.Object{"finalizers": kept, "resourceVersion": db.GetResourceVersion()}})
}

func (o *Operator) removeOwned(ctx context.Context, k Kind, db *unstructured.Unstructured, allServices bool) error {
	namespace, labels := db.GetNamespace(), triple(k, db.GetName())
	bindings, err := o.client.List(ctx, operators.AppBindings, namespace, labels)
	if err != nil {
		return err
	}
	for _, b := range bindings {
		if err := o.client.Delete(ctx, operators.AppBindings, namespace, b.GetName(), false); err != nil {
			return err
		}
	}
	list, err := o.client.List(ctx, operators.Services, namespace, labels)
	if err != nil {
		return err
	}
	for _, s := range list {
		if s.GetAnnotations()[keepOnHalt] == "halt" || (!allServices && !ownedBy(s, string(db.GetUID()))) {
			continue
		}
		if err := o.client.Delete(ctx, operators.Services, namespace, s.GetName(), false); err != nil {
			return err
		}
	}
	pods, err := o.client.List(ctx, operators.Pods, namespace, labels)
	if err != nil {
		return err
	}
	for _, p := range pods {
		if !ownedBy(p, string(db.GetUID())) {
			continue
		}
		if err := o.client.Delete(ctx, operators.Pods, namespace, p.GetName(), true); err != nil {
			return err
		}
	}
	return nil
}
