package kubestash

import (
	"context"
	"fmt"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubestash/conformance/model"
	"cdk8s-kubestash/conformance/operators"
)

// Trigger makes a BackupSession, as the schedule would.
func (o *Operator) Trigger(ctx context.Context, namespace, configuration, session string) (string, error) {
	name := fmt.Sprintf("%s-%s-%d", configuration, session, time.Now().UnixNano()/1e6)
	_, err := o.client.Resource(operators.BackupSessions).Namespace(namespace).Create(ctx, &unstructured.Unstructured{Object: operators.Object{
		"apiVersion": "core.kubestash.com/v1alpha1", "kind": "BackupSession",
		"metadata": operators.Object{"name": name, "namespace": namespace, "labels": operators.Object{"kubestash.com/invoker-name": configuration, "kubestash.com/session-name": session}},
		"spec":     operators.Object{"invoker": operators.Object{"apiGroup": "core.kubestash.com", "kind": "BackupConfiguration", "name": configuration}, "session": session, "retryLeft": int64(0)},
	}}, metav1.CreateOptions{})
	return name, err
}

// reconcileSession runs one backup.
func (o *Operator) reconcileSession(ctx context.Context, key operators.Key) (time.Duration, error) {
	bs, err := o.client.Get(ctx, operators.BackupSessions, key.Namespace, key.Name)
	if err != nil || bs == nil || bs.GetDeletionTimestamp() != nil {
		return 0, err
	}
	switch operators.Str(bs.Object, "status", "phase") {
	case "Succeeded", "Failed", "Skipped":
		return 0, nil
	}
	configuration := operators.Str(bs.Object, "spec", "invoker", "name")
	set := o.settings.Get(key.Namespace, configuration)
	if set.OperatorDown {
		return time.Second, nil
	}
	status := operators.StatusCopy(bs)
	bc, err := o.client.Get(ctx, operators.BackupConfigurations, key.Namespace, configuration)
	if err != nil {
		return 0, err
	}
	wait := time.Duration(set.RequeueSeconds * float64(time.Second))
	if bc == nil {
		status["phase"] = "Pending"
		return wait, o.setSession(ctx, bs, status)
	}
	if operators.Bool(bc.Object, "spec", "paused") && operators.Str(status, "phase") != "Running" {
		status["phase"] = "Skipped"
		condition(status, bs, "BackupSkipped", true, "BackupConfigurationPaused", "the BackupConfiguration is paused")
		return 0, o.setSession(ctx, bs, status)
	}
	var session operators.Object
	for _, s := range operators.List(bc.Object, "spec", "sessions") {
		if operators.Str(s, "name") == operators.Str(bs.Object, "spec", "session") {
			session = s
		}
	}
	db, found, err := o.target(ctx, targetOf(bc))
	if err != nil {
		return 0, err
	}
	if session == nil || !found || operators.Str(bc.Object, "status", "phase") != "Ready" {
		status["phase"] = "Pending"
		return wait, o.setSession(ctx, bs, status)
	}
	left := o.left(string(bs.GetUID()), "backup", set.BackupSeconds)
	phase := "Running"
	if left <= 0 && set.BackupOutcome != "hang" {
		phase = set.BackupOutcome
	}
	if err := o.takeSnapshots(ctx, bs, bc, session, db, status, phase); err != nil {
		return 0, err
	}
	status["phase"] = phase
	if phase == "Succeeded" || phase == "Failed" {
		if err := o.applyRetention(ctx, bc, session, status); err != nil {
			return 0, err
		}
		o.timeline.Add("backup", key.Namespace, key.Name, map[string]any{"phase": phase, "target": db.GetName()})
	}
	if err := o.setSession(ctx, bs, status); err != nil {
		return 0, err
	}
	return max(left, 0), nil
}

func (o *Operator) setSession(ctx context.Context, bs *unstructured.Unstructured, status operators.Object) error {
	if operators.Str(bs.Object, "status", "phase") == operators.Str(status, "phase") && status["phase"] != "Running" {
		return nil
	}
	return o.client.SetStatus(ctx, operators.BackupSessions, bs, status)
}

// components of a task's Snapshot, by the task's name.
func components(tasks []operators.Object) map[string]any {
	out := map[string]any{}
	for _, task := range tasks {
		switch name := operators.Str(task, "name"); name {
		case "manifest-backup":
			out["manifest"] = operators.Object{"driver": "Restic"}
		case "physical-backup":
			out["physical"] = operators.Object{"driver": "Restic"}
		case "volume-snapshot":
			out["volumesnapshot"] = operators.Object{"driver": "VolumeSnapshotter"}
		default:
			out["dump"] = operators.Object{"driver": "Restic"}
		}
	}
	return out
}

