package kubedb

import (
	"context"
	"sync"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/dynamic/dynamicinformer"

	"cdk8s-kubestash/conformance/model"
	"cdk8s-kubestash/conformance/operators"
	"cdk8s-kubestash/conformance/settings"
	"cdk8s-kubestash/conformance/timeline"
)

// Operator plays KubeDB.
type Operator struct {
	client   operators.Client
	settings *settings.Store
	timeline *timeline.Log
	model    *model.Model
	node     string

	databases *operators.Controller
	pods      *operators.Controller
	restores  *operators.Controller
	requests  *operators.Controller

	activate sync.Mutex
	start    func(Kind)

	mu    sync.Mutex
	alive map[string]bool   // kinds that are watched
	state map[string]*state // by UID of the database
	seen  map[string]*podState
	next  int
}

// state is what the operator remembers of a database object.
type state struct {
	primary   map[string]string // group -> name of its primary pod
	readyFrom time.Time         // when the last pod became ready
	archiver  time.Time         // when the recovery from an archive began
	recovered bool
	restored  *operators.Condition // that the end of the recovery is reported by
	suspended bool                 // archiving
	resumed   time.Time            // since when archiving is on again and no log has come
}

// podState is what is remembered of a pod.
type podState struct {
	created time.Time
	ready   time.Time
	ip      string
}

// New makes the operator; Run starts it.
func New(client operators.Client, node string, set *settings.Store, log *timeline.Log, m *model.Model) *Operator {
	o := &Operator{
		client: client, settings: set, timeline: log, model: m, node: node,
		alive: map[string]bool{}, state: map[string]*state{}, seen: map[string]*podState{},
	}
	o.databases = operators.NewController("database", o.reconcileDatabase)
	o.pods = operators.NewController("database-pod", o.reconcilePod)
	o.restores = operators.NewController("restore-watch", o.reconcileRestore)
	o.requests = operators.NewController("ops-request", o.reconcileRequest)
	return o
}

// Run watches what belongs to databases, and RestoreSessions. The databases
// themselves are watched from the moment that Activate names their kind.
func (o *Operator) Run(ctx context.Context, factory dynamicinformer.DynamicSharedInformerFactory, workers int) {
	o.databases.Watch(factory, operators.Pods, ownerKeys)
	o.databases.Watch(factory, operators.Services, ownerKeys)
	o.databases.Watch(factory, operators.AppBindings, ownerKeys)
	o.databases.Watch(factory, operators.Repositories, o.waitingForRepositories)
	o.pods.Watch(factory, operators.Pods, func(pod *unstructured.Unstructured) []operators.Key {
		if pod.GetLabels()[labelManagedBy] != group {
			return nil
		}
		return operators.Self(operators.Pods)(pod)
	})
	o.restores.Watch(factory, operators.RestoreSessions, operators.Self(operators.RestoreSessions))
	for plural := range requestKinds {
		o.requests.Watch(factory, requestGVR(plural), operators.Self(requestGVR(plural)))
	}
	o.start = func(k Kind) {
		o.databases.Watch(factory, k.GVR(), operators.Self(k.GVR()))
		if k.Archiver != "" {
			o.databases.Watch(factory, archiverGVR(k), o.sameKind(k))
		}
		factory.Start(ctx.Done())
	}
	o.databases.Run(ctx, workers)
	o.pods.Run(ctx, workers)
	o.restores.Run(ctx, workers)
	o.requests.Run(ctx, workers)
}

// Activate begins to watch a kind, of databases or of archivers. Watching all
// of them from the start would make the API server work for a long time on
// large definitions that most tests never use.
func (o *Operator) Activate(kind string) {
	o.activate.Lock()
	defer o.activate.Unlock()
	for _, k := range Kinds() {
		if k.Kind != kind && k.Archiver != kind {
			continue
		}
		o.mu.Lock()
		known := o.alive[k.Kind]
		o.alive[k.Kind] = true
		o.mu.Unlock()
		if !known {
			o.start(k)
		}
	}
}

// Active lists the kinds that are watched.
func (o *Operator) Active() []Kind {
	o.mu.Lock()
	defer o.mu.Unlock()
	var out []Kind
	for _, k := range Kinds() {
		if o.alive[k.Kind] {
			out = append(out, k)
		}
	}
	return out
}

// ownerKeys maps an object to the database that controls it.
func ownerKeys(obj *unstructured.Unstructured) []operators.Key {
	for _, ref := range obj.GetOwnerReferences() {
		if k, ok := KindOf(ref.Kind); ok && ref.Controller != nil && *ref.Controller {
			return []operators.Key{{GVR: k.GVR(), Namespace: obj.GetNamespace(), Name: ref.Name}}
		}
	}
	return nil
}

func (o *Operator) of(uid string) *state {
	o.mu.Lock()
	defer o.mu.Unlock()
	s := o.state[uid]
	if s == nil {
		s = &state{primary: map[string]string{}}
		o.state[uid] = s
	}
	return s
}
