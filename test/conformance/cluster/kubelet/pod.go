package kubelet

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// pod is the life of one pod on this node.
type pod struct {
	k       *Kubelet
	object  *corev1.Pod
	number  int
	dir     string
	volumes map[string]volume

	mu        sync.Mutex
	tokens    []*token
	running   map[string]*process
	states    map[string]*corev1.ContainerStatus
	started   time.Time
	phase     corev1.PodPhase
	disrupted bool
	killed    bool
	ending    chan struct{} // closed when the pod is to end
	over      chan struct{} // closed when nothing is to be started any more
	endOnce   sync.Once
	grace     time.Duration
}

func newPod(k *Kubelet, object *corev1.Pod, number int) *pod {
	return &pod{
		k: k, object: object, number: number, dir: filepath.Join(k.dir, "pods", string(object.UID)),
		volumes: map[string]volume{}, running: map[string]*process{}, states: map[string]*corev1.ContainerStatus{},
		phase: corev1.PodPending, started: time.Now(), ending: make(chan struct{}), over: make(chan struct{}),
	}
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
	p.waiting("ContainerCreating", "")
	p.report(ctx)
	if p.setUpVolumes(ctx) {
		go p.renewTokens(ctx)
		if p.runInits(ctx) {
			p.runContainers(ctx)
		}
	}
	close(p.over)
	p.killAll()
	p.finish(ctx)
	_ = os.RemoveAll(p.dir)
}

// setUpVolumes retries until all volumes are there; false when the pod ends before.
func (p *pod) setUpVolumes(ctx context.Context) bool {
	delay := 300 * time.Millisecond
	for {
		err := p.makeVolumes(ctx)
		if err == nil {
			return true
		}
		p.waiting("ContainerCreating", err.Error())
		p.report(ctx)
		if p.wait(ctx, delay) {
			return false
		}
		delay = min(delay*2, 2*time.Second)
	}
}

// runInits runs the init containers one after the other; false when the pod is over.
func (p *pod) runInits(ctx context.Context) bool {
	for i := range p.object.Spec.InitContainers {
		c := &p.object.Spec.InitContainers[i]
		if c.RestartPolicy != nil && *c.RestartPolicy == corev1.ContainerRestartPolicyAlways {
			go p.runContainer(ctx, c, corev1.RestartPolicyAlways)
			continue
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
	p.setPhase(corev1.PodRunning)
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

// runContainer runs a container as often as the policy says and returns its
// last exit code; -1 when it never ran.
func (p *pod) runContainer(ctx context.Context, c *corev1.Container, policy corev1.RestartPolicy) int32 {
	backoff := time.Second
	for {
		code, ran := p.runOnce(ctx, c)
		if !ran {
			return -1
		}
		if p.isEnding() || policy == corev1.RestartPolicyNever || (policy == corev1.RestartPolicyOnFailure && code == 0) {
			return code
		}
		p.setWaitingAfterExit(c.Name)
		p.report(ctx)
		if p.wait(ctx, backoff) {
			return code
		}
		backoff = min(backoff*2, 10*time.Second)
	}
}

// runOnce starts a container as soon as it can be and waits for its end.
func (p *pod) runOnce(ctx context.Context, c *corev1.Container) (int32, bool) {
	delay := 300 * time.Millisecond
	for {
		if p.isEnding() {
			return 0, false
		}
		proc, err := p.startContainer(ctx, c)
		var config *configError
		if errors.As(err, &config) {
			p.setWaiting(c.Name, config.reason, config.Error())
			p.report(ctx)
			if p.wait(ctx, delay) {
				return 0, false
			}
			delay = min(delay*2, 2*time.Second)
			continue
		}
		started := time.Now()
		if err != nil {
			// As a container runtime says it: 128 for what cannot be started.
			p.ended(c, started, 128, "StartError", err.Error())
			p.report(ctx)
			return 128, true
		}
		p.runs(c.Name, proc, started)
		p.report(ctx)
		<-proc.done
		code := proc.exitCode()
		p.ended(c, started, code, "", "")
		p.report(ctx)
		return code, true
	}
}

// terminate ends the pod in order: SIGTERM, and SIGKILL after the grace period.
func (p *pod) terminate(grace time.Duration) {
	p.endOnce.Do(func() {
		p.mu.Lock()
		p.grace = grace
		p.mu.Unlock()
		close(p.ending)
		for _, proc := range p.processes() {
			proc.signal(syscall.SIGTERM)
		}
	})
	time.AfterFunc(grace, p.killAll)
}

// kill ends the pod at once.
func (p *pod) kill() {
	p.endOnce.Do(func() { close(p.ending) })
	p.mu.Lock()
	p.killed = true
	p.mu.Unlock()
	p.killAll()
}

func (p *pod) killAll() {
	for _, proc := range p.processes() {
		proc.signal(syscall.SIGKILL)
	}
}

func (p *pod) disrupt() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.disrupted = true
}

// finish writes the last status, and removes the object when it is being deleted.
func (p *pod) finish(ctx context.Context) {
	for _, proc := range p.processes() {
		<-proc.done
	}
	if ctx.Err() != nil {
		return
	}
	p.setPhase(p.finalPhase())
	p.report(ctx)
	p.k.timeline.Add("pod-end", p.object.Namespace, p.object.Name, map[string]any{"phase": string(p.phase), "uid": string(p.object.UID)})
	current, err := p.k.kube.CoreV1().Pods(p.object.Namespace).Get(ctx, p.object.Name, metav1.GetOptions{})
	if err != nil || current.UID != p.object.UID {
		return
	}
	p.mu.Lock()
	remove := current.DeletionTimestamp != nil || p.disrupted
	p.mu.Unlock()
	if remove {
		p.delete()
		return
	}
	// A deletion may come at any time after the end.
	go func() {
		select {
		case <-p.ending:
			p.delete()
		case <-p.k.stopped:
		}
	}()
}

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

func (p *pod) processes() []*process {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []*process
	for _, proc := range p.running {
		out = append(out, proc)
	}
	return out
}