func (o *Operator) takeSnapshots(ctx context.Context, bs, bc *unstructured.Unstructured, session operators.Object, db *unstructured.Unstructured, status operators.Object, phase string) error {
	target := targetOf(bc)
	uid := string(db.GetUID())
	started := o.began(string(bs.GetUID()), "backup")
	list := []any{}
	for _, r := range operators.List(session, "repositories") {
		repository := model.BackendRepository{
			Name: operators.Str(r, "name"), Namespace: bs.GetNamespace(), Path: operators.Str(r, "directory"),
			AppRef: model.Ref{APIGroup: operators.Str(target, "apiGroup"), Kind: operators.Str(target, "kind"), Name: operators.Str(target, "name"), Namespace: operators.Str(target, "namespace")},
		}
		if secret := operators.Map(r, "encryptionSecret"); secret != nil {
			repository.EncryptionSecret = &model.Ref{Name: operators.Str(secret, "name"), Namespace: operators.Str(secret, "namespace")}
		}
		snapshot := model.BackendSnapshot{
			Name:    fmt.Sprintf("%s-%s", repository.Name, bs.GetName()),
			Session: operators.Str(session, "name"), Time: started.UTC().Format(time.RFC3339), Phase: phase,
			Version: operators.Str(db.Object, "spec", "version"), Components: components(operators.List(session, "addon", "tasks")),
			Content: o.model.Get(uid, db.GetNamespace(), db.GetName()).Content,
		}
		if err := o.createSnapshot(ctx, repository, snapshot); err != nil {
			return err
		}
		if phase != "Running" && !o.done(string(bs.GetUID()), "recorded/"+repository.Name) {
			o.model.SnapshotTaken(bs.GetNamespace(), snapshot.Name, snapshot.Content)
			o.model.ManifestTaken(bs.GetNamespace(), snapshot.Name, db.Object)
			if location, err := o.locationOf(ctx, bc, operators.Str(r, "backend")); err == nil {
				o.model.AddSnapshot(location, repository, snapshot)
			}
		}
		if phase == "Succeeded" && operators.Str(session, "name") == "full-backup" && bc.GetName() == db.GetName()+"-archiver" {
			if err := o.extendLogs(ctx, repository, started); err != nil {
				return err
			}
		}
		if err := o.refreshRepository(ctx, bs.GetNamespace(), repository.Name); err != nil {
			return err
		}
		list = append(list, operators.Object{"name": snapshot.Name, "phase": phase, "repository": repository.Name, "appRef": target})
	}
	status["snapshots"], status["totalSnapshots"] = list, int64(len(list))
	return nil
}

// extendLogs makes the long-lived Snapshot of an archiver's logs, or moves its
// end to now.
func (o *Operator) extendLogs(ctx context.Context, repository model.BackendRepository, started time.Time) error {
	name := repository.Name + "-incremental-snapshot"
	start := started.UTC().Format(time.RFC3339)
	existing, err := o.client.Get(ctx, operators.Snapshots, repository.Namespace, name)
	if err != nil {
		return err
	}
	if existing != nil {
		start = operators.Or(operators.Str(existing.Object, "status", "components", "wal", "logStats", "start"), start)
	}
	return o.createSnapshot(ctx, repository, model.BackendSnapshot{
		Name: name, Session: "full-backup", Type: "IncrementalBackup", Phase: "Running", Time: start,
		Components: map[string]any{"wal": operators.Object{"driver": "WalG", "phase": "Running", "logStats": operators.Object{"start": start, "end": operators.Now()}}},
	})
}

// done says whether a step was begun before, and begins it.
func (o *Operator) done(uid, step string) bool {
	o.mu.Lock()
	before := !o.since[uid+"/"+step].IsZero()
	o.mu.Unlock()
	o.began(uid, step)
	return before
}

func (o *Operator) locationOf(ctx context.Context, bc *unstructured.Unstructured, backend string) (string, error) {
	for _, b := range operators.List(bc.Object, "spec", "backends") {
		if operators.Str(b, "name") != backend {
			continue
		}
		namespace := operators.Or(operators.Str(b, "storageRef", "namespace"), bc.GetNamespace())
		storage, err := o.client.Get(ctx, operators.BackupStorages, namespace, operators.Str(b, "storageRef", "name"))
		if err != nil || storage == nil {
			return "", fmt.Errorf("no storage for backend %s: %v", backend, err)
		}
		return Location(operators.Map(storage.Object, "spec")), nil
	}
	return "", fmt.Errorf("no backend %s", backend)
}

// applyRetention deletes what the backend's RetentionPolicy does not keep.
func (o *Operator) applyRetention(ctx context.Context, bc *unstructured.Unstructured, session, status operators.Object) error {
	results := []any{}
	for _, r := range operators.List(session, "repositories") {
		name := operators.Str(r, "name")
		var ref operators.Object
		for _, b := range operators.List(bc.Object, "spec", "backends") {
			if operators.Str(b, "name") == operators.Str(r, "backend") {
				ref = operators.Map(b, "retentionPolicy")
			}
		}
		if ref == nil {
			continue
		}
		namespace := operators.Or(operators.Str(ref, "namespace"), bc.GetNamespace())
		policy, err := o.client.Get(ctx, operators.RetentionPolicies, namespace, operators.Str(ref, "name"))
		if err != nil {
			return err
		}
		result := operators.Object{"ref": operators.Object{"name": operators.Str(ref, "name"), "namespace": namespace}, "repository": name, "phase": "Applied"}
		results = append(results, result)
		if policy == nil {
			result["phase"], result["error"] = "FailedToApply", "retention policy not found"
			continue
		}
		list, err := o.snapshotsOf(ctx, bc.GetNamespace(), name)
		if err != nil {
			return err
		}
		var all []kept
		for i := range list {
			all = append(all, kept{list[i].GetName(), operators.Str(list[i].Object, "status", "phase"), snapshotTime(&list[i])})
		}
		for _, gone := range expired(all, operators.Int(policy.Object, -1, "spec", "successfulSnapshots", "last"), operators.Int(policy.Object, 1, "spec", "failedSnapshots", "last")) {
			if err := o.client.Delete(ctx, operators.Snapshots, bc.GetNamespace(), gone, false); err != nil {
				return err
			}
			o.model.DropSnapshot(bc.GetNamespace(), gone)
			o.timeline.Add("snapshot-expired", bc.GetNamespace(), gone, map[string]any{"repository": name})
		}
		if err := o.refreshRepository(ctx, bc.GetNamespace(), name); err != nil {
			return err
		}
	}
	status["retentionPolicy"] = results
	return nil
}
