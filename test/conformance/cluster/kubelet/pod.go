package kubelet

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// pod is the life of one pod on this node.
type pod struct {
	k       *Kubelet
	object  *corev1.Pod
	dir     string
	volumes map[string]volume

	mu       sync.Mutex
	tokens   []*token
	running  map[string]*process
	states   map[string]*corev1.ContainerStatus
	began    time.Time
	sandbox  bool            // there is one: containers can start
	phase    corev1.PodPhase // once the pod is over
	failure  *failure
	stopping bool
	started  map[string]chan struct{} // closed when a sidecar has started for the first time
	sidecars sync.WaitGroup

	ending     chan struct{} // closed when the pod is to end
	over       chan struct{} // closed when nothing is to be started any more
	deletion   chan struct{} // closed when the object is to be deleted
	endOnce    sync.Once
	stopOnce   sync.Once
	deleteOnce sync.Once
}

// failure is why a pod fails whatever its containers do.
type failure struct {
	reason, message string
	disrupted       bool
}

func newPod(k *Kubelet, object *corev1.Pod) *pod {
	p := &pod{
		k: k, object: object, dir: filepath.Join(k.dir, "pods", string(object.UID)),
		volumes: map[string]volume{}, running: map[string]*process{}, states: map[string]*corev1.ContainerStatus{}, started: map[string]chan struct{}{},
		began: time.Now(), ending: make(chan struct{}), over: make(chan struct{}), deletion: make(chan struct{}),
	}
	for _, c := range object.Spec.InitContainers {
		p.started[c.Name] = make(chan struct{})
	}
	return p
}

// run takes the pod from binding to its end.
func (p *pod) run(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for {
		err := p.k.bind(ctx, p.object)
		if err == nil || apierrors.IsConflict(err) {
			break
		}
		if apierrors.IsNotFound(err) || p.wait(ctx, 200*time.Millisecond) {
			return
		}
	}
	p.k.timeline.Add("pod-start", p.object.Namespace, p.object.Name, map[string]any{"uid": string(p.object.UID)})
	if missing := notPlayed(&p.object.Spec); missing != "" {
		p.reject(missing)
	} else {
		p.live(ctx)
	}
	close(p.over)
	p.stop(p.gracePeriod())
	p.sidecars.Wait()
	p.finish(ctx)
	_ = os.RemoveAll(p.dir)
}

// live runs the pod's containers until all but the sidecars have ended.
func (p *pod) live(ctx context.Context) {
	if seconds := p.object.Spec.ActiveDeadlineSeconds; seconds != nil {
		timer := time.AfterFunc(time.Duration(*seconds)*time.Second, func() {
			p.fail(failure{reason: "DeadlineExceeded", message: "Pod was active on the node longer than the specified deadline"})
			p.terminate(p.gracePeriod())
		})
		defer timer.Stop()
	}
	p.initialize()
	p.report(ctx)
	if !p.setUpVolumes(ctx) {
		return
	}
	p.setSandbox(true)
	p.report(ctx)
	go p.renewTokens(ctx)
	if p.runInits(ctx) {
		p.runContainers(ctx)
	}
}

// setUpVolumes retries until all volumes are there; false when the pod ends before.
func (p *pod) setUpVolumes(ctx context.Context) bool {
	delay := 300 * time.Millisecond
	for {
		err := p.makeVolumes(ctx)
		if err == nil {
			return true
		}
		p.event(corev1.EventTypeWarning, "FailedMount", "", "%v", err)
		if p.wait(ctx, delay) {
			return false
		}
		delay = min(delay*2, 2*time.Second)
	}
}

// runInits runs the init containers one after the other, sidecars until they
// have started; false when the pod is over.
func (p *pod) runInits(ctx context.Context) bool {
	for i := range p.object.Spec.InitContainers {
		c := &p.object.Spec.InitContainers[i]
		if isSidecar(c) {
			p.sidecars.Add(1)
			go func() {
				defer p.sidecars.Done()
				p.runContainer(ctx, c, corev1.RestartPolicyAlways)
			}()
			select {
			case <-p.started[c.Name]:
				continue
			case <-p.ending:
				return false
			}
		}
		policy := p.object.Spec.RestartPolicy
		if policy == corev1.RestartPolicyAlways {
			policy = corev1.RestartPolicyOnFailure
		}
		if p.runContainer(ctx, c, policy) != 0 || p.isEnding() {
			return false
		}
	}
	return true
}

// runContainers runs the containers together until all have ended for good.
func (p *pod) runContainers(ctx context.Context) {
	var wg sync.WaitGroup
	for i := range p.object.Spec.Containers {
		c := &p.object.Spec.Containers[i]
		wg.Add(1)
		go func() {
			defer wg.Done()
			p.runContainer(ctx, c, p.object.Spec.RestartPolicy)
		}()
	}
	wg.Wait()
}

// finish writes the last status, and removes the object when it is being deleted.
func (p *pod) finish(ctx context.Context) {
	if ctx.Err() != nil {
		return
	}
	p.setSandbox(false)
	p.conclude()
	p.report(ctx)
	p.k.timeline.Add("pod-end", p.object.Namespace, p.object.Name, map[string]any{"phase": string(p.phase), "uid": string(p.object.UID)})
	current, err := p.k.kube.CoreV1().Pods(p.object.Namespace).Get(ctx, p.object.Name, metav1.GetOptions{})
	if err != nil || current.UID != p.object.UID {
		return
	}
	if current.DeletionTimestamp != nil || (p.failure != nil && p.failure.disrupted) {
		p.delete()
		return
	}
	// A deletion may come at any time after the end.
	go func() {
		select {
		case <-p.deletion:
			p.delete()
		case <-p.k.stopped:
		}
	}()
}

// delete removes the object.
func (p *pod) delete() {
	zero := int64(0)
	uid := p.object.UID
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	_ = p.k.kube.CoreV1().Pods(p.object.Namespace).Delete(ctx, p.object.Name, metav1.DeleteOptions{
		GracePeriodSeconds: &zero, Preconditions: &metav1.Preconditions{UID: &uid},
	})
}

// wait sleeps; true when the pod is to end.
func (p *pod) wait(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return true
	case <-p.ending:
		return true
	case <-p.over:
		return true
	case <-time.After(d):
		return false
	}
}

func (p *pod) isEnding() bool {
	select {
	case <-p.ending:
		return true
	case <-p.over:
		return true
	default:
		return false
	}
}

// fail makes the pod fail for a reason of its own; the first reason stays.
func (p *pod) fail(f failure) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.failure == nil {
		p.failure = &f
	}
}

// reject fails a pod that asks for something that is not played here: loudly,
// since a real cluster would do it.
func (p *pod) reject(what string) {
	p.fail(failure{reason: "NotPlayed", message: "the conformance cluster does not play " + what})
	p.event(corev1.EventTypeWarning, "NotPlayed", "", "the conformance cluster does not play %s", what)
	fmt.Fprintf(os.Stderr, "pod %s/%s failed: the conformance cluster does not play %s\n", p.object.Namespace, p.object.Name, what)
}
