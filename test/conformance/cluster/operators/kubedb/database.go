package kubedb

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubestash/conformance/operators"
	"cdk8s-kubestash/conformance/settings"
)

const finalizer = "kubedb.com/finalizer"

// reconcileDatabase brings what belongs to a database to what its resource says.
func (o *Operator) reconcileDatabase(ctx context.Context, key operators.Key) (time.Duration, error) {
	set := o.settings.Get(key.Namespace, key.Name)
	if set.OperatorDown {
		return time.Second, nil
	}
	k := kindByPlural(key.GVR.Resource)
	db, err := o.client.Get(ctx, k.GVR(), key.Namespace, key.Name)
	if err != nil || db == nil {
		return 0, err
	}
	if db.GetDeletionTimestamp() != nil {
		return 0, o.terminate(ctx, k, db)
	}
	if len(db.GetFinalizers()) == 0 {
		err := o.client.Patch(ctx, k.GVR(), key.Namespace, key.Name, operators.Object{"metadata": operators.Object{"finalizers": []any{finalizer}, "resourceVersion": db.GetResourceVersion()}})
		return 0, err
	}
	if operators.Bool(db.Object, "spec", "halted") {
		return 0, o.halt(ctx, k, db)
	}
	if wait, err := o.attachArchiver(ctx, k, db); err != nil || wait > 0 {
		return wait, err
	}
	log, err := o.archive(ctx, db, set)
	if err != nil {
		return 0, err
	}
	wait, err := o.provision(ctx, k, db, set)
	if log > 0 && (wait <= 0 || log < wait) {
		wait = log
	}
	return wait, err
}

// provision makes the pods, Services, Secret and AppBinding and then decides
// how far the database is.
func (o *Operator) provision(ctx context.Context, k Kind, db *unstructured.Unstructured, set settings.Settings) (time.Duration, error) {
	secret, err := o.ensureSecret(ctx, k, db)
	if err != nil {
		return 0, err
	}
	for _, s := range services(k, db.Object) {
		if err := o.ensureService(ctx, s, k, db); err != nil {
			return 0, err
		}
	}
	if wait, err := o.archiveReady(ctx, db, set); err != nil || wait > 0 {
		return wait, firstError(err, o.updateConditions(ctx, k, db, nil, false))
	}
	want := members(k, db.Object)
	pods, err := o.ensurePods(ctx, k, db, want)
	if err != nil {
		return 0, err
	}
	if o.client.Seen(operators.AppBindings, db.GetNamespace(), db.GetName()) == nil {
		if err := o.client.Create(ctx, operators.AppBindings, appBinding(k, db.Object, secret)); err != nil {
			return 0, err
		}
	}
	recovering, err := o.recover(db, pods, set)
	if err != nil {
		return 0, err
	}

	s := o.of(string(db.GetUID()))
	ready := len(pods) >= len(want)
	for i := range pods {
		ready = ready && podReady(pods[i].Object) && (roleWanted(want, pods[i].GetName()) == "" || pods[i].GetLabels()[labelRole] != "")
	}
	o.mu.Lock()
	switch {
	case !ready:
		s.readyFrom = time.Time{}
	case s.readyFrom.IsZero():
		s.readyFrom = time.Now()
	}
	left := time.Until(s.readyFrom.Add(settings.Seconds(set.ReadySeconds)))
	o.mu.Unlock()
	serving := ready && left <= 0
	if err := o.updateConditions(ctx, k, db, pods, serving); err != nil {
		return 0, err
	}
	switch {
	case recovering > 0:
		return recovering, nil
	case ready && left > 0:
		return left, nil
	}
	return 0, nil
}

