package kubedb

import (
	"context"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubestash/conformance/operators"
	"cdk8s-kubestash/conformance/settings"
)

// changeSteps play a request that changes a database which goes on: what it
// asks for is written into the database's resource at its end, by the manager.
func (o *Operator) changeSteps(ctx context.Context, k Kind, db, request *unstructured.Unstructured, set settings.Settings) []step {
	kind := operators.Str(request.Object, "spec", "type")
	patched := func() (time.Duration, error) {
		return 0, o.client.Patch(ctx, k.GVR(), db.GetNamespace(), db.GetName(), operators.Object{"spec": asked(request.Object)})
	}
	steps := []step{{kind, patched}, {"DatabaseReady", func() (time.Duration, error) { return o.awaitReady(db, set) }}}
	if kind != "UpdateVersion" {
		return steps
	}
	restart := func() (time.Duration, error) {
		s := o.of(string(db.GetUID()))
		_, err := o.RestartPods(ctx, db.GetNamespace(), db.GetName())
		o.mu.Lock()
		s.readyFrom = time.Time{}
		o.mu.Unlock()
		return 0, err
	}
	return append([]step{{"RestartPods", restart}}, steps...)
}

// asked is the part of a database's spec that a request changes.
func asked(request operators.Object) operators.Object {
	spec := operators.Map(request, "spec")
	switch operators.Str(spec, "type") {
	case "UpdateVersion":
		return operators.Object{"version": operators.Str(spec, "updateVersion", "targetVersion")}
	case "HorizontalScaling":
		return operators.Object{"replicas": operators.Int(spec, 1, "horizontalScaling", "replicas")}
	case "VolumeExpansion":
		size := operators.Object{"storage": operators.Str(spec, "volumeExpansion", "postgres")}
		return operators.Object{"storage": operators.Object{"resources": operators.Object{"requests": size}}}
	}
	return operators.Object{}
}
