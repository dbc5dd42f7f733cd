package kubelet

import (
	"slices"
	"testing"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/utils/ptr"
)

// spec is a pod with a sidecar, an ordinary init container, a second sidecar,
// and two main containers.
func spec() *corev1.PodSpec {
	always := ptr.To(corev1.ContainerRestartPolicyAlways)
	return &corev1.PodSpec{
		InitContainers: []corev1.Container{{Name: "agent", RestartPolicy: always}, {Name: "check"}, {Name: "proxy", RestartPolicy: always}},
		Containers:     []corev1.Container{{Name: "main"}, {Name: "other"}},
	}
}

func status(name string, state corev1.ContainerState) corev1.ContainerStatus {
	return corev1.ContainerStatus{Name: name, State: state}
}

func waits(name string) corev1.ContainerStatus {
	return status(name, waitingState("PodInitializing", ""))
}

func exited(name string, code int32) corev1.ContainerStatus {
	s := status(name, corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ExitCode: code}})
	s.Ready = code == 0
	return s
}

func runs(name string, started bool) corev1.ContainerStatus {
	s := status(name, corev1.ContainerState{Running: &corev1.ContainerStateRunning{}})
	s.Started, s.Ready = &started, started
	return s
}

// crashed waits to be started again.
func crashed(name string, code int32) corev1.ContainerStatus {
	s := waits(name)
	s.LastTerminationState = exited(name, code).State
	return s
}

type statuses = []corev1.ContainerStatus

func TestSidecarsOutliveTheOthers(t *testing.T) {
	for name, want := range map[string][]string{
		"agent": {"proxy", "main", "other"}, "proxy": {"main", "other"}, "check": nil, "main": nil,
	} {
		if got := outlives(spec(), name); !slices.Equal(got, want) {
			t.Errorf("%s waits for %q, want %q", name, got, want)
		}
	}
}

