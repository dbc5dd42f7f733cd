package kubestash

import (
	"testing"

	"cdk8s-kubestash/conformance/operators"
)

func TestPhase(t *testing.T) {
	for _, c := range []struct {
		name       string
		conditions map[string]string
		components []string
		want       string
	}{
		{"nothing yet", nil, nil, "Pending"},
		{"no such addon", map[string]string{"ValidationPassed": "False"}, nil, "Invalid"},
		{"target found, not started", map[string]string{"ValidationPassed": "True", "RestoreTargetFound": "True"}, nil, "Pending"},
		{"runs", map[string]string{"RestoreExecutorEnsured": "True"}, []string{"Running"}, "Running"},
		{"data in, metrics not yet", map[string]string{"RestoreExecutorEnsured": "True"}, []string{"Succeeded"}, "Running"},
		{"done", map[string]string{"MetricsPushed": "True"}, []string{"Succeeded", "Succeeded"}, "Succeeded"},
		{"one component failed", map[string]string{"MetricsPushed": "True"}, []string{"Succeeded", "Failed"}, "Failed"},
		{"executor failed", map[string]string{"MetricsPushed": "True", "RestoreExecutorEnsured": "False"}, nil, "Failed"},
		{"job killed early", map[string]string{"MetricsPushed": "True", "RestoreIncomplete": "True"}, []string{"Running"}, "Failed"},
		{"metrics failed", map[string]string{"MetricsPushed": "False"}, []string{"Succeeded"}, "Failed"},
		{"nobody knows", nil, []string{"Succeeded", "Unknown"}, "Unknown"},
	} {
		status := operators.Object{}
		for kind, value := range c.conditions {
			operators.SetCondition(status, 1, operators.Condition{Type: kind, Status: value})
		}
		if c.components != nil {
			all := operators.Object{}
			for i, phase := range c.components {
				all[string(rune('a'+i))] = operators.Object{"phase": phase}
			}
			status["components"] = all
		}
		if got := Phase(status); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
