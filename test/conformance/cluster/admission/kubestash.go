package admission

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"time"

	admissionv1 "k8s.io/api/admission/v1"

	"cdk8s-kubestash/conformance/operators"
	"cdk8s-kubestash/conformance/operators/kubestash"
)

// defaultKubeStash writes usage policies, retention defaults and backends, and
// trims slashes.
func defaultKubeStash(r *review) error {
	spec := r.spec()
	switch r.kind {
	case "BackupStorage", "RetentionPolicy", "HookTemplate", "BackupBlueprint":
		if _, ok := spec["usagePolicy"]; !ok {
			spec["usagePolicy"] = operators.Object{"allowedNamespaces": operators.Object{"from": "Same"}}
		}
	}
	switch r.kind {
	case "BackupStorage":
		for provider, fields := range map[string][]string{"s3": {"bucket", "endpoint", "prefix"}, "gcs": {"bucket", "prefix"}, "azure": {"prefix"}} {
			block := operators.Map(spec, "storage", provider)
			for _, f := range fields {
				if s := operators.Str(block, f); s != "" {
					block[f] = strings.TrimSuffix(s, "/")
				}
			}
		}
	case "RetentionPolicy":
		if operators.Map(spec, "failedSnapshots") == nil {
			spec["failedSnapshots"] = operators.Object{"last": int64(1)}
		}
	case "BackupConfiguration":
		for _, session := range operators.List(spec, "sessions") {
			defaultSession(session)
		}
		return r.defaultBackends(spec)
	}
	return nil
}

// defaultSession writes what a pass through upstream's types adds to each
// entry of the list.
func defaultSession(session operators.Object) {
	if _, ok := session["sessionHistoryLimit"]; !ok {
		session["sessionHistoryLimit"] = int64(1)
	}
	if job := operators.Map(session, "scheduler", "jobTemplate"); job != nil {
		defaultTemplate(child(job, "template"))
	}
	if template := operators.Map(session, "addon", "jobTemplate"); template != nil {
		defaultTemplate(template)
	}
}

func defaultTemplate(template operators.Object) {
	child(template, "controller")
	child(template, "metadata")
	child(child(template, "spec"), "resources")
}

func (r *review) defaultBackends(spec operators.Object) error {
	backends := operators.List(spec, "backends")
	if len(backends) == 0 {
		storage, err := r.defaultOf("BackupStorage")
		if err != nil || storage == nil {
			return err
		}
		backends = []operators.Object{{"name": "default-backend", "storageRef": storage}}
	}
	list := []any{}
	for _, b := range backends {
		if operators.Map(b, "retentionPolicy") == nil {
			policy, err := r.defaultOf("RetentionPolicy")
			if err != nil {
				return err
			}
			if policy != nil {
				b["retentionPolicy"] = policy
			}
		}
		list = append(list, b)
	}
	spec["backends"] = list
	return nil
}

// defaultOf finds the default object of a kind: in the own namespace, then by
// selector, then one that is for all.
func (r *review) defaultOf(kind string) (operators.Object, error) {
	gvr := operators.BackupStorages
	if kind == "RetentionPolicy" {
		gvr = operators.RetentionPolicies
	}
	list, err := r.server.client.List(r.ctx, gvr, "", "")
	if err != nil {
		return nil, err
	}
	for _, from := range []string{"Same", "Selector", "All"} {
		for _, obj := range list {
			if !operators.Bool(obj.Object, "spec", "default") {
				continue
			}
			own := obj.GetNamespace() == r.namespace
			if from == "Same" && own || from != "Same" && operators.Str(obj.Object, "spec", "usagePolicy", "allowedNamespaces", "from") == from && r.allowed(obj.Object) == nil {
				return operators.Object{"name": obj.GetName(), "namespace": obj.GetNamespace()}, nil
			}
		}
	}
	return nil, nil
}

var period = regexp.MustCompile(`^([0-9]+(y|mo|w|d|h|m))+$`)

func validateKubeStash(r *review) error {
	if r.operation == admissionv1.Delete {
		return nil
	}
	spec := r.spec()
	switch r.kind {
	case "BackupStorage", "RetentionPolicy", "HookTemplate", "BackupBlueprint":
		allowed := operators.Map(spec, "usagePolicy", "allowedNamespaces")
		if allowed == nil {
			return errPanic
		}
		if operators.Str(allowed, "from") == "Selector" && operators.Map(allowed, "selector") == nil {
			return fmt.Errorf("selector can not be empty for usage policy of type Selector")
		}
	}
	switch r.kind {
	case "BackupStorage":
		return r.backupStorage(spec)
	case "RetentionPolicy":
		return r.retentionPolicy(spec)
	case "Repository":
		if r.operation == admissionv1.Update && operators.Str(r.old, "spec", "path") != operators.Str(spec, "path") {
			return fmt.Errorf("spec.path can not be changed")
		}
	case "BackupConfiguration":
		return r.backupConfiguration(spec)
	case "BackupSession":
		if r.operation == admissionv1.Update && !reflect.DeepEqual(operators.Map(r.old, "spec"), spec) {
			return fmt.Errorf("spec can not be changed")
		}
	case "RestoreSession":
		return r.restoreSession(spec)
	case "HookTemplate":
		return hookTemplate(spec)
	case "BackupBlueprint":
		if operators.Map(spec, "backupConfigurationTemplate") == nil {
			return fmt.Errorf("backupConfigurationTemplate can not be empty")
		}
	}
	return nil
}

