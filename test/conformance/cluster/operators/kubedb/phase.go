package kubedb

import "cdk8s-kubestash/conformance/operators"

// Phase is the phase of a database with these conditions. The order of the
// questions is the operator's.
func Phase(status operators.Object) string {
	is := func(kind, value string) bool { return operators.ConditionStatus(status, kind) == value }
	provisioned := is("Provisioned", "True")
	switch {
	case is("HealthCheckPaused", "True"):
		return "Unknown"
	case is("Halted", "True"):
		return "Halted"
	case is("DataRestoreStarted", "True"):
		if is("DataRestored", "False") {
			return "NotReady"
		}
		return "DataRestoring"
	case is("DataRestored", "False"):
		return "NotReady"
	case provisioned && is("AcceptingConnection", "False"):
		return "NotReady"
	case provisioned && (is("ReplicaReady", "False") || is("Ready", "False")):
		return "Critical"
	case provisioned && is("Ready", "True"):
		return "Ready"
	}
	return "Provisioning"
}
