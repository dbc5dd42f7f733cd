package kubelet

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
)

// conditions are those that a kubelet derives from the phase and the statuses
// of a pod's containers, which have to be in the status already.
func conditions(spec *corev1.PodSpec, status *corev1.PodStatus, sandbox bool) []corev1.PodCondition {
	ready := containersReady(spec, status)
	podReady := ready
	podReady.Type = corev1.PodReady
	return []corev1.PodCondition{
		condition(corev1.PodReadyToStartContainers, sandbox, "", ""),
		initialized(spec, status),
		podReady,
		ready,
		condition(corev1.PodScheduled, true, "", ""),
	}
}

func initialized(spec *corev1.PodSpec, status *corev1.PodStatus) corev1.PodCondition {
	if status.Phase == corev1.PodSucceeded {
		return condition(corev1.PodInitialized, true, "PodCompleted", "")
	}
	var incomplete []string
	for i, s := range status.InitContainerStatuses {
		done := s.Ready
		if isSidecar(&spec.InitContainers[i]) {
			done = s.Started != nil && *s.Started
		}
		if !done {
			incomplete = append(incomplete, s.Name)
		}
	}
	// What comes after the initialization says that there was one, also while
	// a sidecar is being restarted.
	if len(incomplete) == 0 || anyBegan(status.ContainerStatuses) {
		return condition(corev1.PodInitialized, true, "", "")
	}
	return condition(corev1.PodInitialized, false, "ContainersNotInitialized", fmt.Sprintf("containers with incomplete status: %s", incomplete))
}

func containersReady(spec *corev1.PodSpec, status *corev1.PodStatus) corev1.PodCondition {
	switch status.Phase {
	case corev1.PodSucceeded:
		return condition(corev1.ContainersReady, false, "PodCompleted", "")
	case corev1.PodFailed:
		return condition(corev1.ContainersReady, false, "PodFailed", "")
	}
	var unready []string
	for i, s := range status.InitContainerStatuses {
		if isSidecar(&spec.InitContainers[i]) && !s.Ready {
			unready = append(unready, s.Name)
		}
	}
	for _, s := range status.ContainerStatuses {
		if !s.Ready {
			unready = append(unready, s.Name)
		}
	}
	if len(unready) > 0 {
		return condition(corev1.ContainersReady, false, "ContainersNotReady", fmt.Sprintf("containers with unready status: %s", unready))
	}
	return condition(corev1.ContainersReady, true, "", "")
}

func condition(kind corev1.PodConditionType, value bool, reason, message string) corev1.PodCondition {
	status := corev1.ConditionFalse
	if value {
		status = corev1.ConditionTrue
	}
	return corev1.PodCondition{Type: kind, Status: status, Reason: reason, Message: message}
}
