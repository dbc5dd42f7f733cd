package kubedb

import (
	"context"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"cdk8s-kubestash/conformance/operators"
	"cdk8s-kubestash/conformance/settings"
)

// annotationSuspended says that archiving of a database was suspended for a
// restore in place. Nobody takes it away but people.
const annotationSuspended = "kubedb.com/suspend-archiver"

// requestKinds maps OpsRequests to the kinds of the databases.
var requestKinds = map[string]string{
	"mysqlopsrequests": "MySQL", "mariadbopsrequests": "MariaDB", "etcdopsrequests": "Etcd", "postgresopsrequests": "Postgres",
}

func requestGVR(plural string) schema.GroupVersionResource {
	return schema.GroupVersionResource{Group: "ops.kubedb.com", Version: "v1alpha1", Resource: plural}
}

// step is one of the conditions by which a request tells how far it is.
type step struct {
	condition string
	do        func() (time.Duration, error)
}

// reconcileRequest plays the ops-manager: step by step, each told by a
// condition, and none of them undone.
func (o *Operator) reconcileRequest(ctx context.Context, key operators.Key) (time.Duration, error) {
	request, err := o.client.Get(ctx, key.GVR, key.Namespace, key.Name)
	if err != nil || request == nil {
		return 0, err
	}
	stepsOf := map[string]func(context.Context, Kind, *unstructured.Unstructured, *unstructured.Unstructured, settings.Settings) []step{
		"ArchiverRestore": o.archiverSteps, "Restore": o.etcdSteps,
		"UpdateVersion": o.changeSteps, "HorizontalScaling": o.changeSteps, "VolumeExpansion": o.changeSteps,
	}[operators.Str(request.Object, "spec", "type")]
	if stepsOf == nil {
		return 0, nil
	}
	switch operators.Str(request.Object, "status", "phase") {
	case "Successful", "Failed", "Denied":
		return 0, nil
	}
	name := operators.Str(request.Object, "spec", "databaseRef", "name")
	set := o.settings.Get(key.Namespace, name)
	if set.OperatorDown || set.InPlaceOutcome == "pending" {
		return time.Second, nil
	}
	k, _ := KindOf(requestKinds[key.GVR.Resource])
	db, err := o.client.Get(ctx, k.GVR(), key.Namespace, name)
	if err != nil {
		return 0, err
	}
	if db == nil {
		return 0, o.endRequest(ctx, request, "Failed", operators.Condition{Type: "Failed", Status: "True", Reason: "DatabaseNotFound", Message: "there is no " + k.Kind + " " + name})
	}
	if set.InPlaceOutcome == "Denied" {
		return 0, o.endRequest(ctx, request, "Denied", operators.Condition{Type: "Denied", Status: "True", Reason: "NotApproved", Message: "nobody approved it"})
	}
	for _, s := range stepsOf(ctx, k, db, request, set) {
		if operators.ConditionStatus(operators.Map(request.Object, "status"), s.condition) == "True" {
			continue
		}
		wait, err := s.do()
		if err != nil || wait != 0 {
			return max(wait, 0), err
		}
		if err := o.setRequest(ctx, request, "Progressing", operators.Condition{Type: s.condition, Status: "True", Reason: s.condition}); err != nil {
			return 0, err
		}
	}
	return 0, o.endRequest(ctx, request, "Successful", operators.Condition{Type: "Successful", Status: "True", Reason: "Successful"})
}

func (o *Operator) archiverSteps(ctx context.Context, k Kind, db, request *unstructured.Unstructured, set settings.Settings) []step {
	now := func() (time.Duration, error) { return 0, nil }
	return []step{
		{"ArchiverRestoreSuspendArchiver", func() (time.Duration, error) {
			annotations := operators.Object{annotationSuspended: "true"}
			if err := o.client.Patch(ctx, k.GVR(), db.GetNamespace(), db.GetName(), operators.Object{"metadata": operators.Object{"annotations": annotations}}); err != nil {
				return 0, err
			}
			// The annotation may be gone again before the database is looked at.
			suspended := db.DeepCopy()
			suspended.SetAnnotations(map[string]string{annotationSuspended: "true"})
			_, err := o.archive(ctx, suspended, set)
			return 0, err
		}},
		{"ArchiverRestoreRetainPV", now},
		{"ArchiverRestoreWipeVolumes", func() (time.Duration, error) { return 0, o.wipe(ctx, db, request, "archiver") }},
		{"ArchiverRestoreTriggered", now},
		{"ArchiverRestoreDataRestored", func() (time.Duration, error) { return o.putBack(ctx, db, request, "archiver", set) }},
		{"DatabaseReady", func() (time.Duration, error) { return o.awaitReady(db, set) }},
		{"ArchiverRestoreManualCleanupRequired", func() (time.Duration, error) {
			return -1, o.setRequest(ctx, request, "Progressing", operators.Condition{
				Type: "ArchiverRestoreManualCleanupRequired", Status: "True", Reason: "RetainedVolumes", Message: "released: pvc-" + db.GetName() + "-0",
			})
		}},
	}
}

