package kubedb

import (
	"context"
	"slices"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"cdk8s-kubestash/conformance/operators"
	"cdk8s-kubestash/conformance/settings"
)

func archiverGVR(k Kind) schema.GroupVersionResource {
	plural := map[string]string{
		"PostgresArchiver": "postgresarchivers", "MySQLArchiver": "mysqlarchivers", "MariaDBArchiver": "mariadbarchivers",
		"MongoDBArchiver": "mongodbarchivers", "MSSQLServerArchiver": "mssqlserverarchivers",
		"ClickHouseArchiver": "clickhousearchivers", "EtcdArchiver": "etcdarchivers",
	}[k.Archiver]
	return schema.GroupVersionResource{Group: "archiver.kubedb.com", Version: "v1alpha1", Resource: plural}
}

// sameKind maps an archiver to all databases of its kind.
func (o *Operator) sameKind(k Kind) func(*unstructured.Unstructured) []operators.Key {
	return func(*unstructured.Unstructured) []operators.Key {
		list, err := o.client.List(context.Background(), k.GVR(), "", "")
		if err != nil {
			return nil
		}
		var out []operators.Key
		for _, db := range list {
			out = append(out, operators.Key{GVR: k.GVR(), Namespace: db.GetNamespace(), Name: db.GetName()})
		}
		return out
	}
}

// waitingForRepositories maps a Repository to the databases that recover from it.
func (o *Operator) waitingForRepositories(repository *unstructured.Unstructured) []operators.Key {
	var out []operators.Key
	for _, k := range o.Active() {
		if k.Archiver == "" {
			continue
		}
		list, err := o.client.List(context.Background(), k.GVR(), "", "")
		if err != nil {
			continue
		}
		for _, db := range list {
			if operators.Str(db.Object, "spec", "init", "archiver", "fullDBRepository", "name") == repository.GetName() {
				out = append(out, operators.Key{GVR: k.GVR(), Namespace: db.GetNamespace(), Name: db.GetName()})
			}
		}
	}
	return out
}

// archiveReady is positive while a database waits for what it recovers from.
func (o *Operator) archiveReady(ctx context.Context, db *unstructured.Unstructured, set settings.Settings) (time.Duration, error) {
	archiver := operators.Map(db.Object, "spec", "init", "archiver")
	if archiver == nil || operators.Bool(db.Object, "spec", "init", "initialized") {
		return 0, nil
	}
	wait := settings.Seconds(set.RequeueSeconds)
	for _, field := range []string{"fullDBRepository", "manifestRepository"} {
		ref := operators.Map(archiver, field)
		if ref == nil {
			continue
		}
		namespace := operators.Or(operators.Str(ref, "namespace"), db.GetNamespace())
		repository, err := o.client.Get(ctx, operators.Repositories, namespace, operators.Str(ref, "name"))
		if err != nil || repository == nil || operators.Str(repository.Object, "status", "phase") != "Ready" {
			return wait, err
		}
	}
	if ref := operators.Map(archiver, "encryptionSecret"); ref != nil {
		namespace := operators.Or(operators.Str(ref, "namespace"), db.GetNamespace())
		secret, err := o.client.Get(ctx, operators.Secrets, namespace, operators.Str(ref, "name"))
		if err != nil || secret == nil {
			return wait, err
		}
	}
	return 0, nil
}

// heldBack says that a database's pods must not become ready yet.
func (o *Operator) heldBack(uid string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	s := o.state[uid]
	return s != nil && !s.archiver.IsZero() && !s.recovered
}

// restoredFrom is the condition by which the end of a recovery is reported.
func (o *Operator) restoredFrom(uid string) *operators.Condition {
	o.mu.Lock()
	defer o.mu.Unlock()
	if s := o.state[uid]; s != nil {
		return s.restored
	}
	return nil
}

