package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"k8s.io/apimachinery/pkg/runtime/schema"

	"cdk8s-kubestash/conformance/operators"
)

type operatorsGVR = schema.GroupVersionResource

// reset empties a namespace by deleting it with everything in it, whatever
// protects it, and forgets its settings and data.
func (c *cluster) reset(r *http.Request, in struct {
	Namespace string `json:"namespace"`
}) (any, error) {
	if in.Namespace == "" {
		return nil, fmt.Errorf("namespace is required")
	}
	ctx, cancel := context.WithTimeout(r.Context(), 90*time.Second)
	defer cancel()
	gvrs := []operatorsGVR{operators.RestoreSessions, operators.BackupSessions, operators.BackupConfigurations}
	for _, k := range c.kubedb.Active() {
		gvrs = append(gvrs, k.GVR())
	}
	for _, gvr := range gvrs {
		list, err := c.client.List(ctx, gvr, in.Namespace, "")
		if err != nil {
			return nil, err
		}
		for _, obj := range list {
			if operators.Str(obj.Object, "spec", "deletionPolicy") != "" {
				_ = c.client.Patch(ctx, gvr, in.Namespace, obj.GetName(), operators.Object{"spec": operators.Object{"deletionPolicy": "WipeOut"}})
			}
			if err := c.client.Delete(ctx, gvr, in.Namespace, obj.GetName(), true); err != nil {
				return nil, err
			}
		}
	}
	if err := c.client.Delete(ctx, operators.Namespaces, "", in.Namespace, false); err != nil {
		return nil, err
	}
	for {
		namespace, err := c.client.Get(ctx, operators.Namespaces, "", in.Namespace)
		if err != nil {
			return nil, err
		}
		if namespace == nil {
			break
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("namespace %s is not gone: %w", in.Namespace, ctx.Err())
		case <-time.After(200 * time.Millisecond):
		}
	}
	c.settings.Reset(in.Namespace)
	c.model.Forget(in.Namespace)
	return nil, nil
}
