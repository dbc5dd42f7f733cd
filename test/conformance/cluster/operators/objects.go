package operators

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	k8slabels "k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/dynamic/dynamicinformer"
)

// Resources that the stand-ins read and write.
var (
	Pods                 = schema.GroupVersionResource{Version: "v1", Resource: "pods"}
	Services             = schema.GroupVersionResource{Version: "v1", Resource: "services"}
	Secrets              = schema.GroupVersionResource{Version: "v1", Resource: "secrets"}
	Namespaces           = schema.GroupVersionResource{Version: "v1", Resource: "namespaces"}
	AppBindings          = schema.GroupVersionResource{Group: "appcatalog.appscode.com", Version: "v1alpha1", Resource: "appbindings"}
	RestoreSessions      = schema.GroupVersionResource{Group: "core.kubestash.com", Version: "v1alpha1", Resource: "restoresessions"}
	BackupConfigurations = schema.GroupVersionResource{Group: "core.kubestash.com", Version: "v1alpha1", Resource: "backupconfigurations"}
	BackupSessions       = schema.GroupVersionResource{Group: "core.kubestash.com", Version: "v1alpha1", Resource: "backupsessions"}
	BackupStorages       = schema.GroupVersionResource{Group: "storage.kubestash.com", Version: "v1alpha1", Resource: "backupstorages"}
	RetentionPolicies    = schema.GroupVersionResource{Group: "storage.kubestash.com", Version: "v1alpha1", Resource: "retentionpolicies"}
	Repositories         = schema.GroupVersionResource{Group: "storage.kubestash.com", Version: "v1alpha1", Resource: "repositories"}
	Snapshots            = schema.GroupVersionResource{Group: "storage.kubestash.com", Version: "v1alpha1", Resource: "snapshots"}
	Addons               = schema.GroupVersionResource{Group: "addons.kubestash.com", Version: "v1alpha1", Resource: "addons"}
	Functions            = schema.GroupVersionResource{Group: "addons.kubestash.com", Version: "v1alpha1", Resource: "functions"}
)

// Object is an unstructured object's content.
type Object = map[string]any

// Str, Bool, Int, Map and List read a nested field, zero when it is absent.
func Str(obj Object, path ...string) string {
	s, _, _ := unstructured.NestedString(obj, path...)
	return s
}

// Bool reads a nested boolean.
func Bool(obj Object, path ...string) bool {
	b, _, _ := unstructured.NestedBool(obj, path...)
	return b
}

// Int reads a nested integer, or returns the default.
func Int(obj Object, def int64, path ...string) int64 {
	v, ok, _ := unstructured.NestedFieldNoCopy(obj, path...)
	if !ok {
		return def
	}
	switch n := v.(type) {
	case int64:
		return n
	case float64:
		return int64(n)
	}
	return def
}

// Map reads a nested object; nil when it is absent.
func Map(obj Object, path ...string) Object {
	v, _, _ := unstructured.NestedFieldNoCopy(obj, path...)
	m, _ := v.(map[string]any)
	return m
}

