// Package kubestash plays the operator of the backup kinds: storages become
// Ready, Repositories and Snapshots appear, backups run, and RestoreSessions go
// through the phases that the upstream documentation and libraries state, the
// unfriendly ones included.
package kubestash

import (
	"context"
	"sync"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/dynamic/dynamicinformer"

	"cdk8s-kubestash/conformance/model"
	"cdk8s-kubestash/conformance/operators"
	"cdk8s-kubestash/conformance/operators/kubedb"
	"cdk8s-kubestash/conformance/settings"
	"cdk8s-kubestash/conformance/timeline"
)

// Operator plays KubeStash.
type Operator struct {
	client    operators.Client
	databases *kubedb.Operator
	settings  *settings.Store
	timeline  *timeline.Log
	model     *model.Model

	storages *operators.Controller
	backups  *operators.Controller
	sessions *operators.Controller
	restores *operators.Controller

	mu    sync.Mutex
	since map[string]time.Time // what began when, by UID and step
	runs  map[string]*run      // restores by UID of the session
}

// New makes the operator; Run starts it.
func New(client operators.Client, databases *kubedb.Operator, set *settings.Store, log *timeline.Log, m *model.Model) *Operator {
	o := &Operator{
		client: client, databases: databases, settings: set, timeline: log, model: m,
		since: map[string]time.Time{}, runs: map[string]*run{},
	}
	o.storages = operators.NewController("backup-storage", o.reconcileStorage)
	o.backups = operators.NewController("backup-configuration", o.reconcileBackup)
	o.sessions = operators.NewController("backup-session", o.reconcileSession)
	o.restores = operators.NewController("restore-session", o.reconcileRestore)
	return o
}

// Run watches the kinds of KubeStash.
func (o *Operator) Run(ctx context.Context, factory dynamicinformer.DynamicSharedInformerFactory, workers int) {
	o.storages.Watch(factory, operators.BackupStorages, operators.Self(operators.BackupStorages))
	o.storages.Watch(factory, operators.Repositories, func(r *unstructured.Unstructured) []operators.Key {
		return []operators.Key{{
			GVR: operators.BackupStorages, Name: operators.Str(r.Object, "spec", "storageRef", "name"),
			Namespace: operators.Or(operators.Str(r.Object, "spec", "storageRef", "namespace"), r.GetNamespace()),
		}}
	})
	o.backups.Watch(factory, operators.BackupConfigurations, operators.Self(operators.BackupConfigurations))
	o.sessions.Watch(factory, operators.BackupSessions, operators.Self(operators.BackupSessions))
	created := map[string]bool{}
	o.restores.Watch(factory, operators.RestoreSessions, func(s *unstructured.Unstructured) []operators.Key {
		o.mu.Lock()
		first := !created[string(s.GetUID())]
		created[string(s.GetUID())] = true
		o.mu.Unlock()
		if first {
			o.timeline.Add("restoresession-created", s.GetNamespace(), s.GetName(), map[string]any{"uid": string(s.GetUID()), "target": operators.Str(s.Object, "spec", "target", "name")})
		}
		return operators.Self(operators.RestoreSessions)(s)
	})
	for _, c := range []*operators.Controller{o.storages, o.backups, o.sessions, o.restores} {
		c.Run(ctx, workers)
	}
}

// began is when a step of an object began: now, the first time.
func (o *Operator) began(uid, step string) time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	key := uid + "/" + step
	if o.since[key].IsZero() {
		o.since[key] = time.Now()
	}
	return o.since[key]
}

// left is how much of a step's time is left.
func (o *Operator) left(uid, step string, seconds float64) time.Duration {
	return time.Until(o.began(uid, step).Add(settings.Seconds(seconds)))
}

func condition(status operators.Object, obj *unstructured.Unstructured, kind string, value bool, reason, message string) {
	s := "False"
	if value {
		s = "True"
	}
	operators.SetCondition(status, obj.GetGeneration(), operators.Condition{Type: kind, Status: s, Reason: reason, Message: message})
}