func (r *review) backupStorage(spec operators.Object) error {
	provider := operators.Str(spec, "storage", "provider")
	for _, other := range r.server.client.Known(operators.BackupStorages) {
		if other.GetNamespace() == r.namespace && other.GetName() == r.name {
			continue
		}
		if operators.Bool(spec, "default") && operators.Bool(other.Object, "spec", "default") && other.GetNamespace() == r.namespace {
			return fmt.Errorf("BackupStorage %s/%s is the default already", other.GetNamespace(), other.GetName())
		}
		if provider == "" || operators.Str(other.Object, "spec", "storage", "provider") != provider {
			continue
		}
		if operators.Map(spec, "storage", provider) == nil {
			return errPanic
		}
		samePlace := kubestash.Location(spec) == kubestash.Location(operators.Map(other.Object, "spec"))
		if provider == "s3" {
			samePlace = samePlace && operators.Str(spec, "storage", "s3", "region") == operators.Str(other.Object, "spec", "storage", "s3", "region")
		}
		if samePlace && provider != "local" {
			return fmt.Errorf("BackupStorage %s/%s points to the same location", other.GetNamespace(), other.GetName())
		}
	}
	if r.operation == admissionv1.Update && len(operators.List(r.old, "status", "repositories")) > 0 &&
		!reflect.DeepEqual(operators.Map(r.old, "spec", "storage"), operators.Map(spec, "storage")) {
		return fmt.Errorf("spec.storage can not be changed while there are repositories")
	}
	return nil
}

func (r *review) retentionPolicy(spec operators.Object) error {
	max := operators.Str(spec, "maxRetentionPeriod")
	if max != "" && !period.MatchString(max) {
		return fmt.Errorf("maxRetentionPeriod %q is not a period", max)
	}
	if max == "" && operators.Map(spec, "successfulSnapshots") == nil {
		return fmt.Errorf("either maxRetentionPeriod or successfulSnapshots is required")
	}
	if !operators.Bool(spec, "default") {
		return nil
	}
	list, err := r.server.client.List(r.ctx, operators.RetentionPolicies, r.namespace, "")
	if err != nil {
		return err
	}
	for _, other := range list {
		if other.GetName() != r.name && operators.Bool(other.Object, "spec", "default") {
			return fmt.Errorf("RetentionPolicy %s is the default already", other.GetName())
		}
	}
	return nil
}

func (r *review) restoreSession(spec operators.Object) error {
	source := operators.Map(spec, "dataSource")
	if source == nil {
		return errPanic
	}
	repository := operators.Str(source, "repository")
	if pitr := operators.Map(source, "pitr"); pitr != nil {
		if operators.Str(pitr, "targetTime") == "" {
			return fmt.Errorf("dataSource.pitr.targetTime can not be empty")
		}
		if _, err := time.Parse(time.RFC3339, operators.Str(pitr, "targetTime")); err != nil {
			return fmt.Errorf("dataSource.pitr.targetTime: %w", err)
		}
		if repository == "" {
			return fmt.Errorf("dataSource.repository can not be empty for pitr")
		}
	} else {
		switch operators.Str(source, "snapshot") {
		case "":
			return fmt.Errorf("dataSource.snapshot can not be empty")
		case "latest":
			if repository == "" {
				return fmt.Errorf("dataSource.repository can not be empty for the latest snapshot")
			}
		}
	}
	for _, when := range []string{"preRestore", "postRestore"} {
		if err := r.hooks(operators.List(spec, "hooks", when)); err != nil {
			return err
		}
	}
	return nil
}

func hookTemplate(spec operators.Object) error {
	kind := operators.Str(spec, "executor", "type")
	switch {
	case operators.Map(spec, "executor") == nil:
		return fmt.Errorf("executor can not be empty")
	case kind != "Function" && operators.Map(spec, "action") == nil:
		return fmt.Errorf("action can not be empty for executor %s", kind)
	case kind == "Function" && operators.Map(spec, "executor", "function") == nil:
		return fmt.Errorf("executor.function can not be empty")
	case kind == "Pod":
		selector := operators.Str(spec, "executor", "pod", "selector")
		if selector == "" {
			return fmt.Errorf("executor.pod.selector can not be empty")
		}
		for _, part := range strings.Split(selector, ",") {
			if !strings.Contains(part, "=") {
				return fmt.Errorf("executor.pod.selector: %q has no =", part)
			}
		}
	}
	return nil
}
