package admission

import (
	"fmt"
	"reflect"

	"k8s.io/apimachinery/pkg/runtime/schema"

	"cdk8s-kubestash/conformance/operators"
)

var hookTemplates = schema.GroupVersionResource{Group: "core.kubestash.com", Version: "v1alpha1", Resource: "hooktemplates"}

func (r *review) backupConfiguration(spec operators.Object) error {
	backends := map[string]operators.Object{}
	for _, b := range operators.List(spec, "backends") {
		name := operators.Str(b, "name")
		if backends[name] != nil {
			return fmt.Errorf("backend %q is given twice", name)
		}
		if operators.Map(b, "retentionPolicy") == nil {
			return fmt.Errorf("backend %q has no retentionPolicy", name)
		}
		if operators.Map(b, "storageRef") == nil {
			return fmt.Errorf("backend %q has no storageRef", name)
		}
		backends[name] = b
	}
	if len(backends) == 0 {
		return fmt.Errorf("there are no backends")
	}
	sessions := operators.List(spec, "sessions")
	if len(sessions) == 0 {
		return fmt.Errorf("there are no sessions")
	}
	names, directories := map[string]bool{}, map[string]string{}
	for _, s := range sessions {
		name := operators.Str(s, "name")
		if name == "" || names[name] {
			return fmt.Errorf("session name %q is empty or given twice", name)
		}
		names[name] = true
		if err := r.session(s, backends, directories); err != nil {
			return fmt.Errorf("session %s: %w", name, err)
		}
	}
	for _, b := range backends {
		if err := r.usable(operators.BackupStorages, operators.Map(b, "storageRef")); err != nil {
			return err
		}
		if err := r.usable(operators.RetentionPolicies, operators.Map(b, "retentionPolicy")); err != nil {
			return err
		}
	}
	for _, s := range sessions {
		for _, when := range []string{"preBackup", "postBackup"} {
			if err := r.hooks(operators.List(s, "hooks", when)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *review) session(s operators.Object, backends map[string]operators.Object, directories map[string]string) error {
	if operators.Map(s, "scheduler") == nil {
		return fmt.Errorf("scheduler can not be empty")
	}
	if operators.Str(s, "addon", "name") == "" {
		return fmt.Errorf("addon can not be empty")
	}
	tasks := operators.List(s, "addon", "tasks")
	if len(tasks) == 0 {
		return fmt.Errorf("addon tasks can not be empty")
	}
	for _, t := range tasks {
		if operators.Str(t, "name") == "" {
			return fmt.Errorf("a task has no name")
		}
	}
	repositories := operators.List(s, "repositories")
	if len(repositories) == 0 {
		return fmt.Errorf("there are no repositories")
	}
	seen := map[string]bool{}
	for _, repository := range repositories {
		name := operators.Str(repository, "name")
		if seen[name] {
			return fmt.Errorf("repository %q is given twice", name)
		}
		seen[name] = true
		backend := backends[operators.Str(repository, "backend")]
		if backend == nil {
			return fmt.Errorf("repository %q: no backend %q", name, operators.Str(repository, "backend"))
		}
		directory := operators.Str(repository, "directory")
		if directory == "" {
			return fmt.Errorf("repository %q has no directory", name)
		}
		key := operators.Str(repository, "backend") + " " + directory
		if other, used := directories[key]; used && other != name {
			return fmt.Errorf("directory %q is used by repositories %q and %q", directory, other, name)
		}
		directories[key] = name
		if err := r.repositoryFits(name, directory, operators.Map(backend, "storageRef")); err != nil {
			return err
		}
	}
	return nil
}

// repositoryFits compares with the Repositories that exist: names and
// directories belong to one target for ever.
func (r *review) repositoryFits(name, directory string, storageRef operators.Object) error {
	target := operators.Map(r.object, "spec", "target")
	for _, existing := range r.server.client.Known(operators.Repositories) {
		own := existing.GetNamespace() == r.namespace && existing.GetName() == name
		sameStorage := reflect.DeepEqual(operators.Map(existing.Object, "spec", "storageRef"), storageRef)
		if own {
			for _, field := range []string{"apiGroup", "kind", "namespace", "name"} {
				if operators.Str(existing.Object, "spec", "appRef", field) != operators.Str(target, field) {
					return fmt.Errorf("repository %q belongs to another target", name)
				}
			}
			if !sameStorage {
				return fmt.Errorf("repository %q has another storageRef", name)
			}
		} else if sameStorage && operators.Str(existing.Object, "spec", "path") == directory {
			return fmt.Errorf("directory %q is used by repository %s/%s", directory, existing.GetNamespace(), existing.GetName())
		}
	}
	return nil
}

// usable checks the usage policy of an object, if it exists.
func (r *review) usable(gvr schema.GroupVersionResource, ref operators.Object) error {
	namespace := operators.Or(operators.Str(ref, "namespace"), r.namespace)
	obj, err := r.server.client.Get(r.ctx, gvr, namespace, operators.Str(ref, "name"))
	if err != nil || obj == nil {
		return err
	}
	return r.allowed(obj.Object)
}

func (r *review) hooks(list []operators.Object) error {
	for _, hook := range list {
		ref := operators.Map(hook, "hookTemplate")
		if ref == nil || operators.Str(ref, "namespace") == "" {
			continue
		}
		if err := r.usable(hookTemplates, ref); err != nil {
			return err
		}
	}
	return nil
}

// allowed evaluates an object's usage policy for the review's namespace.
func (r *review) allowed(obj operators.Object) error {
	policy := operators.Map(obj, "spec", "usagePolicy", "allowedNamespaces")
	refusal := fmt.Errorf("namespace %q is not allowed to use %s %s/%s", r.namespace, operators.Str(obj, "kind"), operators.Str(obj, "metadata", "namespace"), operators.Str(obj, "metadata", "name"))
	switch operators.Or(operators.Str(policy, "from"), "Same") {
	case "All":
		return nil
	case "Same":
		if operators.Str(obj, "metadata", "namespace") == r.namespace {
			return nil
		}
		return refusal
	}
	namespace, err := r.server.client.Get(r.ctx, operators.Namespaces, "", r.namespace)
	if err != nil || namespace == nil {
		return refusal
	}
	if operators.SelectorMatches(operators.Map(policy, "selector"), namespace.GetLabels()) {
		return nil
	}
	return refusal
}
