package kubedb

import (
	"testing"

	"cdk8s-kubestash/conformance/operators"
)

func TestPhase(t *testing.T) {
	for _, c := range []struct {
		name       string
		conditions map[string]string
		want       string
	}{
		{"nothing yet", nil, "Provisioning"},
		{"pods ready, waiting for data", map[string]string{"ProvisioningStarted": "True", "ReplicaReady": "True"}, "Provisioning"},
		{"session exists", map[string]string{"ReplicaReady": "True", "DataRestoreStarted": "True"}, "DataRestoring"},
		{"restoring over a failed restore", map[string]string{"DataRestoreStarted": "True", "DataRestored": "False"}, "NotReady"},
		{"restore failed", map[string]string{"Provisioned": "True", "Ready": "True", "DataRestored": "False"}, "NotReady"},
		{"ready", map[string]string{"Provisioned": "True", "Ready": "True", "AcceptingConnection": "True", "ReplicaReady": "True"}, "Ready"},
		{"ready without being provisioned", map[string]string{"Ready": "True"}, "Provisioning"},
		{"a replica is missing", map[string]string{"Provisioned": "True", "Ready": "True", "ReplicaReady": "False"}, "Critical"},
		{"nobody answers", map[string]string{"Provisioned": "True", "Ready": "False", "AcceptingConnection": "False"}, "NotReady"},
		{"halted wins", map[string]string{"Halted": "True", "DataRestoreStarted": "True"}, "Halted"},
	} {
		status := operators.Object{}
		for kind, value := range c.conditions {
			operators.SetCondition(status, 1, operators.Condition{Type: kind, Status: value})
		}
		if got := Phase(status); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
