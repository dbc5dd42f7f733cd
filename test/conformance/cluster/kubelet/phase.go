package kubelet

import (
	corev1 "k8s.io/api/core/v1"
)

// phaseOf is the phase of a pod that is not over: Running once all of its
// containers have started, those that wait to be restarted included.
func phaseOf(spec *corev1.PodSpec, init, main []corev1.ContainerStatus) corev1.PodPhase {
	began := anyBegan(main)
	for i, s := range init {
		if isSidecar(&spec.InitContainers[i]) {
			if !began && (s.Started == nil || !*s.Started) && s.State.Terminated == nil && s.LastTerminationState.Terminated == nil {
				return corev1.PodPending
			}
		} else if s.State.Terminated == nil || s.State.Terminated.ExitCode != 0 {
			return corev1.PodPending
		}
	}
	for _, s := range main {
		if !hasBegun(s) {
			return corev1.PodPending
		}
	}
	return corev1.PodRunning
}

// succeeded says whether a pod of which nothing runs any more did its work.
// How its sidecars ended makes no difference.
func succeeded(spec *corev1.PodSpec, init, main []corev1.ContainerStatus) bool {
	for i, s := range init {
		if !isSidecar(&spec.InitContainers[i]) && (s.State.Terminated == nil || s.State.Terminated.ExitCode != 0) {
			return false
		}
	}
	for _, s := range main {
		if s.State.Terminated == nil || s.State.Terminated.ExitCode != 0 {
			return false
		}
	}
	return true
}

// settle gives containers that wait their last state. Those that never began
// count as lost, except behind an init container that did not let them.
func settle(init, main []corev1.ContainerStatus) {
	last := -1
	for i, s := range init {
		if hasBegun(s) {
			last = i
		}
	}
	for i := range init[:last+1] {
		settleOne(&init[i])
	}
	initialized := len(init) == 0 || anyBegan(main)
	for i := range main {
		if initialized {
			settleOne(&main[i])
		}
	}
}

func settleOne(s *corev1.ContainerStatus) {
	if s.State.Terminated != nil {
		return
	}
	if s.LastTerminationState.Terminated != nil {
		s.State, s.LastTerminationState = s.LastTerminationState, corev1.ContainerState{}
		return
	}
	s.State = corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{
		Reason: "ContainerStatusUnknown", Message: "The container could not be located when the pod was terminated", ExitCode: 137,
	}}
}

// hasBegun says whether a container runs or ran.
func hasBegun(s corev1.ContainerStatus) bool {
	return s.State.Waiting == nil || s.LastTerminationState.Terminated != nil
}

func anyBegan(list []corev1.ContainerStatus) bool {
	for _, s := range list {
		if hasBegun(s) {
			return true
		}
	}
	return false
}