func TestPhaseOfWhatRuns(t *testing.T) {
	idle := statuses{waits("main"), waits("other")}
	for _, c := range []struct {
		what       string
		init, main statuses
		want       corev1.PodPhase
	}{
		{"nothing yet", statuses{waits("agent"), waits("check"), waits("proxy")}, idle, corev1.PodPending},
		{"the first sidecar starts", statuses{runs("agent", false), waits("check"), waits("proxy")}, idle, corev1.PodPending},
		{"an init container runs", statuses{runs("agent", true), runs("check", true), waits("proxy")}, idle, corev1.PodPending},
		{"an init container failed", statuses{runs("agent", true), exited("check", 1), waits("proxy")}, idle, corev1.PodPending},
		{"one container waits for its image", statuses{runs("agent", true), exited("check", 0), runs("proxy", true)}, statuses{runs("main", true), waits("other")}, corev1.PodPending},
		{"all run", statuses{runs("agent", true), exited("check", 0), runs("proxy", true)}, statuses{runs("main", true), runs("other", true)}, corev1.PodRunning},
		{"a sidecar is started again", statuses{crashed("agent", 1), exited("check", 0), runs("proxy", false)}, statuses{runs("main", true), crashed("other", 1)}, corev1.PodRunning},
		{"only sidecars run", statuses{runs("agent", true), exited("check", 0), runs("proxy", true)}, statuses{exited("main", 0), exited("other", 1)}, corev1.PodRunning},
	} {
		if got := phaseOf(spec(), c.init, c.main); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}

func TestSidecarsDoNotDecideTheOutcome(t *testing.T) {
	done := statuses{exited("main", 0), exited("other", 0)}
	for _, c := range []struct {
		what       string
		init, main statuses
		want       bool
	}{
		{"sidecars that were terminated", statuses{exited("agent", 143), exited("check", 0), exited("proxy", 137)}, done, true},
		{"a failed container", statuses{exited("agent", 0), exited("check", 0), exited("proxy", 0)}, statuses{exited("main", 0), exited("other", 3)}, false},
		{"a failed init container", statuses{exited("agent", 143), exited("check", 42), waits("proxy")}, statuses{waits("main"), waits("other")}, false},
	} {
		if got := succeeded(spec(), c.init, c.main); got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
}

func TestSettleLeavesWhatWasNeverReached(t *testing.T) {
	init, main := statuses{crashed("agent", 7), exited("check", 42), waits("proxy")}, statuses{waits("main"), waits("other")}
	settle(init, main)
	if got := init[0].State.Terminated; got == nil || got.ExitCode != 7 {
		t.Errorf("agent: %+v", init[0].State)
	}
	if init[2].State.Waiting == nil || main[0].State.Waiting == nil {
		t.Errorf("what was behind the failure has ended: %+v, %+v", init[2].State, main[0].State)
	}
	lost := statuses{exited("main", 0), waits("other")}
	settle(nil, lost)
	if got := lost[1].State.Terminated; got == nil || got.ExitCode != 137 || got.Reason != "ContainerStatusUnknown" {
		t.Errorf("other: %+v", lost[1].State)
	}
}

func TestConditions(t *testing.T) {
	find := func(s *corev1.PodStatus, kind corev1.PodConditionType) corev1.PodCondition {
		for _, c := range conditions(spec(), s, true) {
			if c.Type == kind {
				return c
			}
		}
		t.Fatalf("no condition %s", kind)
		return corev1.PodCondition{}
	}
	s := &corev1.PodStatus{
		Phase:                 corev1.PodPending,
		InitContainerStatuses: statuses{runs("agent", true), runs("check", true), waits("proxy")},
		ContainerStatuses:     statuses{waits("main"), waits("other")},
	}
	s.InitContainerStatuses[1].Ready = false
	if c := find(s, corev1.PodInitialized); c.Status != corev1.ConditionFalse || c.Reason != "ContainersNotInitialized" || c.Message != "containers with incomplete status: [check proxy]" {
		t.Errorf("%+v", c)
	}
	if c := find(s, corev1.PodReady); c.Status != corev1.ConditionFalse || c.Message != "containers with unready status: [proxy main other]" {
		t.Errorf("%+v", c)
	}
	s = &corev1.PodStatus{
		Phase:                 corev1.PodRunning,
		InitContainerStatuses: statuses{runs("agent", false), exited("check", 0), runs("proxy", true)},
		ContainerStatuses:     statuses{runs("main", true), runs("other", true)},
	}
	if c := find(s, corev1.PodInitialized); c.Status != corev1.ConditionTrue {
		t.Errorf("a sidecar that starts again: %+v", c)
	}
	if c := find(s, corev1.ContainersReady); c.Status != corev1.ConditionFalse || c.Message != "containers with unready status: [agent]" {
		t.Errorf("%+v", c)
	}
	s.Phase = corev1.PodSucceeded
	if c := find(s, corev1.PodReady); c.Status != corev1.ConditionFalse || c.Reason != "PodCompleted" {
		t.Errorf("%+v", c)
	}
}

func TestTallyCountsInARow(t *testing.T) {
	probe := &corev1.Probe{FailureThreshold: 3, SuccessThreshold: 2}
	counts := tally{}
	var got []bool
	for _, ok := range []bool{false, false, true, false, false, false, true, true, true} {
		got = append(got, counts.add(ok, probe))
	}
	if want := []bool{false, false, false, false, false, true, false, true, true}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestWhatIsNotPlayedIsNamed(t *testing.T) {
	hook := &corev1.LifecycleHandler{}
	for want, c := range map[string]corev1.Container{
		"":                                  {Name: "c"},
		"lifecycle.postStart (container c)": {Name: "c", Lifecycle: &corev1.Lifecycle{PostStart: hook}},
		"lifecycle.preStop (container c)":   {Name: "c", Lifecycle: &corev1.Lifecycle{PreStop: hook}},
		"startupProbe.grpc (container c)":   {Name: "c", StartupProbe: &corev1.Probe{ProbeHandler: corev1.ProbeHandler{GRPC: &corev1.GRPCAction{}}}},
	} {
		if got := notPlayed(&corev1.PodSpec{InitContainers: []corev1.Container{c}}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
