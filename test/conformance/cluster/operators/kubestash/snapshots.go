package kubestash

import (
	"context"
	"sort"
	"time"

	"k8s.io/apimachinery/pkg/api/equality"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubestash/conformance/model"
	"cdk8s-kubestash/conformance/operators"
)

func (o *Operator) ensureRepository(ctx context.Context, namespace, name string, spec operators.Object) error {
	return o.client.Create(ctx, operators.Repositories, operators.Object{
		"apiVersion": "storage.kubestash.com/v1alpha1", "kind": "Repository",
		"metadata": operators.Object{"name": name, "namespace": namespace, "labels": operators.Object{
			"kubestash.com/app-ref-kind": operators.Str(spec, "appRef", "kind"), "kubestash.com/app-ref-name": operators.Str(spec, "appRef", "name"),
			"kubestash.com/app-ref-namespace": operators.Str(spec, "appRef", "namespace"),
		}},
		"spec": spec,
	})
}

// refreshRepository recounts a Repository's Snapshots.
func (o *Operator) refreshRepository(ctx context.Context, namespace, name string) error {
	r, err := o.client.Get(ctx, operators.Repositories, namespace, name)
	if err != nil || r == nil {
		return err
	}
	list, err := o.snapshotsOf(ctx, namespace, name)
	if err != nil {
		return err
	}
	status := operators.StatusCopy(r)
	status["phase"], status["integrity"] = "Ready", true
	status["snapshotCount"], status["size"] = int64(len(list)), "4.2 MiB"
	recent := []any{}
	for _, s := range list {
		if operators.Str(s.Object, "status", "snapshotTime") != "" && len(recent) < 5 {
			recent = append(recent, operators.Object{
				"name": s.GetName(), "phase": operators.Or(operators.Str(s.Object, "status", "phase"), "Pending"),
				"session": operators.Str(s.Object, "spec", "session"), "size": "1.4 MiB", "snapshotTime": operators.Str(s.Object, "status", "snapshotTime"),
			})
		}
	}
	status["recentSnapshots"] = recent
	if len(list) > 0 {
		if last := operators.Str(list[0].Object, "status", "snapshotTime"); last != "" {
			status["lastBackupTime"] = last
		}
	}
	if equality.Semantic.DeepEqual(status, operators.Map(r.Object, "status")) {
		return nil
	}
	return o.client.SetStatus(ctx, operators.Repositories, r, status)
}

// snapshotsOf lists a Repository's Snapshots, the newest first.
func (o *Operator) snapshotsOf(ctx context.Context, namespace, repository string) ([]unstructured.Unstructured, error) {
	list, err := o.client.List(ctx, operators.Snapshots, namespace, "kubestash.com/repo-name="+repository)
	if err != nil {
		return nil, err
	}
	sort.SliceStable(list, func(i, j int) bool { return snapshotTime(&list[i]).After(snapshotTime(&list[j])) })
	return list, nil
}

func snapshotTime(s *unstructured.Unstructured) time.Time {
	t, err := time.Parse(time.RFC3339, operators.Str(s.Object, "status", "snapshotTime"))
	if err != nil {
		return s.GetCreationTimestamp().Time
	}
	return t
}

func (o *Operator) createSnapshot(ctx context.Context, r model.BackendRepository, s model.BackendSnapshot) error {
	kind := operators.Or(s.Type, "FullBackup")
	appNamespace := operators.Or(r.AppRef.Namespace, r.Namespace)
	metadata := operators.Object{
		"name": s.Name, "namespace": r.Namespace, "finalizers": []any{},
		"labels": operators.Object{
			"kubestash.com/repo-name": r.Name, "kubestash.com/app-ref-kind": r.AppRef.Kind,
			"kubestash.com/app-ref-name": r.AppRef.Name, "kubestash.com/app-ref-namespace": appNamespace,
		},
	}
	if s.Version != "" {
		metadata["annotations"] = operators.Object{"kubedb.com/db-version": s.Version}
	}
	err := o.client.Create(ctx, operators.Snapshots, operators.Object{
		"apiVersion": "storage.kubestash.com/v1alpha1", "kind": "Snapshot", "metadata": metadata,
		"spec": operators.Object{
			"appRef":     operators.Object{"apiGroup": operators.Or(r.AppRef.APIGroup, "kubedb.com"), "kind": r.AppRef.Kind, "name": r.AppRef.Name, "namespace": appNamespace},
			"repository": r.Name, "session": s.Session, "snapshotID": s.Name, "type": kind, "version": "v1",
		},
	})
	if err != nil {
		return err
	}
	object, err := o.client.Get(ctx, operators.Snapshots, r.Namespace, s.Name)
	if err != nil || object == nil {
		return err
	}
	return o.client.SetStatus(ctx, operators.Snapshots, object, snapshotStatus(s))
}

func snapshotStatus(s model.BackendSnapshot) operators.Object {
	phase := operators.Or(s.Phase, "Succeeded")
	components := operators.Object{}
	for name, c := range s.Components {
		component, _ := c.(map[string]any)
		merged := operators.Object{"phase": phase, "driver": "Restic", "path": "repository/v1/" + s.Session + "/" + name, "size": "1.4 MiB", "duration": "2s", "integrity": true}
		for k, v := range component {
			merged[k] = v
		}
		components[name] = merged
	}
	status := operators.Object{
		"phase": phase, "components": components, "totalComponents": int64(len(components)),
		"snapshotTime": operators.Or(s.Time, operators.Now()), "lastUpdateTime": operators.Now(), "size": "1.4 MiB", "integrity": phase == "Succeeded",
	}
	if s.Verification != "" {
		status["verificationStatus"] = s.Verification
	}
	return status
}
