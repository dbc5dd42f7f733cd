package kubelet

import (
	"context"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// health probes a running container until it ends: first whether it has
// started, then whether it is ready and alive.
func (p *pod) health(ctx context.Context, c *corev1.Container, proc *process) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if c.StartupProbe != nil {
		started := false
		p.every(ctx, c, proc, "Startup", c.StartupProbe, func(ok bool) bool {
			started = ok
			return false
		})
		if !started {
			return
		}
		p.setStarted(c, proc)
		p.report(ctx)
	}
	if c.LivenessProbe != nil {
		go p.every(ctx, c, proc, "Liveness", c.LivenessProbe, func(ok bool) bool { return ok })
	}
	if c.ReadinessProbe != nil {
		go p.every(ctx, c, proc, "Readiness", c.ReadinessProbe, func(ok bool) bool {
			if p.setReady(c.Name, proc, ok) {
				p.report(ctx)
			}
			return true
		})
	}
	<-proc.done
}

// every makes one of a container's probes again and again, and passes on the
// results that count, as long as act wants more of them. A container that
// fails to start, or to be alive, is stopped.
//
// The first look is after half a period: where a real kubelet, which looks at
// times of its own, is on average.
func (p *pod) every(ctx context.Context, c *corev1.Container, proc *process, kind string, spec *corev1.Probe, act func(ok bool) bool) {
	period := time.Duration(spec.PeriodSeconds) * time.Second
	next := time.Duration(spec.InitialDelaySeconds)*time.Second + period/2
	if kind == "Readiness" {
		next = time.Duration(spec.InitialDelaySeconds) * time.Second // looked at as soon as it has started
	}
	counts := tally{}
	for {
		timer := time.NewTimer(next)
		select {
		case <-proc.done:
			timer.Stop()
			return
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		}
		next = period
		if kind != "Readiness" && p.isEnding() {
			return
		}
		ok, output, err := p.look(ctx, c, proc, spec)
		if proc.ended() {
			return
		}
		if err != nil {
			p.event(corev1.EventTypeWarning, "Unhealthy", c.Name, "%s probe errored and resulted in unknown state: %v", kind, err)
			continue
		}
		if !ok {
			p.event(corev1.EventTypeWarning, "Unhealthy", c.Name, "%s probe failed: %s", kind, output)
		}
		if !counts.add(ok, spec) {
			continue
		}
		if !ok && kind != "Readiness" {
			p.unhealthy(c, proc, kind, spec)
		}
		if !act(ok) {
			return
		}
	}
}

// unhealthy stops a container that failed its startup or liveness probe.
func (p *pod) unhealthy(c *corev1.Container, proc *process, kind string, spec *corev1.Probe) {
	p.event(corev1.EventTypeNormal, "Killing", c.Name, "Container %s failed %s probe, will be restarted", c.Name, strings.ToLower(kind))
	grace := p.gracePeriod()
	if spec.TerminationGracePeriodSeconds != nil {
		grace = time.Duration(*spec.TerminationGracePeriodSeconds) * time.Second
	}
	proc.stop(max(grace, minimumGrace))
}
