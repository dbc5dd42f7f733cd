package kubestash

import (
	"context"
	"fmt"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/api/equality"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubestash/conformance/model"
	"cdk8s-kubestash/conformance/operators"
)

// Location is the place that a BackupStorage points to, as the backend model
// names it: provider, bucket and prefix.
func Location(spec operators.Object) string {
	provider := operators.Str(spec, "storage", "provider")
	at := func(fields ...string) string {
		var parts []string
		for _, f := range fields {
			if s := strings.Trim(operators.Str(spec, "storage", provider, f), "/"); s != "" {
				parts = append(parts, s)
			}
		}
		return provider + ":" + strings.Join(parts, "/")
	}
	switch provider {
	case "s3", "gcs":
		return at("bucket", "prefix")
	case "azure":
		return at("storageAccount", "container", "prefix")
	case "local":
		return "local:" + strings.Trim(operators.Or(
			operators.Str(spec, "storage", "local", "nfs", "server")+operators.Str(spec, "storage", "local", "nfs", "path"),
			operators.Str(spec, "storage", "local", "persistentVolumeClaim", "claimName"),
			operators.Str(spec, "storage", "local", "hostPath", "path")), "/")
	}
	return provider
}

func (o *Operator) reconcileStorage(ctx context.Context, key operators.Key) (time.Duration, error) {
	storage, err := o.client.Get(ctx, operators.BackupStorages, key.Namespace, key.Name)
	if err != nil || storage == nil || storage.GetDeletionTimestamp() != nil {
		return 0, err
	}
	set := o.settings.Get(key.Namespace, key.Name)
	if set.OperatorDown {
		return time.Second, nil
	}
	uid, requeue := string(storage.GetUID()), time.Duration(0)
	status := operators.StatusCopy(storage)
	provider := operators.Str(storage.Object, "spec", "storage", "provider")
	secretName := operators.Str(storage.Object, "spec", "storage", provider, "secretName")
	ready := true
	if secretName != "" {
		secret, err := o.client.Get(ctx, operators.Secrets, key.Namespace, secretName)
		if err != nil {
			return 0, err
		}
		ready = secret != nil
		condition(status, storage, "BackendSecretFound", ready, map[bool]string{true: "BackendSecretAvailable", false: "BackendSecretNotAvailable"}[ready], "secret "+secretName)
		if !ready {
			requeue = time.Duration(set.RequeueSeconds * float64(time.Second))
		}
	}
	if ready {
		if left := o.left(uid, "storage", set.StorageSeconds); left > 0 {
			ready, requeue = false, left
		} else {
			condition(status, storage, "BackendInitialized", true, "BackendInitialized", "the backend is initialized")
		}
	}
	status["phase"] = map[bool]string{true: "Ready", false: "NotReady"}[ready]
	if ready {
		left := o.left(uid, "sync", set.SyncSeconds)
		if left <= 0 {
			if left, err = o.sync(ctx, storage, uid); err != nil {
				return 0, err
			}
		}
		if left > 0 {
			requeue = left
		}
		status["repositories"] = o.repositoriesOf(storage)
	}
	if equality.Semantic.DeepEqual(status, operators.Map(storage.Object, "status")) {
		return requeue, nil
	}
	if status["phase"] != operators.Str(storage.Object, "status", "phase") {
		o.timeline.Add("storage-phase", key.Namespace, key.Name, map[string]any{"phase": status["phase"]})
	}
	return requeue, o.client.SetStatus(ctx, operators.BackupStorages, storage, status)
}

// sync re-creates, once for each BackupStorage object, the Repositories and
// Snapshots that the backend knows and the cluster does not. A namespace that
// is missing is waited for.
func (o *Operator) sync(ctx context.Context, storage *unstructured.Unstructured, uid string) (time.Duration, error) {
	location := Location(operators.Map(storage.Object, "spec"))
	wait := time.Duration(0)
	for _, r := range o.model.At(location) {
		step := "synced/" + r.Namespace + "/" + r.Name
		o.mu.Lock()
		done := !o.since[uid+"/"+step].IsZero()
		o.mu.Unlock()
		if done {
			continue
		}
		namespace, err := o.client.Get(ctx, operators.Namespaces, "", r.Namespace)
		if err != nil {
			return 0, err
		}
		if namespace == nil {
			wait = time.Second
			continue
		}
		if err := o.createRepository(ctx, storage, r); err != nil {
			return 0, err
		}
		o.began(uid, step)
	}
	return wait, nil
}

