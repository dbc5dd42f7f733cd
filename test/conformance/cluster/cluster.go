package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"

	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/dynamic/dynamicinformer"
	"k8s.io/client-go/kubernetes"

	"cdk8s-kubestash/conformance/admission"
	"cdk8s-kubestash/conformance/control"
	"cdk8s-kubestash/conformance/controlplane"
	"cdk8s-kubestash/conformance/faultproxy"
	"cdk8s-kubestash/conformance/identities"
	"cdk8s-kubestash/conformance/kubelet"
	"cdk8s-kubestash/conformance/model"
	"cdk8s-kubestash/conformance/operators"
	"cdk8s-kubestash/conformance/operators/kubedb"
	"cdk8s-kubestash/conformance/operators/kubestash"
	"cdk8s-kubestash/conformance/probe"
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
	proxy      *faultproxy.Proxy
	stages     map[string]string
	model      *model.Model
	kubedb     *kubedb.Operator
	kubestash  *kubestash.Operator
	prober     *probe.Prober
	client     operators.Client
	kube       kubernetes.Interface
	dynamic    dynamic.Interface
}

func start(ctx context.Context, opts options) (*cluster, error) {
	c := &cluster{opts: opts, timeline: &timeline.Log{}, settings: settings.NewStore(), hooks: http.NewServeMux(), model: model.New(), stages: map[string]string{}}
	since := time.Now()
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
	seed, err := c.seed(ctx)
	if err != nil {
		return c, err
	}
	c.stage("seed", &since)
	c.plane, err = controlplane.Start(ctx, opts.dir, c.pki, controlplane.Options{
		TokenReviewURL: c.hooksURL + "/token-review",
		EtcdSeed:       seed,
		JobBackoff:     opts.jobBackoff,
		Concurrency:    opts.concurrency,
	})
	if err != nil {
		return c, err
	}
	c.stage("control plane", &since)
	if c.kube, err = kubernetes.NewForConfig(c.plane.Config); err != nil {
		return c, err
	}
	if c.dynamic, err = dynamic.NewForConfig(c.plane.Config); err != nil {
		return c, err
	}
	c.client = operators.Client{Interface: c.dynamic, Watches: dynamicinformer.NewDynamicSharedInformerFactory(c.dynamic, 0)}
	if err := c.startParts(ctx); err != nil {
		return c, err
	}
	c.stage("parts", &since)
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

// seed is the data of an etcd that has the CustomResourceDefinitions and the
// catalog.
func (c *cluster) seed(ctx context.Context) (string, error) {
	cache := c.opts.cache
	if cache == "" {
		binary, err := os.Executable()
		if err != nil {
			return "", err
		}
		cache = filepath.Join(filepath.Dir(binary), "seeds")
	}
	return controlplane.Seed(ctx, cache, append(kubedb.AppCatalogCRDs(), kubedb.OpsRequestCRDs()...), c.opts.crds, c.opts.catalog)
}

func (c *cluster) startParts(ctx context.Context) error {
	serving, err := c.pki.ServerTLS("proxy")
	if err != nil {
		return err
	}
	if c.proxy, err = faultproxy.New(c.plane.URL, c.pki.PEM, serving, c.userOf); err != nil {
		return err
	}
	c.proxyURL = c.proxy.URL
	c.identities.SetServers(c.plane.URL, c.proxyURL)
	dir := c.opts.dir
	if c.opts.pods != "" {
		dir = c.opts.pods
	}
	if c.kubelet, err = kubelet.New(c.kube, controlplane.NodeName, dir, c.proxyURL, c.timeline); err != nil {
		return err
	}
	c.proxy.OnKill(c.kubelet.Kill)
	if err := c.kubelet.Run(ctx); err != nil {
		return err
	}
	kubeletTLS, err := c.pki.ServerTLS("kubelet")
	if err != nil {
		return err
	}
	port, err := c.kubelet.ServeLogs(kubeletTLS)
	if err != nil {
		return err
	}
	if err := c.plane.SetKubeletPort(ctx, c.kube, port); err != nil {
		return err
	}
	if err := c.plane.WaitUsable(ctx, c.kube); err != nil {
		return err
	}
	c.prober = probe.New(c.timeline)
	if err := c.prober.Run(ctx, c.kube); err != nil {
		return err
	}
	if c.opts.crds == "" {
		return nil
	}
	return c.startOperators(ctx)
}

func (c *cluster) startOperators(ctx context.Context) error {
	c.kubedb = kubedb.New(c.client, controlplane.NodeName, c.settings, c.timeline, c.model)
	c.kubestash = kubestash.New(c.client, c.kubedb, c.settings, c.timeline, c.model)
	factory := c.client.Watches
	c.kubedb.Run(ctx, factory, c.opts.concurrency)
	c.kubestash.Run(ctx, factory, c.opts.concurrency)
	factory.Start(ctx.Done())
	for gvr, synced := range factory.WaitForCacheSync(ctx.Done()) {
		if !synced {
			return fmt.Errorf("%s cannot be listed", gvr)
		}
	}
	hooks := admission.New(c.client)
	hooks.Seen = func(_, kind string) { c.kubedb.Activate(kind) }
	return hooks.Register(ctx, c.hooks, c.kube, c.hooksURL, c.pki.PEM)
}

// installCatalog creates the Addons and Functions of the catalog: all, or those
// with the given names.
func (c *cluster) installCatalog(ctx context.Context, names []string) (int, error) {
	objects, err := controlplane.ReadObjects(c.opts.catalog)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, obj := range objects {
		gvr := operators.Addons
		if obj.GetKind() == "Function" {
			gvr = operators.Functions
		}
		if len(names) > 0 && !slices.Contains(names, obj.GetName()) {
			continue
		}
		if err := c.client.Create(ctx, gvr, obj.Object); err != nil {
			return n, fmt.Errorf("%s %s: %w", obj.GetKind(), obj.GetName(), err)
		}
		n++
	}
	return n, nil
}

// userOf names the user of a bearer token that is no service account's.
func (c *cluster) userOf(token string) string {
	if token == c.plane.Config.BearerToken {
		return "admin"
	}
	return c.identities.User(token)
}

// stage notes how long a part of the start took.
func (c *cluster) stage(name string, since *time.Time) {
	c.stages[name] = time.Since(*since).Round(time.Millisecond).String()
	*since = time.Now()
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
		"stages":     c.stages,
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
}
