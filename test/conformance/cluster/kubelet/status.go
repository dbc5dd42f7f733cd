package kubelet

import (
	"context"
	"fmt"
	"os"
	"slices"
	"syscall"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/util/retry"
	"k8s.io/utils/ptr"
)

// startErrorCode is what container runtimes report of what cannot be started.
const startErrorCode = 128

// podIP is the pod's own address: a loopback one, since pods share the host's
// network. It is made of the UID, so that it can be told in advance.
func podIP(p *corev1.Pod) string {
	sum := uint32(2166136261)
	for _, b := range []byte(p.UID) {
		sum = (sum ^ uint32(b)) * 16777619
	}
	return fmt.Sprintf("127.%d.%d.%d", 1+sum>>16&0xff%254, sum>>8&0xff, 1+sum&0xff%254)
}

func (p *pod) containerID(name string) string {
	return fmt.Sprintf("conformance://%s/%s", p.object.UID, name)
}

func (p *pod) fullName() string {
	return fmt.Sprintf("%s_%s(%s)", p.object.Name, p.object.Namespace, p.object.UID)
}

func (p *pod) setSandbox(there bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sandbox = there
}

// initialize makes all containers wait for their turn.
func (p *pod) initialize() {
	p.mu.Lock()
	defer p.mu.Unlock()
	reason := "ContainerCreating"
	if len(p.object.Spec.InitContainers) > 0 {
		reason = "PodInitializing"
	}
	for _, list := range [][]corev1.Container{p.object.Spec.InitContainers, p.object.Spec.Containers} {
		for _, c := range list {
			p.states[c.Name] = &corev1.ContainerStatus{Name: c.Name, Image: c.Image, State: waitingState(reason, "")}
		}
	}
}

func waitingState(reason, message string) corev1.ContainerState {
	return corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: reason, Message: message}}
}

// setWaiting says why a container is not running.
func (p *pod) setWaiting(name, reason, message string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.states[name]
	if s.State.Terminated != nil {
		s.LastTerminationState = s.State
	}
	s.State = waitingState(reason, message)
}

func (p *pod) waitingFor(name string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if w := p.states[name].State.Waiting; w != nil {
		return w.Reason
	}
	return ""
}

// another makes room for the next instance of a container in its status.
func another(s *corev1.ContainerStatus) {
	if s.State.Terminated != nil {
		s.LastTerminationState = s.State
	}
	if s.LastTerminationState.Terminated != nil {
		s.RestartCount++
	}
}

func (p *pod) runs(c *corev1.Container, proc *process, began time.Time) {
	p.k.timeline.Add("container-start", p.object.Namespace, p.object.Name, map[string]any{"container": c.Name})
	p.mu.Lock()
	p.running[c.Name] = proc
	s := p.states[c.Name]
	another(s)
	s.State = corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: metav1.NewTime(began)}}
	s.ContainerID, s.ImageID = p.containerID(c.Name), c.Image
	s.Ready, s.Started = false, ptr.To(false)
	stopping := p.stopping
	p.mu.Unlock()
	if stopping {
		proc.signal(syscall.SIGKILL)
	}
	if c.StartupProbe == nil {
		p.setStarted(c, proc)
	}
}

// setStarted says that a container runs and has passed its startup probe.
func (p *pod) setStarted(c *corev1.Container, proc *process) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.running[c.Name] != proc {
		return
	}
	s := p.states[c.Name]
	s.Started = ptr.To(true)
	s.Ready = c.ReadinessProbe == nil && (isSidecar(c) || p.isMain(c.Name))
	if first := p.started[c.Name]; first != nil {
		close(first)
		p.started[c.Name] = nil
	}
}

// setReady takes the result of a readiness probe; true when it is news.
func (p *pod) setReady(name string, proc *process, ready bool) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.states[name]
	if p.running[name] != proc || s.Ready == ready {
		return false
	}
	s.Ready = ready
	return true
}

func (p *pod) isMain(name string) bool {
	return slices.ContainsFunc(p.object.Spec.Containers, func(c corev1.Container) bool { return c.Name == name })
}

func (p *pod) ended(c *corev1.Container, proc *process, began time.Time) {
	state := p.terminated(c, proc, began)
	p.k.timeline.Add("container-exit", p.object.Namespace, p.object.Name, map[string]any{"container": c.Name, "exitCode": state.ExitCode})
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.running, c.Name)
	s := p.states[c.Name]
	s.State = corev1.ContainerState{Terminated: state}
	// An ordinary init container is ready when it has done its work.
	s.Ready = state.ExitCode == 0 && !isSidecar(c) && !p.isMain(c.Name)
	s.Started = ptr.To(false)
}

