package kubelet

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/kubernetes/pkg/probe"
	httpprobe "k8s.io/kubernetes/pkg/probe/http"
	tcpprobe "k8s.io/kubernetes/pkg/probe/tcp"
)

// tally is how the last results of a probe went.
type tally struct {
	ok    bool
	inRow int32
}

// add counts a result, and says whether there are enough of its kind in a row
// to act on it.
func (t *tally) add(ok bool, spec *corev1.Probe) bool {
	if t.ok != ok {
		t.ok, t.inRow = ok, 0
	}
	t.inRow++
	if ok {
		return t.inRow >= spec.SuccessThreshold
	}
	return t.inRow >= spec.FailureThreshold
}

// look probes a container once. With an error nothing is known: the probe
// itself could not be made.
func (p *pod) look(ctx context.Context, c *corev1.Container, proc *process, spec *corev1.Probe) (ok bool, output string, err error) {
	timeout := time.Duration(spec.TimeoutSeconds) * time.Second
	var result probe.Result
	switch {
	case spec.HTTPGet != nil:
		request, err := httpprobe.NewRequestForHTTPGetAction(spec.HTTPGet, c, podIP(p.object), "probe")
		if err != nil {
			return false, "", err
		}
		result, output, err = httpprobe.New(false).Probe(request, timeout)
		if err != nil {
			return false, output, err
		}
	case spec.TCPSocket != nil:
		port, err := probe.ResolveContainerPort(spec.TCPSocket.Port, c)
		if err != nil {
			return false, "", err
		}
		host := spec.TCPSocket.Host
		if host == "" {
			host = podIP(p.object)
		}
		result, output, err = tcpprobe.New().Probe(host, port, timeout)
		if err != nil {
			return false, output, err
		}
	case spec.Exec != nil:
		return p.lookInside(ctx, c, proc, spec.Exec.Command, timeout)
	}
	return result == probe.Success || result == probe.Warning, output, nil
}

// lookInside is a probe by a command in the container.
func (p *pod) lookInside(ctx context.Context, c *corev1.Container, proc *process, command []string, timeout time.Duration) (bool, string, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	command = expandAll(command, staticEnv(c))
	output, err := proc.exec(ctx, command)
	var exit *exec.ExitError
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return false, fmt.Sprintf("command timed out: %q timed out after %s", command, timeout), nil
	case errors.As(err, &exit):
		return false, string(output), nil
	}
	return err == nil, string(output), err
}

// staticEnv is all that the command of a probe can be expanded with: variables
// whose values are in the pod's spec.
func staticEnv(c *corev1.Container) map[string]string {
	out := map[string]string{}
	for _, v := range c.Env {
		if v.ValueFrom == nil {
			out[v.Name] = v.Value
		}
	}
	return out
}