// recover plays the recovery from an archive: it takes its time, and it never
// ends when the logs end before the wanted time.
func (o *Operator) recover(db *unstructured.Unstructured, _ []unstructured.Unstructured, set settings.Settings) (time.Duration, error) {
	archiver := operators.Map(db.Object, "spec", "init", "archiver")
	if archiver == nil || operators.Bool(db.Object, "spec", "init", "initialized") {
		return 0, nil
	}
	s := o.of(string(db.GetUID()))
	o.mu.Lock()
	defer o.mu.Unlock()
	if s.recovered {
		return 0, nil
	}
	if s.archiver.IsZero() {
		s.archiver = time.Now()
		o.timeline.Add("archiver-started", db.GetNamespace(), db.GetName(), map[string]any{"uid": string(db.GetUID())})
	}
	timestamp := operators.Str(archiver, "recoveryTimestamp")
	if left := time.Until(s.archiver.Add(settings.Seconds(set.ArchiverSeconds))); left > 0 {
		return left, nil
	}
	repository := operators.Map(archiver, "fullDBRepository")
	namespace := operators.Or(operators.Str(repository, "namespace"), db.GetNamespace())
	if end := o.endOfLogs(namespace, operators.Str(repository, "name"), set); !end.IsZero() {
		if wanted, err := time.Parse(time.RFC3339, timestamp); err == nil && wanted.After(end) {
			return settings.Seconds(set.RequeueSeconds), nil
		}
	}
	s.recovered, s.restored = true, restoredCondition(set)
	if set.ArchiverCondition == "False" {
		// The database serves nevertheless, without the data.
		o.timeline.Add("archiver-failed", db.GetNamespace(), db.GetName(), map[string]any{"uid": string(db.GetUID())})
		return 100 * time.Millisecond, nil
	}
	o.model.Recovered(string(db.GetUID()), db.GetNamespace(), db.GetName(), operators.Str(repository, "name"), timestamp)
	o.timeline.Add("archiver-ended", db.GetNamespace(), db.GetName(), map[string]any{"uid": string(db.GetUID())})
	return 100 * time.Millisecond, nil
}

// restoredCondition is how a recovery's end is reported; nil as by operators
// that do not report it.
func restoredCondition(set settings.Settings) *operators.Condition {
	const kind = "SuccessfullyDataRestored"
	switch set.ArchiverCondition {
	case "True":
		return &operators.Condition{Type: kind, Status: "True", Reason: kind, Message: "the data was restored from the archive"}
	case "False":
		return &operators.Condition{Type: kind, Status: "False", Reason: set.ArchiverReason, Message: "the data could not be restored from the archive"}
	}
	return nil
}

