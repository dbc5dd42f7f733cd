package admission

import (
	"fmt"
	"reflect"

	admissionv1 "k8s.io/api/admission/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/util/version"

	"cdk8s-kubestash/conformance/operators"
	"cdk8s-kubestash/conformance/operators/kubedb"
)

// validateRequest refuses what upstream's webhook refuses of an OpsRequest.
func validateRequest(r *review) error {
	spec := r.spec()
	if r.operation == admissionv1.Update {
		if !reflect.DeepEqual(operators.Map(r.old, "spec"), spec) {
			return fmt.Errorf("precondition failed: spec was changed")
		}
		return nil
	}
	switch kind := operators.Str(spec, "type"); kind {
	case "ArchiverRestore":
		return inPlace(spec, "archiver")
	case "Restore":
		return inPlace(spec, "restore")
	case "UpdateVersion", "HorizontalScaling", "VolumeExpansion":
		db, err := r.requested(spec)
		if err != nil {
			return err
		}
		return change(spec, operators.Map(db, "spec"))
	}
	return nil
}

func inPlace(spec operators.Object, field string) error {
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

// requested is the database that a request names.
func (r *review) requested(spec operators.Object) (operators.Object, error) {
	name := operators.Str(spec, "databaseRef", "name")
	k, _ := kubedb.KindOf(r.kind[:len(r.kind)-len("OpsRequest")])
	db, err := r.server.client.Get(r.ctx, k.GVR(), r.namespace, name)
	if err != nil {
		return nil, err
	}
	if db == nil {
		return nil, fmt.Errorf("spec.databaseRef %s/%s, is invalid or not found", r.namespace, name)
	}
	return db.Object, nil
}

// change refuses what does not lead on from what the database's resource says.
func change(request, database operators.Object) error {
	switch operators.Str(request, "type") {
	case "UpdateVersion":
		from, to := operators.Str(database, "version"), operators.Str(request, "updateVersion", "targetVersion")
		if to == "" {
			return fmt.Errorf("spec.updateVersion is required")
		}
		if !later(to, from) {
			return fmt.Errorf("upgrade from version %s to %s is not supported", from, to)
		}
	case "HorizontalScaling":
		if operators.Int(request, 0, "horizontalScaling", "replicas") <= 0 {
			return fmt.Errorf("spec.horizontalScaling.replicas can't be less than or equal 0")
		}
	case "VolumeExpansion":
		wanted, err := resource.ParseQuantity(operators.Str(request, "volumeExpansion", "postgres"))
		if err != nil {
			return fmt.Errorf("spec.volumeExpansion.postgres: %w", err)
		}
		current, err := resource.ParseQuantity(operators.Str(database, "storage", "resources", "requests", "storage"))
		if err != nil {
			return fmt.Errorf("failed to parse current storage size")
		}
		if current.Cmp(wanted) >= 0 {
			return fmt.Errorf("desired storage size must be greater than current storage. Current storage: %s", current.String())
		}
	}
	return nil
}

// later compares numbers of versions; names that are no numbers are let pass.
func later(a, b string) bool {
	va, err := version.ParseGeneric(a)
	if err != nil {
		return true
	}
	vb, err := version.ParseGeneric(b)
	return err != nil || vb.LessThan(va)
}
