package kubelet

import (
	"fmt"
	"sync"
	"syscall"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// minimumGrace is what a container gets to end, however little is left of the
// pod's grace period.
const minimumGrace = 2 * time.Second

func isSidecar(c *corev1.Container) bool {
	return c.RestartPolicy != nil && *c.RestartPolicy == corev1.ContainerRestartPolicyAlways
}

func (p *pod) gracePeriod() time.Duration {
	if s := p.object.Spec.TerminationGracePeriodSeconds; s != nil {
		return time.Duration(*s) * time.Second
	}
	return corev1.DefaultTerminationGracePeriodSeconds * time.Second
}

// outlives lists the containers whose end a container waits for when its pod
// ends: a sidecar for those of the pod and for the sidecars behind it.
func outlives(spec *corev1.PodSpec, name string) []string {
	var out []string
	for i := len(spec.InitContainers) - 1; i >= 0; i-- {
		c := &spec.InitContainers[i]
		if !isSidecar(c) {
			continue
		}
		if c.Name == name {
			for _, main := range spec.Containers {
				out = append(out, main.Name)
			}
			return out
		}
		out = append(out, c.Name)
	}
	return nil
}

// terminate ends the pod in order. When it is being ended already, only a
// shorter grace period makes a difference.
func (p *pod) terminate(grace time.Duration) {
	again := true
	p.endOnce.Do(func() {
		again = false
		close(p.ending)
		go p.stop(grace)
	})
	if again {
		time.AfterFunc(max(grace, minimumGrace), p.killAll)
	}
}

// stop ends what runs, each container in its turn, and returns when all of it
// has ended. Nothing starts any more.
func (p *pod) stop(grace time.Duration) {
	p.stopOnce.Do(func() {
		p.mu.Lock()
		p.stopping = true
		running := map[string]*process{}
		for name, proc := range p.running {
			running[name] = proc
		}
		p.mu.Unlock()
		deadline := time.Now().Add(grace)
		var wg sync.WaitGroup
		for name, proc := range running {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for _, earlier := range outlives(&p.object.Spec, name) {
					if other := running[earlier]; other != nil {
						other.endedBy(deadline)
					}
				}
				proc.stop(max(time.Until(deadline), minimumGrace))
			}()
		}
		wg.Wait()
	})
}

// kill ends the pod at once.
func (p *pod) kill() {
	p.endOnce.Do(func() { close(p.ending) })
	p.mu.Lock()
	p.stopping = true
	p.mu.Unlock()
	p.killAll()
}

func (p *pod) killContainer(name string) error {
	p.mu.Lock()
	proc := p.running[name]
	p.mu.Unlock()
	if proc == nil {
		return fmt.Errorf("no container %s of pod %s/%s runs", name, p.object.Namespace, p.object.Name)
	}
	p.k.timeline.Add("container-killed", p.object.Namespace, p.object.Name, map[string]any{"container": name})
	proc.signal(syscall.SIGKILL)
	return nil
}

func (p *pod) killAll() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, proc := range p.running {
		proc.signal(syscall.SIGKILL)
	}
}