// endOfLogs is where the recoverable window of a Repository ends; zero when
// nothing is known about it.
func (o *Operator) endOfLogs(namespace, repository string, set settings.Settings) time.Time {
	if set.EndOfLogs != "" {
		end, _ := time.Parse(time.RFC3339, set.EndOfLogs)
		return end
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	list, err := o.client.List(ctx, operators.Snapshots, namespace, "kubestash.com/repo-name="+repository)
	if err != nil {
		return time.Time{}
	}
	var last time.Time
	for _, snapshot := range list {
		for _, component := range operators.Map(snapshot.Object, "status", "components") {
			c, _ := component.(map[string]any)
			if end, err := time.Parse(time.RFC3339, operators.Str(c, "logStats", "end")); err == nil && end.After(last) {
				last = end
			}
		}
	}
	return last
}

// attachedByWebhook are the kinds that get their archiver when they are written,
// or not at all: nobody looks again when the archiver comes later.
var attachedByWebhook = []string{"MariaDB"}

// attachArchiver gives a database the archiver that matches it, and the
// archiver's BackupConfiguration.
func (o *Operator) attachArchiver(ctx context.Context, k Kind, db *unstructured.Unstructured) (time.Duration, error) {
	if k.Archiver == "" {
		return 0, nil
	}
	archiver, err := o.findArchiver(ctx, k, db)
	if err != nil || archiver == nil {
		return 0, err
	}
	if operators.Str(db.Object, "spec", "archiver", "ref", "name") == "" {
		if slices.Contains(attachedByWebhook, k.Kind) {
			return 0, nil
		}
		ref := operators.Object{"name": archiver.GetName(), "namespace": archiver.GetNamespace()}
		if err := o.client.Patch(ctx, k.GVR(), db.GetNamespace(), db.GetName(), operators.Object{"spec": operators.Object{"archiver": operators.Object{"ref": ref}}}); err != nil {
			return 0, err
		}
	}
	return 0, o.client.Create(ctx, operators.BackupConfigurations, archiverBackup(k, db, archiver))
}

func (o *Operator) findArchiver(ctx context.Context, k Kind, db *unstructured.Unstructured) (*unstructured.Unstructured, error) {
	if ref := operators.Map(db.Object, "spec", "archiver", "ref"); ref != nil {
		return o.client.Get(ctx, archiverGVR(k), operators.Or(operators.Str(ref, "namespace"), db.GetNamespace()), operators.Str(ref, "name"))
	}
	for _, archiver := range o.client.Known(archiverGVR(k)) {
		databases := operators.Map(archiver.Object, "spec", "databases")
		from := operators.Or(operators.Str(databases, "namespaces", "from"), "Same")
		if from == "Same" && archiver.GetNamespace() != db.GetNamespace() {
			continue
		}
		if operators.SelectorMatches(operators.Map(databases, "selector"), db.GetLabels()) {
			return archiver, nil
		}
	}
	return nil, nil
}

// archiverBackup is the BackupConfiguration that an archiver makes.
func archiverBackup(k Kind, db, archiver *unstructured.Unstructured) operators.Object {
	spec := operators.Map(archiver.Object, "spec")
	component := map[string]string{"Restic": "physical", "WalG": "dump"}[operators.Str(spec, "fullBackup", "driver")]
	session := func(name, repository, task string) any {
		return operators.Object{
			"name":         name,
			"scheduler":    operators.Object{"schedule": "0 */2 * * *", "jobTemplate": operators.Object{"backoffLimit": int64(1)}},
			"repositories": []any{operators.Object{"name": repository, "backend": "backend", "directory": "/" + db.GetNamespace() + "/" + repository, "encryptionSecret": operators.Map(spec, "encryptionSecret")}},
			"addon":        operators.Object{"name": addonOf(k), "tasks": []any{operators.Object{"name": task}}},
		}
	}
	task := map[string]string{"physical": "physical-backup", "dump": "logical-backup"}[component]
	backend := operators.Object{"name": "backend", "storageRef": operators.Map(spec, "backupStorage", "ref")}
	if retention := operators.Map(spec, "retentionPolicy"); retention != nil {
		backend["retentionPolicy"] = retention
	}
	return operators.Object{
		"apiVersion": "core.kubestash.com/v1alpha1", "kind": "BackupConfiguration",
		"metadata": operators.Object{"name": db.GetName() + "-archiver", "namespace": db.GetNamespace(), "labels": stringMap(selector(k, db.GetName())), "ownerReferences": owner(k, db.Object)},
		"spec": operators.Object{
			"target":   operators.Object{"apiGroup": group, "kind": k.Kind, "name": db.GetName(), "namespace": db.GetNamespace()},
			"backends": []any{backend},
			"sessions": []any{
				session("full-backup", db.GetName()+"-full", operators.Or(task, "volume-snapshot")),
				session("manifest-backup", db.GetName()+"-manifest", "manifest-backup"),
			},
		},
	}
}

func addonOf(k Kind) string {
	names := map[string]string{"Postgres": "postgres-addon", "MySQL": "mysql-addon", "MariaDB": "mariadb-addon", "MongoDB": "mongodb-addon", "MSSQLServer": "mssqlserver-addon", "ClickHouse": "clickhouse-addon", "Etcd": "etcd-addon"}
	return names[k.Kind]
}
