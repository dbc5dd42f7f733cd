package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"

	"cdk8s-kubestash/conformance/control"
	"cdk8s-kubestash/conformance/controlplane"
	"cdk8s-kubestash/conformance/identities"
	"cdk8s-kubestash/conformance/kubelet"
	"cdk8s-kubestash/conformance/settings"
	"cdk8s-kubestash/conformance/timeline"
)

// cluster is everything that `up` runs.
type cluster struct {
	opts       options
	pki        *controlplane.PKI
	plane      *controlplane.ControlPlane
	control    *control.Server
	hooks      *http.ServeMux
	hooksURL   string
	identities *identities.Store
	timeline   *timeline.Log
	settings   *settings.Store
	kubelet    *kubelet.Kubelet
	proxyURL   string
	kube       kubernetes.Interface
	dynamic    dynamic.Interface
}

func start(ctx context.Context, opts options) (*cluster, error) {
	c := &cluster{opts: opts, timeline: &timeline.Log{}, settings: settings.NewStore(), hooks: http.NewServeMux()}
	if err := os.MkdirAll(opts.dir, 0o755); err != nil {
		return c, err
	}
	var err error
	if c.pki, err = controlplane.NewPKI(filepath.Join(opts.dir, "pki")); err != nil {
		return c, err
	}
	if c.identities, err = identities.NewStore(filepath.Join(opts.dir, "identities"), c.pki.PEM); err != nil {
		return c, err
	}
	if err := c.serveHooks(); err != nil {
		return c, err
	}
	c.plane, err = controlplane.Start(ctx, opts.dir, c.pki, controlplane.Options{
		TokenReviewURL: c.hooksURL + "/token-review",
		JobBackoff:     opts.jobBackoff,
		Concurrency:    opts.concurrency,
	})
	if err != nil {
		return c, err
	}
	if c.kube, err = kubernetes.NewForConfig(c.plane.Config); err != nil {
		return c, err
	}
	if c.dynamic, err = dynamic.NewForConfig(c.plane.Config); err != nil {
		return c, err
	}
	if err := c.installObjects(ctx); err != nil {
		return c, err
	}
	if err := c.startParts(ctx); err != nil {
		return c, err
	}
	if c.control, err = control.New(); err != nil {
		return c, err
	}
	c.routes()
	c.control.Serve()
	return c, nil
}

// serveHooks serves what the API server calls: token reviews and admission.
func (c *cluster) serveHooks() error {
	tlsConfig, err := c.pki.ServerTLS("hooks")
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	c.hooksURL = "https://" + listener.Addr().String()
	c.hooks.Handle("/token-review", c.identities)
	server := &http.Server{Handler: c.hooks, TLSConfig: tlsConfig, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.ServeTLS(listener, "", "") }()
	return nil
}

func (c *cluster) installObjects(ctx context.Context) error {
	if c.opts.crds == "" {
		return nil
	}
	objects, err := controlplane.ReadObjects(c.opts.crds)
	if err != nil {
		return err
	}
	return controlplane.InstallCRDs(ctx, c.dynamic, objects)
}

func (c *cluster) startParts(ctx context.Context) error {
	c.proxyURL = c.plane.URL
	c.identities.SetServers(c.plane.URL, c.proxyURL)
	dir := c.opts.dir
	if c.opts.pods != "" {
		dir = c.opts.pods
	}
	var err error
	if c.kubelet, err = kubelet.New(c.kube, controlplane.NodeName, dir, c.proxyURL, c.timeline); err != nil {
		return err
	}
	return c.kubelet.Run(ctx)
}

func (c *cluster) summary() map[string]any {
	pids := c.plane.PIDs()
	pids["up"] = os.Getpid()
	return map[string]any{
		"apiserver":  c.plane.URL,
		"ca":         c.pki.CAFile(),
		"kubeconfig": c.plane.Kubeconfig,
		"control":    c.control.URL,
		"proxy":      c.proxyURL,
		"dir":        c.opts.dir,
		"pids":       pids,
	}
}

func (c *cluster) stop() {
	if c.kubelet != nil {
		c.kubelet.Stop()
	}
	if c.plane != nil {
		c.plane.Stop()
	}
	_ = fmt.Sprint
}
