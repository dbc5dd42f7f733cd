package kubelet

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
)

// notPlayed names the first thing in a pod that this kubelet would have to
// leave out; "" when it can play it all.
func notPlayed(spec *corev1.PodSpec) string {
	for _, list := range [][]corev1.Container{spec.InitContainers, spec.Containers} {
		for i := range list {
			if what := notPlayedIn(&list[i]); what != "" {
				return fmt.Sprintf("%s (container %s)", what, list[i].Name)
			}
		}
	}
	return ""
}

func notPlayedIn(c *corev1.Container) string {
	if l := c.Lifecycle; l != nil {
		switch {
		case l.PostStart != nil:
			return "lifecycle.postStart"
		case l.PreStop != nil:
			return "lifecycle.preStop"
		case l.StopSignal != nil:
			return "lifecycle.stopSignal"
		}
	}
	for name, probe := range map[string]*corev1.Probe{"startupProbe": c.StartupProbe, "readinessProbe": c.ReadinessProbe, "livenessProbe": c.LivenessProbe} {
		if probe != nil && probe.GRPC != nil {
			return name + ".grpc"
		}
	}
	if len(c.RestartPolicyRules) > 0 {
		return "restartPolicyRules"
	}
	if len(c.VolumeDevices) > 0 {
		return "volumeDevices"
	}
	return ""
}
