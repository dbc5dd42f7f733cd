package kubedb

import (
	"context"
	"fmt"
	"sort"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubestash/conformance/operators"
)

// Find returns a database of any kind by its name.
func (o *Operator) Find(ctx context.Context, namespace, name, kind string) (Kind, *unstructured.Unstructured, error) {
	for _, k := range o.Active() {
		if kind != "" && k.Kind != kind {
			continue
		}
		db, err := o.client.Get(ctx, k.GVR(), namespace, name)
		if err != nil {
			return Kind{}, nil, err
		}
		if db != nil {
			return k, db, nil
		}
	}
	return Kind{}, nil, fmt.Errorf("no database %s/%s", namespace, name)
}

// Failover makes another pod of each group the primary.
func (o *Operator) Failover(ctx context.Context, namespace, name string) (map[string]string, error) {
	k, db, err := o.Find(ctx, namespace, name, "")
	if err != nil {
		return nil, err
	}
	groups := map[string][]string{}
	for _, m := range members(k, db.Object) {
		if m.group != "" {
			groups[m.group] = append(groups[m.group], m.name)
		}
	}
	out := map[string]string{}
	for group, names := range groups {
		sort.Strings(names)
		old := o.primaryOf(string(db.GetUID()), group)
		for i, candidate := range names {
			if candidate == old {
				out[group] = names[(i+1)%len(names)]
			}
		}
		s := o.of(string(db.GetUID()))
		o.mu.Lock()
		s.primary[group] = out[group]
		o.mu.Unlock()
		for _, member := range names {
			o.pods.Add(operators.Key{GVR: operators.Pods, Namespace: namespace, Name: member})
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s %s has no roles to move", k.Kind, name)
	}
	return out, nil
}

// RestartPods deletes the pods of a database; the operator makes new ones.
func (o *Operator) RestartPods(ctx context.Context, namespace, name string) (int, error) {
	k, db, err := o.Find(ctx, namespace, name, "")
	if err != nil {
		return 0, err
	}
	pods, err := o.client.List(ctx, operators.Pods, namespace, triple(k, db.GetName()))
	if err != nil {
		return 0, err
	}
	for _, pod := range pods {
		if err := o.client.Delete(ctx, operators.Pods, namespace, pod.GetName(), true); err != nil {
			return 0, err
		}
	}
	return len(pods), nil
}
