package kubedb

import (
	"testing"

	"cdk8s-kubestash/conformance/settings"
)

func TestTheEndOfARecoveryIsReported(t *testing.T) {
	set := settings.Defaults()
	if c := restoredCondition(set); c == nil || c.Type != "SuccessfullyDataRestored" || c.Status != "True" {
		t.Errorf("by default: %+v", c)
	}
	set.ArchiverCondition = "False"
	if c := restoredCondition(set); c == nil || c.Status != "False" || c.Reason != "FailedToRestoreSuccessfully" {
		t.Errorf("after a failure: %+v", c)
	}
	set.ArchiverCondition = "absent"
	if c := restoredCondition(set); c != nil {
		t.Errorf("by an older operator: %+v", c)
	}
}
