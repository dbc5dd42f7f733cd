package kubestash

import (
	"context"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubestash/conformance/operators"
)

// resolve finds the Snapshot that a session restores, its Repository and its
// storage. Without any of them there is no Snapshot, and the dependency is
// listed as not found.
func (o *Operator) resolve(ctx context.Context, session *unstructured.Unstructured) (*unstructured.Unstructured, []any, error) {
	source := operators.Map(session.Object, "spec", "dataSource")
	namespace := operators.Or(operators.Str(source, "namespace"), session.GetNamespace())
	repository, wanted := operators.Str(source, "repository"), operators.Str(source, "snapshot")
	var dependencies []any
	add := func(group, kind, namespace, name string, found bool) {
		dependencies = append(dependencies, operators.Object{"apiGroup": group, "kind": kind, "namespace": namespace, "name": name, "found": found})
	}

	snapshot, err := o.pick(ctx, namespace, repository, wanted, operators.Map(source, "pitr"))
	if err != nil {
		return nil, nil, err
	}
	if snapshot != nil {
		repository = operators.Or(repository, operators.Str(snapshot.Object, "spec", "repository"))
	}
	usable := snapshot != nil && operators.Str(snapshot.Object, "status", "phase") == "Succeeded"
	if wanted != "" && wanted != "latest" {
		add("storage.kubestash.com", "Snapshot", namespace, wanted, snapshot != nil)
	}
	if repository == "" {
		return nil, dependencies, nil
	}
	r, err := o.client.Get(ctx, operators.Repositories, namespace, repository)
	if err != nil {
		return nil, nil, err
	}
	add("storage.kubestash.com", "Repository", namespace, repository, r != nil)
	if r == nil {
		return nil, dependencies, nil
	}
	storageName := operators.Str(r.Object, "spec", "storageRef", "name")
	storageNamespace := operators.Or(operators.Str(r.Object, "spec", "storageRef", "namespace"), namespace)
	storage, err := o.client.Get(ctx, operators.BackupStorages, storageNamespace, storageName)
	if err != nil {
		return nil, nil, err
	}
	add("storage.kubestash.com", "BackupStorage", storageNamespace, storageName, storage != nil)
	if storage == nil || operators.Str(storage.Object, "status", "phase") != "Ready" || !usable {
		return nil, dependencies, nil
	}
	return snapshot, dependencies, nil
}

// pick chooses a Snapshot: by name, the latest, or the latest before a time.
func (o *Operator) pick(ctx context.Context, namespace, repository, wanted string, pitr operators.Object) (*unstructured.Unstructured, error) {
	if pitr == nil && wanted != "latest" {
		return o.client.Get(ctx, operators.Snapshots, namespace, wanted)
	}
	list, err := o.snapshotsOf(ctx, namespace, repository)
	if err != nil {
		return nil, err
	}
	limit, _ := time.Parse(time.RFC3339, operators.Str(pitr, "targetTime"))
	for i := range list {
		if operators.Str(list[i].Object, "status", "phase") != "Succeeded" || operators.Str(list[i].Object, "spec", "type") == "IncrementalBackup" {
			continue
		}
		at := snapshotTime(&list[i])
		if pitr != nil && (at.After(limit) || (operators.Bool(pitr, "exclusive") && at.Equal(limit))) {
			continue
		}
		return &list[i], nil
	}
	return nil, nil
}
