package kubelet

import (
	"context"
	"fmt"
	"os"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/util/retry"
)

func podIP(p *corev1.Pod) string {
	// One address per pod, made of its UID, so that it can be told in advance.
	sum := uint32(2166136261)
	for _, b := range []byte(p.UID) {
		sum = (sum ^ uint32(b)) * 16777619
	}
	return fmt.Sprintf("10.244.%d.%d", sum>>8&0xff, 1+sum&0xff%254)
}

func (p *pod) containerID(name string) string {
	return fmt.Sprintf("conformance://%s/%s", p.object.UID, name)
}

func (p *pod) setPhase(phase corev1.PodPhase) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.phase = phase
}

// state returns the status of a container; the caller holds the lock.
func (p *pod) state(name string) *corev1.ContainerStatus {
	s := p.states[name]
	if s == nil {
		s = &corev1.ContainerStatus{Name: name}
		p.states[name] = s
	}
	return s
}

// waiting sets the reason of all containers that have not started.
func (p *pod) waiting(reason, message string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, c := range p.object.Spec.InitContainers {
		r := reason
		if i > 0 {
			r = "PodInitializing"
		}
		p.state(c.Name).State = corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: r, Message: message}}
	}
	if len(p.object.Spec.InitContainers) > 0 {
		reason = "PodInitializing"
	}
	for _, c := range p.object.Spec.Containers {
		p.state(c.Name).State = corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: reason, Message: message}}
	}
}

func (p *pod) setWaiting(name, reason, message string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state(name).State = corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: reason, Message: message}}
}

// setWaitingAfterExit says that a container will be started again.
func (p *pod) setWaitingAfterExit(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.state(name)
	s.LastTerminationState = s.State
	s.State = corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: "CrashLoopBackOff"}}
	s.RestartCount++
}

func (p *pod) runs(name string, proc *process, started time.Time) {
	p.k.timeline.Add("container-start", p.object.Namespace, p.object.Name, map[string]any{"container": name})
	p.mu.Lock()
	p.running[name] = proc
	yes := true
	s := p.state(name)
	s.State = corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: metav1.NewTime(started)}}
	s.ContainerID = p.containerID(name)
	s.Ready, s.Started = true, &yes
	killed := p.killed
	p.mu.Unlock()
	if killed {
		p.killAll()
	}
}

func (p *pod) ended(c *corev1.Container, started time.Time, code int32, reason, message string) {
	state := p.terminated(c, started, code)
	if reason != "" {
		state.Reason, state.Message = reason, message
	}
	p.k.timeline.Add("container-exit", p.object.Namespace, p.object.Name, map[string]any{"container": c.Name, "exitCode": code})
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.running, c.Name)
	no := false
	s := p.state(c.Name)
	s.State = corev1.ContainerState{Terminated: state}
	s.ContainerID = state.ContainerID
	s.Ready, s.Started = false, &no
}

// finalPhase is Succeeded when every container ended with 0, else Failed.
// Containers that never started count as failed, as with the kubelet.
func (p *pod) finalPhase() corev1.PodPhase {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.disrupted {
		return corev1.PodFailed
	}
	for _, c := range p.object.Spec.InitContainers {
		if t := p.state(c.Name).State.Terminated; c.RestartPolicy == nil && (t == nil || t.ExitCode != 0) {
			return corev1.PodFailed
		}
	}
	for _, c := range p.object.Spec.Containers {
		if t := p.state(c.Name).State.Terminated; t == nil || t.ExitCode != 0 {
			return corev1.PodFailed
		}
	}
	return corev1.PodSucceeded
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
	started := metav1.NewTime(p.started)
	status.StartTime = &started
	status.HostIP = hostIP
	status.HostIPs = []corev1.HostIP{{IP: hostIP}}
	status.PodIP = podIP(p.object)
	status.PodIPs = []corev1.PodIP{{IP: status.PodIP}}
	status.InitContainerStatuses = p.containerStatuses(p.object.Spec.InitContainers)
	status.ContainerStatuses = p.containerStatuses(p.object.Spec.Containers)
	if status.Phase != corev1.PodFailed && status.Phase != corev1.PodSucceeded {
		status.Phase = p.phase
	}
	initialized, ready := true, p.phase == corev1.PodRunning
	for _, s := range status.InitContainerStatuses {
		initialized = initialized && s.State.Terminated != nil && s.State.Terminated.ExitCode == 0
	}
	for _, s := range status.ContainerStatuses {
		ready = ready && s.Ready
	}
	reason := ""
	if p.phase == corev1.PodSucceeded {
		initialized, reason = true, "PodCompleted"
	}
	setCondition(status, corev1.PodScheduled, true, "")
	setCondition(status, corev1.PodInitialized, initialized, reason)
	setCondition(status, corev1.ContainersReady, ready, reason)
	setCondition(status, corev1.PodReady, ready, reason)
	if p.disrupted {
		setCondition(status, corev1.DisruptionTarget, true, "EvictionByEvictionAPI")
		status.Reason, status.Message = "Evicted", "the pod was evicted"
	}
}

func (p *pod) containerStatuses(containers []corev1.Container) []corev1.ContainerStatus {
	var out []corev1.ContainerStatus
	for _, c := range containers {
		s := *p.state(c.Name)
		s.Image, s.ImageID = c.Image, c.Image
		over := p.phase == corev1.PodFailed || p.phase == corev1.PodSucceeded
		if over && s.State.Waiting != nil && s.LastTerminationState.Terminated != nil {
			s.State, s.LastTerminationState = s.LastTerminationState, corev1.ContainerState{}
		}
		out = append(out, s)
	}
	return out
}

func setCondition(status *corev1.PodStatus, kind corev1.PodConditionType, value bool, reason string) {
	want := corev1.ConditionFalse
	if value {
		want = corev1.ConditionTrue
	}
	for i := range status.Conditions {
		c := &status.Conditions[i]
		if c.Type == kind {
			if c.Status != want {
				c.LastTransitionTime = metav1.Now()
			}
			c.Status, c.Reason = want, reason
			return
		}
	}
	status.Conditions = append(status.Conditions, corev1.PodCondition{Type: kind, Status: want, Reason: reason, LastTransitionTime: metav1.Now()})
}