// updateConditions writes conditions and phase, and spec.init.initialized once
// the database is provisioned.
func (o *Operator) updateConditions(ctx context.Context, k Kind, db *unstructured.Unstructured, pods []unstructured.Unstructured, serving bool) error {
	status := operators.StatusCopy(db)
	generation := db.GetGeneration()
	set := func(kind string, value bool, reason string) {
		s := "False"
		if value {
			s = "True"
		}
		operators.SetCondition(status, generation, operators.Condition{Type: kind, Status: s, Reason: reason, Message: reason})
	}
	if operators.ConditionStatus(status, "Halted") != "" {
		operators.RemoveCondition(status, "Halted")
	}
	if operators.ConditionStatus(status, "ProvisioningStarted") == "" {
		set("ProvisioningStarted", true, "DatabaseProvisioningStartedSuccessfully")
	}
	if restored := o.restoredFrom(string(db.GetUID())); restored != nil {
		operators.SetCondition(status, generation, *restored)
	}
	provisioned := operators.ConditionStatus(status, "Provisioned") == "True"
	if serving {
		set("ReplicaReady", true, "AllReplicasReady")
		waits := operators.Bool(db.Object, "spec", "init", "waitForInitialRestore") && !operators.Bool(db.Object, "spec", "init", "initialized")
		if !provisioned && (!waits || operators.ConditionStatus(status, "DataRestored") == "True") {
			set("Provisioned", true, "DatabaseSuccessfullyProvisioned")
			provisioned = true
		}
		if provisioned {
			set("AcceptingConnection", true, "DatabaseAcceptingConnectionRequest")
			set("Ready", true, "ReadinessCheckSucceeded")
		}
	} else if operators.ConditionStatus(status, "ReplicaReady") != "" {
		someone := false
		for i := range pods {
			role := pods[i].GetLabels()[labelRole]
			someone = someone || (podReady(pods[i].Object) && (k.Primary == "" || role == "" || role == k.Primary))
		}
		set("ReplicaReady", false, "SomeReplicasAreNotReady")
		if provisioned {
			set("AcceptingConnection", someone, "ConnectionCheck")
			set("Ready", false, "ReadinessCheckFailed")
		}
	}
	phase := Phase(status)
	if phase != operators.Str(db.Object, "status", "phase") {
		o.timeline.Add("database-phase", db.GetNamespace(), db.GetName(), map[string]any{"kind": k.Kind, "phase": phase, "uid": string(db.GetUID())})
	}
	status["phase"] = phase
	if !same(status, operators.Map(db.Object, "status")) {
		if err := o.client.SetStatus(ctx, k.GVR(), db, status); err != nil {
			return err
		}
	}
	if provisioned && operators.Map(db.Object, "spec", "init") != nil && !operators.Bool(db.Object, "spec", "init", "initialized") {
		return o.client.Patch(ctx, k.GVR(), db.GetNamespace(), db.GetName(), operators.Object{"spec": operators.Object{"init": operators.Object{"initialized": true}}})
	}
	return nil
}

// ensureSecret makes the auth Secret unless the user names one.
func (o *Operator) ensureSecret(ctx context.Context, k Kind, db *unstructured.Unstructured) (string, error) {
	name := operators.Or(operators.Str(db.Object, "spec", "authSecret", "name"), db.GetName()+"-auth")
	existing, err := o.client.Get(ctx, operators.Secrets, db.GetNamespace(), name)
	if err != nil || existing != nil || operators.Bool(db.Object, "spec", "authSecret", "externallyManaged") {
		return name, err
	}
	password := make([]byte, 8)
	if _, err := rand.Read(password); err != nil {
		return "", err
	}
	user := map[string]string{"Postgres": "postgres", "Elasticsearch": "elastic", "MSSQLServer": "sa", "Redis": "default"}[k.Kind]
	encode := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
	return name, o.client.Create(ctx, operators.Secrets, operators.Object{
		"apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/basic-auth",
		"metadata": operators.Object{"name": name, "namespace": db.GetNamespace(), "labels": stringMap(selector(k, db.GetName()))},
		"data":     operators.Object{"username": encode(operators.Or(user, "root")), "password": encode(hex.EncodeToString(password))},
	})
}

// ensureService creates a Service, and puts its selector back when somebody
// else changed it.
func (o *Operator) ensureService(ctx context.Context, s service, k Kind, db *unstructured.Unstructured) error {
	existing := o.client.Seen(operators.Services, db.GetNamespace(), s.name)
	if existing == nil {
		return o.client.Create(ctx, operators.Services, s.object(k, db.Object))
	}
	current := operators.Map(existing.Object, "spec", "selector")
	if same(current, stringMap(s.selector)) || existing.GetDeletionTimestamp() != nil {
		return nil
	}
	patch := operators.Object{}
	for key := range current {
		patch[key] = nil
	}
	for key, value := range s.selector {
		patch[key] = value
	}
	return o.client.Patch(ctx, operators.Services, db.GetNamespace(), s.name, operators.Object{"spec": operators.Object{"selector": patch}})
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
