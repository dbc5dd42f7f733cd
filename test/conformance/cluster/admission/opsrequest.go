package admission

import (
	"fmt"

	"cdk8s-kubestash/conformance/operators"
)

// validateRequest refuses what upstream's webhook refuses of an OpsRequest that
// puts a database back in place.
func validateRequest(r *review) error {
	spec := operators.Map(r.object, "spec")
	field := map[string]string{"ArchiverRestore": "archiver", "Restore": "restore"}[operators.Str(spec, "type")]
	if field == "" {
		return nil
	}
	switch {
	case operators.Str(spec, field, "fullDBRepository", "name") == "":
		return fmt.Errorf("spec.%s.fullDBRepository is required for an in-place restore", field)
	case operators.Str(spec, "timeout") == "":
		return fmt.Errorf("spec.timeout is required for an in-place restore")
	case field == "archiver" && operators.Str(spec, field, "recoveryTimestamp") == "":
		return fmt.Errorf("spec.archiver.recoveryTimestamp is required")
	case field == "archiver" && operators.Str(spec, "apply") != "Always":
		return fmt.Errorf("spec.apply must be Always for %s", operators.Str(spec, "type"))
	}
	return nil
}
