// Package kubelet plays the kubelet of the one node: it runs the containers of
// pods as real processes, each in namespaces of its own, and reports what they
// do. Pods of databases are not its business.
package kubelet

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"

	"cdk8s-kubestash/conformance/timeline"
)

const (
	hostIP = "10.128.0.2"

	// DatabaseLabel and DatabaseManager mark pods that an operator plays.
	DatabaseLabel   = "app.kubernetes.io/managed-by"
	DatabaseManager = "kubedb.com"
	// IgnoreAnnotation on a pod keeps the kubelet's hands off it.
	IgnoreAnnotation = "conformance/no-kubelet"
)

// Kubelet runs pods.
type Kubelet struct {
	kube     kubernetes.Interface
	node     string
	dir      string
	kubectl  string // path of the program, beside this one
	apiHost  string
	apiPort  string
	timeline *timeline.Log
	images   images
	hosts    *hosts

	mu   sync.Mutex
	pods map[types.UID]*pod
	stop context.CancelFunc
	// stopped is closed when the kubelet ends.
	stopped chan struct{}
	wg      sync.WaitGroup
}

// New makes a kubelet whose containers find the API server at apiURL.
func New(kube kubernetes.Interface, node, dir, apiURL string, log *timeline.Log) (*Kubelet, error) {
	u, err := url.Parse(apiURL)
	if err != nil {
		return nil, err
	}
	for _, sub := range []string{"pods", "logs", "claims"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			return nil, err
		}
	}
	h, err := newHosts(filepath.Join(dir, "hosts"))
	if err != nil {
		return nil, err
	}
	binary, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return &Kubelet{
		kube: kube, node: node, dir: dir, kubectl: filepath.Join(filepath.Dir(binary), "kubectl"), apiHost: u.Hostname(), apiPort: u.Port(),
		timeline: log, hosts: h, pods: map[types.UID]*pod{}, stopped: make(chan struct{}),
	}, nil
}

// Run watches pods until the context ends, and then ends all containers.
func (k *Kubelet) Run(ctx context.Context) error {
	ctx, k.stop = context.WithCancel(ctx)
	factory := informers.NewSharedInformerFactory(k.kube, 0)
	informer := factory.Core().V1().Pods().Informer()
	_, err := informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    func(obj any) { k.seen(ctx, obj) },
		UpdateFunc: func(_, obj any) { k.seen(ctx, obj) },
		DeleteFunc: func(obj any) { k.gone(obj) },
	})
	if err != nil {
		return err
	}
	factory.Start(ctx.Done())
	if !cache.WaitForCacheSync(ctx.Done(), informer.HasSynced) {
		return fmt.Errorf("pods cannot be listed")
	}
	return nil
}

// Stop kills all containers and waits for them.
func (k *Kubelet) Stop() {
	if k.stop != nil {
		k.stop()
		close(k.stopped)
	}
	k.mu.Lock()
	for _, p := range k.pods {
		p.kill()
	}
	k.mu.Unlock()
	done := make(chan struct{})
	go func() { k.wg.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(3 * time.Second):
	}
}

func (k *Kubelet) seen(ctx context.Context, obj any) {
	object, ok := obj.(*corev1.Pod)
	if !ok || object.Labels[DatabaseLabel] == DatabaseManager || object.Annotations[IgnoreAnnotation] != "" {
		return
	}
	if object.Spec.NodeName != "" && object.Spec.NodeName != k.node {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	p := k.pods[object.UID]
	if p == nil {
		if object.Status.Phase == corev1.PodSucceeded || object.Status.Phase == corev1.PodFailed {
			return
		}
		p = newPod(k, object)
		k.pods[object.UID] = p
		k.wg.Add(1)
		go func() {
			defer k.wg.Done()
			p.run(ctx)
		}()
	}
	if object.DeletionTimestamp != nil {
		grace := int64(0)
		if object.DeletionGracePeriodSeconds != nil {
			grace = *object.DeletionGracePeriodSeconds
		}
		p.deleteOnce.Do(func() { close(p.deletion) })
		p.terminate(time.Duration(grace) * time.Second)
	}
}

func (k *Kubelet) gone(obj any) {
	if d, ok := obj.(cache.DeletedFinalStateUnknown); ok {
		obj = d.Obj
	}
	object, ok := obj.(*corev1.Pod)
	if !ok {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if p := k.pods[object.UID]; p != nil {
		p.kill()
		delete(k.pods, object.UID)
	}
}

func (k *Kubelet) find(namespace, name string) *pod {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, p := range k.pods {
		if p.object.Namespace == namespace && p.object.Name == name {
			return p
		}
	}
	return nil
}

// Kill ends one container of a pod with SIGKILL, and what comes then is the
// pod's own business. Without a container's name it ends all of them, and the
// pod; with disrupted, the pod fails as after an eviction and is deleted.
func (k *Kubelet) Kill(namespace, name, container string, disrupted bool) error {
	p := k.find(namespace, name)
	if p == nil {
		return fmt.Errorf("no pod %s/%s runs here", namespace, name)
	}
	if container != "" {
		return p.killContainer(container)
	}
	k.timeline.Add("pod-killed", namespace, name, map[string]any{"disrupted": disrupted})
	if disrupted {
		p.fail(failure{reason: "Evicted", message: "the pod was evicted", disrupted: true})
	}
	p.kill()
	return nil
}

// SetImage maps images, SetHost adds a line to /etc/hosts.
func (k *Kubelet) SetImage(image Image) error { return k.images.set(image) }

// ClearImages forgets all mappings.
func (k *Kubelet) ClearImages() { k.images.clear() }

// SetHost resolves a name in all containers; an empty address forgets it.
func (k *Kubelet) SetHost(host, ip string) error { return k.hosts.set(host, ip) }

func (k *Kubelet) bind(ctx context.Context, object *corev1.Pod) error {
	if object.Spec.NodeName != "" {
		return nil
	}
	return k.kube.CoreV1().Pods(object.Namespace).Bind(ctx, &corev1.Binding{
		ObjectMeta: metav1.ObjectMeta{Namespace: object.Namespace, Name: object.Name, UID: object.UID},
		Target:     corev1.ObjectReference{Kind: "Node", Name: k.node},
	}, metav1.CreateOptions{})
}
