package main

import (
	"encoding/json"
	"fmt"
	"net/http"

	"cdk8s-kubestash/conformance/control"
	"cdk8s-kubestash/conformance/kubelet"
)

// routes registers the control API.
func (c *cluster) routes() {
	s := c.control
	c.operatorRoutes()
	c.proxyRoutes()
	s.Handle("GET /events", c.timeline)
	control.JSON(s, "GET /", func(*http.Request, any) (any, error) { return c.summary(), nil })
	control.JSON(s, "POST /identities", func(_ *http.Request, in struct {
		Name   string   `json:"name"`
		Groups []string `json:"groups"`
	}) (any, error) {
		return c.identities.Add(in.Name, in.Groups)
	})
	control.JSON(s, "POST /images", func(_ *http.Request, in kubelet.Image) (any, error) {
		return nil, c.kubelet.SetImage(in)
	})
	control.JSON(s, "DELETE /images", func(*http.Request, any) (any, error) {
		c.kubelet.ClearImages()
		return nil, nil
	})
	control.JSON(s, "POST /resolve", func(_ *http.Request, in struct{ Host, IP string }) (any, error) {
		return nil, c.kubelet.SetHost(in.Host, in.IP)
	})
	control.JSON(s, "POST /pods/kill", func(_ *http.Request, in struct {
		Namespace, Name, Container string
		Disrupted                  bool
	}) (any, error) {
		return nil, c.kubelet.Kill(in.Namespace, in.Name, in.Container, in.Disrupted)
	})
	control.JSON(s, "GET /behaviour", func(r *http.Request, _ any) (any, error) {
		return c.settings.Get(r.URL.Query().Get("namespace"), r.URL.Query().Get("name")), nil
	})
	control.JSON(s, "POST /behaviour", func(_ *http.Request, in map[string]json.RawMessage) (any, error) {
		var namespace, name string
		for key, target := range map[string]*string{"namespace": &namespace, "name": &name} {
			if raw, ok := in[key]; ok {
				if err := json.Unmarshal(raw, target); err != nil {
					return nil, fmt.Errorf("%s: %w", key, err)
				}
				delete(in, key)
			}
		}
		if err := c.settings.Set(namespace, name, in); err != nil {
			return nil, err
		}
		return c.settings.Get(namespace, name), nil
	})
}
