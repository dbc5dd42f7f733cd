package main

import (
	"fmt"
	"net/http"

	"cdk8s-kubestash/conformance/control"
	"cdk8s-kubestash/conformance/model"
	"cdk8s-kubestash/conformance/operators"
)

type objectName struct {
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
}

// operatorRoutes registers what steers the stand-ins.
func (c *cluster) operatorRoutes() {
	s := c.control
	control.JSON(s, "POST /probe", func(_ *http.Request, in struct {
		Namespace string   `json:"namespace"`
		Services  []string `json:"services"`
	}) (any, error) {
		return c.prober.Start(in.Namespace, in.Services)
	})
	control.JSON(s, "GET /probe/{id}", func(r *http.Request, _ any) (any, error) { return c.prober.Get(r.PathValue("id")) })
	control.JSON(s, "DELETE /probe/{id}", func(r *http.Request, _ any) (any, error) { return c.prober.Stop(r.PathValue("id")) })
	if c.kubedb == nil {
		return
	}
	control.JSON(s, "GET /data", c.getData)
	control.JSON(s, "POST /data", func(r *http.Request, in struct{ Namespace, Name, Kind, Content string }) (any, error) {
		_, db, err := c.kubedb.Find(r.Context(), in.Namespace, in.Name, in.Kind)
		if err != nil {
			return nil, err
		}
		c.model.Write(string(db.GetUID()), in.Namespace, in.Name, in.Content)
		return c.model.Get(string(db.GetUID()), in.Namespace, in.Name), nil
	})
	control.JSON(s, "POST /backend", func(r *http.Request, in struct {
		Location     string                    `json:"location"`
		Repositories []model.BackendRepository `json:"repositories"`
	}) (any, error) {
		if in.Location == "" {
			return nil, fmt.Errorf("location is required, for example s3:bucket/prefix")
		}
		return nil, c.kubestash.RegisterBackend(r.Context(), in.Location, in.Repositories)
	})
	control.JSON(s, "GET /backend", func(*http.Request, any) (any, error) { return c.model.Locations(), nil })
	control.JSON(s, "POST /tick", func(r *http.Request, in struct{ Namespace, BackupConfiguration, Session string }) (any, error) {
		name, err := c.kubestash.Trigger(r.Context(), in.Namespace, in.BackupConfiguration, in.Session)
		return map[string]any{"backupSession": name}, err
	})
	control.JSON(s, "POST /failover", func(r *http.Request, in objectName) (any, error) {
		primaries, err := c.kubedb.Failover(r.Context(), in.Namespace, in.Name)
		return map[string]any{"primaries": primaries}, err
	})
	control.JSON(s, "POST /restart-pods", func(r *http.Request, in objectName) (any, error) {
		n, err := c.kubedb.RestartPods(r.Context(), in.Namespace, in.Name)
		return map[string]any{"deleted": n}, err
	})
	control.JSON(s, "POST /catalog", func(r *http.Request, in struct {
		Names []string `json:"names"`
	}) (any, error) {
		n, err := c.installCatalog(r.Context(), in.Names)
		return map[string]any{"installed": n}, err
	})
	control.JSON(s, "DELETE /catalog", c.removeCatalog)
	control.JSON(s, "POST /reset", c.reset)
}

func (c *cluster) getData(r *http.Request, _ any) (any, error) {
	q := r.URL.Query()
	namespace, name := q.Get("namespace"), q.Get("name")
	out := map[string]any{"history": c.model.All(namespace, name), "wrongPassword": c.settings.Get(namespace, name).WrongPassword, "checkFails": c.settings.Get(namespace, name).CheckFails}
	k, db, err := c.kubedb.Find(r.Context(), namespace, name, q.Get("kind"))
	if err != nil {
		out["exists"] = false
		return out, nil
	}
	data := c.model.Get(string(db.GetUID()), namespace, name)
	out["exists"], out["kind"], out["phase"] = true, k.Kind, operators.Str(db.Object, "status", "phase")
	out["uid"], out["content"], out["snapshot"], out["restores"] = data.UID, data.Content, data.Snapshot, data.Restores
	return out, nil
}

// removeCatalog deletes Addons and Functions by name, all without names.
func (c *cluster) removeCatalog(r *http.Request, in struct {
	Names []string `json:"names"`
}) (any, error) {
	removed := 0
	wanted := map[string]bool{}
	for _, n := range in.Names {
		wanted[n] = true
	}
	for _, gvr := range []operatorsGVR{operators.Addons, operators.Functions} {
		list, err := c.client.List(r.Context(), gvr, "", "")
		if err != nil {
			return nil, err
		}
		for _, obj := range list {
			if len(wanted) > 0 && !wanted[obj.GetName()] {
				continue
			}
			if err := c.client.Delete(r.Context(), gvr, "", obj.GetName(), false); err != nil {
				return nil, err
			}
			removed++
		}
	}
	return map[string]any{"removed": removed}, nil
}
