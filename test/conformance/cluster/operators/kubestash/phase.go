package kubestash

import "cdk8s-kubestash/conformance/operators"

// Phase is the phase of a RestoreSession with this status, as the upstream
// library derives it.
func Phase(status operators.Object) string {
	is := func(kind, value string) bool { return operators.ConditionStatus(status, kind) == value }
	switch {
	case is("MetricsPushed", "False"):
		return "Failed"
	case is("ValidationPassed", "False"):
		return "Invalid"
	case is("MetricsPushed", "True") && (is("PreRestoreHooksExecutionSucceeded", "False") || is("PostRestoreHooksExecutionSucceeded", "False") ||
		is("RestoreExecutorEnsured", "False") || is("RestoreIncomplete", "True")):
		return "Failed"
	}
	all := operators.Map(status, "components")
	if len(all) == 0 {
		return "Pending"
	}
	counts := map[string]int{}
	for _, c := range all {
		component, _ := c.(map[string]any)
		counts[operators.Str(component, "phase")]++
	}
	if is("MetricsPushed", "True") {
		for _, phase := range []string{"Failed", "Unknown", "Running"} {
			if counts[phase] > 0 {
				return phase
			}
		}
		return "Succeeded"
	}
	if counts["Running"]+counts["Pending"] == 0 && counts["Unknown"] > 0 && counts["Failed"] == 0 {
		return "Unknown"
	}
	return "Running"
}
