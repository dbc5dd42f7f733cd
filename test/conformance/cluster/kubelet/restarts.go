package kubelet

import (
	"context"
	"errors"
	"time"

	corev1 "k8s.io/api/core/v1"
)

const (
	// A container that ends is started again at once, and after these delays
	// when it goes on like that (10 s to 5 min in a real cluster).
	firstBackOff   = time.Second
	longestBackOff = 10 * time.Second
	// forgiven is how long it has to run for the delays to begin anew.
	forgiven = 2 * longestBackOff

	errImagePull     = "ErrImagePull"
	imagePullBackOff = "ImagePullBackOff"
)

// runContainer runs a container as often as the policy says and returns its
// last exit code; -1 when it never ran.
func (p *pod) runContainer(ctx context.Context, c *corev1.Container, policy corev1.RestartPolicy) int32 {
	delay := time.Duration(0)
	for {
		began := time.Now()
		code, ran := p.runOnce(ctx, c)
		if !ran {
			return -1
		}
		if p.isEnding() || policy == corev1.RestartPolicyNever || (policy == corev1.RestartPolicyOnFailure && code == 0) {
			return code
		}
		if time.Since(began) > forgiven {
			delay = 0
		}
		if delay > 0 {
			p.setWaiting(c.Name, "CrashLoopBackOff", "back-off "+delay.String()+" restarting failed container="+c.Name+" pod="+p.fullName())
			p.report(ctx)
			if p.wait(ctx, delay) {
				return code
			}
		}
		delay = max(firstBackOff, min(delay*2, longestBackOff))
	}
}

// runOnce starts a container as soon as it can be and waits for its end; false
// when the pod is over before.
func (p *pod) runOnce(ctx context.Context, c *corev1.Container) (int32, bool) {
	delay := 300 * time.Millisecond
	for {
		if p.isEnding() {
			return 0, false
		}
		proc, err := p.startContainer(ctx, c)
		var config *configError
		if errors.As(err, &config) {
			p.cannotStart(ctx, c, config)
			if p.wait(ctx, delay) {
				return 0, false
			}
			delay = min(delay*2, 2*time.Second)
			continue
		}
		if err != nil {
			p.startFailed(c, err)
			p.report(ctx)
			return startErrorCode, true
		}
		began := time.Now()
		p.runs(c, proc, began)
		p.report(ctx)
		p.health(ctx, c, proc)
		<-proc.done
		p.ended(c, proc, began)
		p.report(ctx)
		return proc.exitCode(), true
	}
}

// cannotStart says what a container waits for. An image that could not be
// pulled is named by its error first, and then by the waiting for another try.
func (p *pod) cannotStart(ctx context.Context, c *corev1.Container, why *configError) {
	reason, message := why.reason, why.Error()
	if reason == errImagePull {
		switch p.waitingFor(c.Name) {
		case errImagePull, imagePullBackOff:
			reason = imagePullBackOff
			message = "Back-off pulling image \"" + c.Image + "\": " + errImagePull + ": " + message
		default:
			p.event(corev1.EventTypeWarning, "Failed", c.Name, "Failed to pull image %q: %s", c.Image, message)
		}
	}
	p.setWaiting(c.Name, reason, message)
	p.report(ctx)
}