func (o *Operator) createRepository(ctx context.Context, storage *unstructured.Unstructured, r model.BackendRepository) error {
	spec := operators.Object{
		"appRef":     operators.Object{"apiGroup": operators.Or(r.AppRef.APIGroup, "kubedb.com"), "kind": r.AppRef.Kind, "name": r.AppRef.Name, "namespace": operators.Or(r.AppRef.Namespace, r.Namespace)},
		"path":       r.Path,
		"storageRef": operators.Object{"name": storage.GetName(), "namespace": storage.GetNamespace()},
	}
	if r.EncryptionSecret != nil {
		spec["encryptionSecret"] = operators.Object{"name": r.EncryptionSecret.Name, "namespace": operators.Or(r.EncryptionSecret.Namespace, r.Namespace)}
	}
	if err := o.ensureRepository(ctx, r.Namespace, r.Name, spec); err != nil {
		return err
	}
	for _, s := range r.Snapshots {
		if err := o.createSnapshot(ctx, r, s); err != nil {
			return err
		}
	}
	o.timeline.Add("repository-synced", r.Namespace, r.Name, map[string]any{"snapshots": len(r.Snapshots)})
	return o.refreshRepository(ctx, r.Namespace, r.Name)
}

// repositoriesOf is status.repositories of a storage.
func (o *Operator) repositoriesOf(storage *unstructured.Unstructured) []any {
	// What lies in the bucket and was not brought back yet: a Repository of that name is not synced, whoever made the object.
	late := map[string]bool{}
	for _, r := range o.model.At(Location(operators.Map(storage.Object, "spec"))) {
		o.mu.Lock()
		done := !o.since[fmt.Sprintf("%s/synced/%s/%s", storage.GetUID(), r.Namespace, r.Name)].IsZero()
		o.mu.Unlock()
		late[r.Namespace+"/"+r.Name] = !done
	}
	var out []any
	there := map[string]bool{}
	for _, r := range o.client.Known(operators.Repositories) {
		ref := operators.Map(r.Object, "spec", "storageRef")
		if operators.Str(ref, "name") != storage.GetName() || operators.Or(operators.Str(ref, "namespace"), r.GetNamespace()) != storage.GetNamespace() {
			continue
		}
		there[r.GetNamespace()+"/"+r.GetName()] = true
		out = append(out, operators.Object{
			"name": r.GetName(), "namespace": r.GetNamespace(), "path": operators.Str(r.Object, "spec", "path"),
			"size": operators.Or(operators.Str(r.Object, "status", "size"), "0 B"), "synced": !late[r.GetNamespace()+"/"+r.GetName()],
		})
	}
	for _, r := range o.model.At(Location(operators.Map(storage.Object, "spec"))) {
		if key := r.Namespace + "/" + r.Name; !there[key] && late[key] {
			out = append(out, operators.Object{"name": r.Name, "namespace": r.Namespace, "path": r.Path, "size": "0 B", "synced": false})
		}
	}
	return out
}

// RegisterBackend adds to what lies in a bucket; storages that point there see it.
func (o *Operator) RegisterBackend(ctx context.Context, location string, repositories []model.BackendRepository) error {
	for _, r := range repositories {
		if r.Name == "" || r.Namespace == "" {
			return fmt.Errorf("a repository needs name and namespace")
		}
		o.model.Register(location, r)
	}
	for _, s := range o.client.Known(operators.BackupStorages) {
		o.storages.Add(operators.Key{GVR: operators.BackupStorages, Namespace: s.GetNamespace(), Name: s.GetName()})
	}
	return nil
}