func (o *Operator) etcdSteps(ctx context.Context, _ Kind, db, request *unstructured.Unstructured, set settings.Settings) []step {
	return []step{
		{"EtcdRestoreSeedPVCWiped", func() (time.Duration, error) { return 0, o.wipe(ctx, db, request, "restore") }},
		{"EtcdRestoreSnapshotApplied", func() (time.Duration, error) { return o.putBack(ctx, db, request, "restore", set) }},
		{"EtcdRestoreSingleMemberHealthy", func() (time.Duration, error) { return o.awaitReady(db, set) }},
	}
}

// wipe takes the pods and what they hold away; none becomes ready before the
// data is back.
func (o *Operator) wipe(ctx context.Context, db, request *unstructured.Unstructured, field string) error {
	repository := operators.Str(request.Object, "spec", field, "fullDBRepository", "name")
	o.model.RestoreStarted(string(db.GetUID()), db.GetNamespace(), db.GetName(), request.GetName(), repository)
	s := o.of(string(db.GetUID()))
	o.mu.Lock()
	s.archiver, s.recovered, s.readyFrom = time.Now(), false, time.Time{}
	o.mu.Unlock()
	_, err := o.RestartPods(ctx, db.GetNamespace(), db.GetName())
	return err
}

// putBack recovers the data, or comes to nothing in one of the ways that the
// settings know.
func (o *Operator) putBack(ctx context.Context, db, request *unstructured.Unstructured, field string, set settings.Settings) (time.Duration, error) {
	s := o.of(string(db.GetUID()))
	o.mu.Lock()
	left := time.Until(s.archiver.Add(settings.Seconds(set.InPlaceSeconds)))
	o.mu.Unlock()
	if left > 0 || set.InPlaceOutcome == "hang" {
		return max(left, settings.Seconds(set.RequeueSeconds)), nil
	}
	failed := operators.Condition{Type: "ArchiverRestoreDataRestored", Status: "False", Reason: "FailedToRestore", Message: "the logs end before that"}
	if field == "restore" {
		failed.Type = "EtcdRestoreSnapshotApplied"
	}
	switch set.InPlaceOutcome {
	case "False":
		// It goes on trying.
		return settings.Seconds(set.RequeueSeconds), o.setRequest(ctx, request, "Progressing", failed)
	case "Failed":
		return -1, o.endRequest(ctx, request, "Failed", failed)
	}
	repository := operators.Str(request.Object, "spec", field, "fullDBRepository", "name")
	timestamp := operators.Str(request.Object, "spec", field, "recoveryTimestamp")
	if field == "restore" {
		namespace := operators.Or(operators.Str(request.Object, "spec", field, "fullDBRepository", "namespace"), db.GetNamespace())
		if timestamp = o.newestUntil(ctx, namespace, repository, timestamp); timestamp == "" {
			failed.Reason, failed.Message = "SnapshotNotFound", "no Snapshot is as old as that"
			return -1, o.endRequest(ctx, request, "Failed", failed)
		}
	}
	o.model.Recovered(string(db.GetUID()), db.GetNamespace(), db.GetName(), repository, timestamp)
	o.timeline.Add("put-back", db.GetNamespace(), db.GetName(), map[string]any{"uid": string(db.GetUID()), "request": request.GetName()})
	o.mu.Lock()
	s.recovered = true
	o.mu.Unlock()
	o.databases.Add(operators.Key{GVR: requestedGVR(db), Namespace: db.GetNamespace(), Name: db.GetName()})
	return 0, nil
}

// newestUntil is when the Snapshot was taken that etcd is put back to: it has
// no logs, so it is the newest one at or before the moment, or of all.
func (o *Operator) newestUntil(ctx context.Context, namespace, repository, timestamp string) string {
	list, err := o.client.List(ctx, operators.Snapshots, namespace, "kubestash.com/repo-name="+repository)
	if err != nil {
		return ""
	}
	var newest string
	for _, snapshot := range list {
		// Times of one form are in the order of their texts.
		taken := operators.Str(snapshot.Object, "status", "snapshotTime")
		if operators.Str(snapshot.Object, "status", "phase") == "Succeeded" && taken > newest && (timestamp == "" || taken <= timestamp) {
			newest = taken
		}
	}
	return newest
}

