// Package operators has what the stand-ins for the operators share: a
// level-triggered loop over the objects of some resources, and small helpers
// for unstructured objects.
package operators

import (
	"context"
	"fmt"
	"os"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic/dynamicinformer"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"
)

// Key names an object.
type Key struct {
	GVR       schema.GroupVersionResource
	Namespace string
	Name      string
}

// Reconcile acts on one object. A positive duration asks to be called again
// after it; so does an error.
type Reconcile func(ctx context.Context, key Key) (time.Duration, error)

// Controller calls Reconcile for the keys that its watches map to, never twice
// at once for the same key.
type Controller struct {
	name      string
	queue     workqueue.TypedRateLimitingInterface[Key]
	reconcile Reconcile
}

// NewController makes a controller; Run starts it.
func NewController(name string, reconcile Reconcile) *Controller {
	limiter := workqueue.NewTypedItemExponentialFailureRateLimiter[Key](50*time.Millisecond, 2*time.Second)
	return &Controller{name: name, queue: workqueue.NewTypedRateLimitingQueue(limiter), reconcile: reconcile}
}

// Self maps an object to its own key.
func Self(gvr schema.GroupVersionResource) func(*unstructured.Unstructured) []Key {
	return func(obj *unstructured.Unstructured) []Key {
		return []Key{{GVR: gvr, Namespace: obj.GetNamespace(), Name: obj.GetName()}}
	}
}

// Watch enqueues what mapping makes of each object of gvr that changes.
func (c *Controller) Watch(factory dynamicinformer.DynamicSharedInformerFactory, gvr schema.GroupVersionResource, mapping func(*unstructured.Unstructured) []Key) {
	enqueue := func(obj any) {
		if d, ok := obj.(cache.DeletedFinalStateUnknown); ok {
			obj = d.Obj
		}
		if u, ok := obj.(*unstructured.Unstructured); ok {
			for _, key := range mapping(u) {
				c.queue.Add(key)
			}
		}
	}
	_, _ = factory.ForResource(gvr).Informer().AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    enqueue,
		UpdateFunc: func(_, obj any) { enqueue(obj) },
		DeleteFunc: enqueue,
	})
}

// Add enqueues a key.
func (c *Controller) Add(key Key) { c.queue.Add(key) }

// Run starts the workers; they end with the context.
func (c *Controller) Run(ctx context.Context, workers int) {
	go func() {
		<-ctx.Done()
		c.queue.ShutDown()
	}()
	for range workers {
		go func() {
			for c.next(ctx) {
			}
		}()
	}
}

func (c *Controller) next(ctx context.Context) bool {
	key, quit := c.queue.Get()
	if quit {
		return false
	}
	defer c.queue.Done(key)
	after, err := c.reconcile(ctx, key)
	switch {
	case err != nil:
		if !Transient(err) && ctx.Err() == nil {
			fmt.Fprintf(os.Stderr, "%s %s/%s: %v\n", c.name, key.Namespace, key.Name, err)
		}
		c.queue.AddRateLimited(key)
	case after > 0:
		c.queue.Forget(key)
		c.queue.AddAfter(key, after)
	default:
		c.queue.Forget(key)
	}
	return true
}
