package main

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"cdk8s-kubestash/conformance/control"
	"cdk8s-kubestash/conformance/faultproxy"
)

// proxyRoutes registers what steers the fault proxy.
func (c *cluster) proxyRoutes() {
	s := c.control
	control.JSON(s, "GET /requests", func(r *http.Request, _ any) (any, error) {
		q := r.URL.Query()
		since, _ := strconv.Atoi(q.Get("since"))
		return map[string]any{"requests": c.proxy.Requests(faultproxy.Filter{
			Since: since, Namespace: q.Get("namespace"), ServiceAccount: q.Get("serviceAccount"), Pod: q.Get("pod"),
			Resource: q.Get("resource"), Verb: q.Get("verb"), User: q.Get("user"), Discovery: q.Get("discovery") == "true",
		})}, nil
	})
	control.JSON(s, "POST /faults", func(_ *http.Request, in []faultproxy.Rule) (any, error) {
		list, err := c.proxy.AddRules(in)
		return map[string]any{"faults": list}, err
	})
	control.JSON(s, "GET /faults", func(*http.Request, any) (any, error) {
		return map[string]any{"faults": c.proxy.Rules()}, nil
	})
	control.JSON(s, "DELETE /faults", func(*http.Request, any) (any, error) {
		c.proxy.ClearRules()
		return nil, nil
	})
	control.JSON(s, "POST /away", func(_ *http.Request, in struct {
		Namespace    string `json:"namespace"`
		Milliseconds int    `json:"milliseconds"`
	}) (any, error) {
		if in.Namespace == "" || in.Milliseconds <= 0 {
			return nil, fmt.Errorf("namespace and milliseconds are required")
		}
		c.proxy.GoAway(in.Namespace, time.Duration(in.Milliseconds)*time.Millisecond)
		return nil, nil
	})
	control.JSON(s, "POST /tokens/expire", func(_ *http.Request, in struct {
		Namespace    string   `json:"namespace"`
		Pod          string   `json:"pod"`
		RefreshAfter *float64 `json:"refreshAfterSeconds"`
	}) (any, error) {
		tokens, err := c.kubelet.Tokens(in.Namespace, in.Pod)
		if err != nil {
			return nil, err
		}
		c.proxy.Expire(tokens)
		if in.RefreshAfter != nil {
			time.AfterFunc(time.Duration(*in.RefreshAfter*float64(time.Second)), func() {
				_ = c.kubelet.RenewTokens(context.Background(), in.Namespace, in.Pod)
			})
		}
		return map[string]any{"expired": len(tokens)}, nil
	})
}