func requestedGVR(db *unstructured.Unstructured) schema.GroupVersionResource {
	k, _ := KindOf(db.GetKind())
	return k.GVR()
}

func (o *Operator) awaitReady(db *unstructured.Unstructured, set settings.Settings) (time.Duration, error) {
	s := o.of(string(db.GetUID()))
	o.mu.Lock()
	defer o.mu.Unlock()
	if operators.Str(db.Object, "status", "phase") == "Ready" && !s.readyFrom.IsZero() {
		return 0, nil
	}
	return settings.Seconds(set.RequeueSeconds), nil
}

func (o *Operator) setRequest(ctx context.Context, request *unstructured.Unstructured, phase string, c operators.Condition) error {
	status := operators.StatusCopy(request)
	status["phase"] = phase
	operators.SetCondition(status, request.GetGeneration(), c)
	if same(status, operators.Map(request.Object, "status")) {
		return nil
	}
	key := requestGVR(plurals[request.GetKind()])
	return o.client.SetStatus(ctx, key, request, status)
}

var plurals = map[string]string{
	"MySQLOpsRequest": "mysqlopsrequests", "MariaDBOpsRequest": "mariadbopsrequests", "EtcdOpsRequest": "etcdopsrequests", "PostgresOpsRequest": "postgresopsrequests",
}

func (o *Operator) endRequest(ctx context.Context, request *unstructured.Unstructured, phase string, c operators.Condition) error {
	o.timeline.Add("ops-request", request.GetNamespace(), request.GetName(), map[string]any{"phase": phase})
	return o.setRequest(ctx, request, phase, c)
}

// archive plays the sidekick: it follows the annotation by which archiving is
// suspended. The first log after that takes its time.
func (o *Operator) archive(ctx context.Context, db *unstructured.Unstructured, set settings.Settings) (time.Duration, error) {
	s := o.of(string(db.GetUID()))
	suspended := db.GetAnnotations()[annotationSuspended] == "true"
	o.mu.Lock()
	was, resumed := s.suspended, s.resumed
	s.suspended = suspended
	if was && !suspended {
		resumed = time.Now()
	}
	if suspended {
		resumed = time.Time{}
	}
	s.resumed = resumed
	o.mu.Unlock()
	if was != suspended {
		o.timeline.Add("archiving", db.GetNamespace(), db.GetName(), map[string]any{"suspended": suspended})
		configuration := db.GetName() + "-archiver"
		if bc, err := o.client.Get(ctx, operators.BackupConfigurations, db.GetNamespace(), configuration); err != nil || bc == nil {
			return 0, err
		}
		if err := o.client.Patch(ctx, operators.BackupConfigurations, db.GetNamespace(), configuration, operators.Object{"spec": operators.Object{"paused": suspended}}); err != nil {
			return 0, err
		}
	}
	if resumed.IsZero() || set.LogSeconds < 0 {
		return 0, nil
	}
	if left := time.Until(resumed.Add(settings.Seconds(set.LogSeconds))); left > 0 {
		return left, nil
	}
	if err := o.pushLog(ctx, db); err != nil {
		return 0, err
	}
	o.timeline.Add("first-log", db.GetNamespace(), db.GetName(), nil)
	o.mu.Lock()
	s.resumed = time.Time{}
	o.mu.Unlock()
	return 0, nil
}

// pushLog moves the end of the logs to now.
func (o *Operator) pushLog(ctx context.Context, db *unstructured.Unstructured) error {
	repository := db.GetName() + "-full"
	name := repository + "-incremental-snapshot"
	err := o.client.Create(ctx, operators.Snapshots, operators.Object{
		"apiVersion": "storage.kubestash.com/v1alpha1", "kind": "Snapshot",
		"metadata": operators.Object{"name": name, "namespace": db.GetNamespace(), "labels": operators.Object{"kubestash.com/repo-name": repository}},
		"spec": operators.Object{
			"appRef":     operators.Object{"apiGroup": group, "kind": db.GetKind(), "name": db.GetName(), "namespace": db.GetNamespace()},
			"repository": repository, "session": "full-backup", "snapshotID": name, "type": "IncrementalBackup", "version": "v1",
		},
	})
	if err != nil {
		return err
	}
	logs := operators.Object{"logStats": operators.Object{"end": operators.Now()}, "phase": "Running"}
	return o.client.Patch(ctx, operators.Snapshots, db.GetNamespace(), name, operators.Object{"status": operators.Object{"components": operators.Object{"wal": logs}}}, "status")
}