// startFailed is the end of a container that the runtime could not start.
func (p *pod) startFailed(c *corev1.Container, err error) {
	p.k.timeline.Add("container-exit", p.object.Namespace, p.object.Name, map[string]any{"container": c.Name, "exitCode": startErrorCode})
	p.event(corev1.EventTypeWarning, "Failed", c.Name, "Error: %v", err)
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.states[c.Name]
	another(s)
	s.State = corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{
		ExitCode: startErrorCode, Reason: "StartError", Message: err.Error(),
		StartedAt: metav1.Unix(0, 0), FinishedAt: metav1.Now(), ContainerID: p.containerID(c.Name),
	}}
	s.ContainerID, s.ImageID = p.containerID(c.Name), c.Image
	s.Started = ptr.To(false)
}

// report writes the pod's status, keeping conditions that others wrote.
func (p *pod) report(ctx context.Context) {
	if ctx.Err() != nil {
		return
	}
	client := p.k.kube.CoreV1().Pods(p.object.Namespace)
	err := retry.RetryOnConflict(retry.DefaultBackoff, func() error {
		current, err := client.Get(ctx, p.object.Name, metav1.GetOptions{})
		if err != nil || current.UID != p.object.UID {
			return err
		}
		p.fill(&current.Status)
		_, err = client.UpdateStatus(ctx, current, metav1.UpdateOptions{})
		return err
	})
	if err != nil && !apierrors.IsNotFound(err) && ctx.Err() == nil {
		fmt.Fprintf(os.Stderr, "status of pod %s/%s: %v\n", p.object.Namespace, p.object.Name, err)
	}
}

func (p *pod) fill(status *corev1.PodStatus) {
	p.mu.Lock()
	defer p.mu.Unlock()
	began := metav1.NewTime(p.began)
	status.StartTime = &began
	if f := p.failure; f != nil && p.phase != "" {
		status.Reason, status.Message = f.reason, f.message
	}
	if len(p.states) == 0 {
		status.Phase = p.phase // rejected: there is nothing else to say
		return
	}
	status.HostIP = hostIP
	status.HostIPs = []corev1.HostIP{{IP: hostIP}}
	if p.sandbox {
		status.PodIP = podIP(p.object)
		status.PodIPs = []corev1.PodIP{{IP: status.PodIP}}
	}
	status.InitContainerStatuses = p.statuses(p.object.Spec.InitContainers)
	status.ContainerStatuses = p.statuses(p.object.Spec.Containers)
	if status.Phase != corev1.PodFailed && status.Phase != corev1.PodSucceeded {
		status.Phase = p.phase
		if p.phase == "" {
			status.Phase = phaseOf(&p.object.Spec, status.InitContainerStatuses, status.ContainerStatuses)
		}
	}
	for _, c := range conditions(&p.object.Spec, status, p.sandbox) {
		setCondition(status, c)
	}
	if p.failure != nil && p.failure.disrupted {
		setCondition(status, corev1.PodCondition{Type: corev1.DisruptionTarget, Status: corev1.ConditionTrue, Reason: "EvictionByEvictionAPI"})
	}
}

// statuses are those of a list of containers; the caller holds the lock.
func (p *pod) statuses(containers []corev1.Container) []corev1.ContainerStatus {
	var out []corev1.ContainerStatus
	for _, c := range containers {
		out = append(out, *p.states[c.Name].DeepCopy())
	}
	return out
}

// conclude settles the statuses and the phase of a pod of which nothing runs.
func (p *pod) conclude() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.states) == 0 {
		p.phase = corev1.PodFailed
		return
	}
	init, main := p.statuses(p.object.Spec.InitContainers), p.statuses(p.object.Spec.Containers)
	settle(init, main)
	for _, list := range [][]corev1.ContainerStatus{init, main} {
		for i := range list {
			p.states[list[i].Name] = &list[i]
		}
	}
	p.phase = corev1.PodFailed
	if p.failure == nil && succeeded(&p.object.Spec, init, main) {
		p.phase = corev1.PodSucceeded
	}
}

// setCondition writes a condition, with the time of its last change.
func setCondition(status *corev1.PodStatus, c corev1.PodCondition) {
	c.LastTransitionTime = metav1.Now()
	for i, old := range status.Conditions {
		if old.Type == c.Type {
			if old.Status == c.Status {
				c.LastTransitionTime = old.LastTransitionTime
			}
			status.Conditions[i] = c
			return
		}
	}
	status.Conditions = append(status.Conditions, c)
}
