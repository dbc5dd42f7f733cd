package kubestash

import (
	"context"
	"fmt"
	"time"

	"k8s.io/apimachinery/pkg/api/equality"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"cdk8s-kubestash/conformance/operators"
	"cdk8s-kubestash/conformance/operators/kubedb"
)

// reconcileBackup makes the Repositories of a BackupConfiguration.
func (o *Operator) reconcileBackup(ctx context.Context, key operators.Key) (time.Duration, error) {
	bc, err := o.client.Get(ctx, operators.BackupConfigurations, key.Namespace, key.Name)
	if err != nil || bc == nil || bc.GetDeletionTimestamp() != nil {
		return 0, err
	}
	set := o.settings.Get(key.Namespace, key.Name)
	if set.OperatorDown {
		return time.Second, nil
	}
	target := targetOf(bc)
	_, found, err := o.target(ctx, target)
	if err != nil {
		return 0, err
	}
	status := operators.StatusCopy(bc)
	status["targetFound"] = found
	allReady := found
	backends := []any{}
	ready := map[string]operators.Object{}
	for _, b := range operators.List(bc.Object, "spec", "backends") {
		ref := operators.Map(b, "storageRef")
		namespace := operators.Or(operators.Str(ref, "namespace"), key.Namespace)
		storage, err := o.client.Get(ctx, operators.BackupStorages, namespace, operators.Str(ref, "name"))
		if err != nil {
			return 0, err
		}
		ok := storage != nil && operators.Str(storage.Object, "status", "phase") == "Ready"
		entry := operators.Object{"name": operators.Str(b, "name"), "ready": ok}
		backends = append(backends, entry)
		allReady = allReady && ok
		if ok {
			ready[operators.Str(b, "name")] = operators.Object{"name": operators.Str(ref, "name"), "namespace": namespace}
		}
	}
	status["backends"] = backends
	repositories := []any{}
	for _, s := range operators.List(bc.Object, "spec", "sessions") {
		for _, r := range operators.List(s, "repositories") {
			name := operators.Str(r, "name")
			storageRef, ok := ready[operators.Str(r, "backend")]
			if ok && found {
				if err := o.ensureRepository(ctx, key.Namespace, name, repositorySpec(r, target, storageRef, key.Namespace)); err != nil {
					return 0, err
				}
				if err := o.refreshRepository(ctx, key.Namespace, name); err != nil {
					return 0, err
				}
				repositories = append(repositories, operators.Object{"name": name, "phase": "Ready"})
			} else {
				repositories = append(repositories, operators.Object{"name": name, "phase": "NotReady", "reason": "the backend or the target is not ready"})
			}
		}
	}
	status["repositories"] = repositories
	status["phase"] = map[bool]string{true: "Ready", false: "NotReady"}[allReady]
	condition(status, bc, "ValidationPassed", true, "ResourceValidationPassed", "the configuration is valid")
	requeue := time.Duration(0)
	if !allReady {
		requeue = time.Duration(set.RequeueSeconds * float64(time.Second))
	}
	if equality.Semantic.DeepEqual(status, operators.Map(bc.Object, "status")) {
		return requeue, nil
	}
	return requeue, o.client.SetStatus(ctx, operators.BackupConfigurations, bc, status)
}

func targetOf(obj *unstructured.Unstructured) operators.Object {
	target := operators.Map(obj.DeepCopy().Object, "spec", "target")
	if target != nil && operators.Str(target, "namespace") == "" {
		target["namespace"] = obj.GetNamespace()
	}
	return target
}

func repositorySpec(r, target, storageRef operators.Object, namespace string) operators.Object {
	spec := operators.Object{
		"appRef": target, "storageRef": storageRef, "path": operators.Str(r, "directory"),
	}
	if policy := operators.Str(r, "deletionPolicy"); policy == "Delete" || policy == "WipeOut" {
		spec["deletionPolicy"] = policy
	}
	if secret := operators.Map(r, "encryptionSecret"); secret != nil {
		spec["encryptionSecret"] = operators.Object{"name": operators.Str(secret, "name"), "namespace": operators.Or(operators.Str(secret, "namespace"), namespace)}
	}
	return spec
}

// target finds the database that a reference names; absent is not an error.
func (o *Operator) target(ctx context.Context, ref operators.Object) (*unstructured.Unstructured, bool, error) {
	k, known := kubedb.KindOf(operators.Str(ref, "kind"))
	if !known {
		return nil, false, nil
	}
	db, err := o.client.Get(ctx, k.GVR(), operators.Str(ref, "namespace"), operators.Str(ref, "name"))
	return db, db != nil, err
}

func (o *Operator) gvrOf(ref operators.Object) (schema.GroupVersionResource, bool, error) {
	k, known := kubedb.KindOf(operators.Str(ref, "kind"))
	if !known {
		return schema.GroupVersionResource{}, false, fmt.Errorf("unknown kind %q", operators.Str(ref, "kind"))
	}
	return k.GVR(), true, nil
}