// List reads a nested list of objects.
func List(obj Object, path ...string) []Object {
	v, _, _ := unstructured.NestedFieldNoCopy(obj, path...)
	items, _ := v.([]any)
	var out []Object
	for _, item := range items {
		if m, ok := item.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}

// Or is the first string that is not empty.
func Or(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// Transient errors are part of life with optimistic concurrency.
func Transient(err error) bool {
	return apierrors.IsConflict(err) || apierrors.IsAlreadyExists(err) || apierrors.IsNotFound(err) ||
		(apierrors.IsForbidden(err) && apierrors.HasStatusCause(err, "NamespaceTerminating"))
}

// Client is a dynamic client with the few calls that the stand-ins make.
type Client struct {
	dynamic.Interface
	Watches dynamicinformer.DynamicSharedInformerFactory
}

// Known lists the objects of a watched resource in all namespaces, as the watch
// last said: it costs the API server nothing.
func (c Client) Known(gvr schema.GroupVersionResource) []*unstructured.Unstructured {
	var out []*unstructured.Unstructured
	for _, obj := range c.Watches.ForResource(gvr).Informer().GetStore().List() {
		out = append(out, obj.(*unstructured.Unstructured))
	}
	slices.SortFunc(out, func(a, b *unstructured.Unstructured) int {
		return strings.Compare(a.GetNamespace()+"/"+a.GetName(), b.GetNamespace()+"/"+b.GetName())
	})
	return out
}

// Get reads an object live; nil without error when it is absent.
func (c Client) Get(ctx context.Context, gvr schema.GroupVersionResource, namespace, name string) (*unstructured.Unstructured, error) {
	obj, err := c.Resource(gvr).Namespace(namespace).Get(ctx, name, metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		return nil, nil
	}
	return obj, err
}

// Seen is an object of a watched resource as the watch last said; nil when it is absent.
func (c Client) Seen(gvr schema.GroupVersionResource, namespace, name string) *unstructured.Unstructured {
	obj, found, _ := c.Watches.ForResource(gvr).Informer().GetStore().GetByKey(namespace + "/" + name)
	if !found {
		return nil
	}
	return obj.(*unstructured.Unstructured)
}

// List reads the objects with labels.
func (c Client) List(ctx context.Context, gvr schema.GroupVersionResource, namespace, selector string) ([]unstructured.Unstructured, error) {
	list, err := c.Resource(gvr).Namespace(namespace).List(ctx, metav1.ListOptions{LabelSelector: selector})
	if err != nil {
		return nil, err
	}
	return list.Items, nil
}

// Create creates an object if there is none of its name.
func (c Client) Create(ctx context.Context, gvr schema.GroupVersionResource, obj Object) error {
	u := &unstructured.Unstructured{Object: obj}
	_, err := c.Resource(gvr).Namespace(u.GetNamespace()).Create(ctx, u, metav1.CreateOptions{})
	if apierrors.IsAlreadyExists(err) {
		return nil
	}
	return err
}

// Delete deletes an object, at once with now; an absent one is fine.
func (c Client) Delete(ctx context.Context, gvr schema.GroupVersionResource, namespace, name string, now bool) error {
	opts := metav1.DeleteOptions{}
	if now {
		zero := int64(0)
		opts.GracePeriodSeconds = &zero
	}
	err := c.Resource(gvr).Namespace(namespace).Delete(ctx, name, opts)
	if apierrors.IsNotFound(err) {
		return nil
	}
	return err
}

// Patch merges into an object, or into its status.
func (c Client) Patch(ctx context.Context, gvr schema.GroupVersionResource, namespace, name string, patch Object, sub ...string) error {
	raw, err := json.Marshal(patch)
	if err != nil {
		return err
	}
	_, err = c.Resource(gvr).Namespace(namespace).Patch(ctx, name, types.MergePatchType, raw, metav1.PatchOptions{FieldManager: "operator"}, sub...)
	return err
}

// SetStatus replaces the status of the object that was read, and fails with a
// conflict when somebody changed it since.
func (c Client) SetStatus(ctx context.Context, gvr schema.GroupVersionResource, obj *unstructured.Unstructured, status Object) error {
	next := obj.DeepCopy()
	next.Object["status"] = status
	updated, err := c.Resource(gvr).Namespace(obj.GetNamespace()).UpdateStatus(ctx, next, metav1.UpdateOptions{FieldManager: "operator"})
	if err == nil {
		obj.Object = updated.Object
	}
	return err
}

// StatusCopy is a copy of an object's status to change.
func StatusCopy(obj *unstructured.Unstructured) Object {
	status := Map(obj.DeepCopy().Object, "status")
	if status == nil {
		status = Object{}
	}
	return status
}

// Now is the time as Kubernetes writes it.
func Now() string { return time.Now().UTC().Format(time.RFC3339) }

// SelectorMatches evaluates a label selector; an absent one matches everything.
func SelectorMatches(selector Object, labels map[string]string) bool {
	raw, err := json.Marshal(selector)
	if err != nil || selector == nil {
		return err == nil
	}
	var typed metav1.LabelSelector
	if err := json.Unmarshal(raw, &typed); err != nil {
		return false
	}
	s, err := metav1.LabelSelectorAsSelector(&typed)
	return err == nil && s.Matches(k8slabels.Set(labels))
}
