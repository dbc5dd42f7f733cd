package controlplane

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
)

// NodeName is the one node of the cluster.
const NodeName = "fake"

// ControlPlane is etcd, kube-apiserver and kube-controller-manager as children
// of this process.
type ControlPlane struct {
	Dir        string
	PKI        *PKI
	URL        string
	Kubeconfig string
	Config     *rest.Config
	children   *children
}

// Options are what the caller decides about a control plane.
type Options struct {
	// TokenReviewURL is asked about bearer tokens that the API server does not know.
	TokenReviewURL string
	// JobBackoff is the first delay of the Job controller after a failed pod.
	JobBackoff time.Duration
	// Concurrency is the number of workers of the Job controller.
	Concurrency int
	// EtcdSeed is a data directory to begin with.
	EtcdSeed string

	seed bool // no controllers, no node
}

// Start runs the control plane in dir and returns when it is ready.
func Start(ctx context.Context, dir string, pki *PKI, opts Options) (*ControlPlane, error) {
	logs := filepath.Join(dir, "control-plane")
	if err := os.MkdirAll(logs, 0o755); err != nil {
		return nil, err
	}
	ports, err := freePorts(3)
	if err != nil {
		return nil, err
	}
	cp := &ControlPlane{
		Dir: dir, PKI: pki,
		URL:        fmt.Sprintf("https://127.0.0.1:%d", ports[2]),
		Kubeconfig: filepath.Join(dir, "admin.kubeconfig"),
		children:   newChildren(logs),
	}
	token, err := RandomToken()
	if err != nil {
		return nil, err
	}
	if err := WriteKubeconfig(cp.Kubeconfig, cp.URL, pki.PEM, "admin", token); err != nil {
		return nil, err
	}
	cp.Config = &rest.Config{
		Host: cp.URL, BearerToken: token, QPS: -1,
		TLSClientConfig: rest.TLSClientConfig{CAData: pki.PEM},
	}

	if opts.EtcdSeed != "" {
		if err := os.CopyFS(filepath.Join(dir, "etcd"), os.DirFS(opts.EtcdSeed)); err != nil {
			return cp, err
		}
		if err := os.Chmod(filepath.Join(dir, "etcd"), 0o700); err != nil {
			return cp, err
		}
	}
	// The API server's large definitions make it spend half of its time on collecting garbage otherwise.
	cp.children.env = []string{"GOGC=200"}
	etcdURL := fmt.Sprintf("http://127.0.0.1:%d", ports[0])
	err = cp.children.run("etcd",
		"--data-dir", filepath.Join(dir, "etcd"),
		"--client-url", etcdURL,
		"--peer-url", fmt.Sprintf("http://127.0.0.1:%d", ports[1]))
	if err != nil {
		return cp, err
	}
	if err := cp.startAPIServer(etcdURL, ports[2], token, opts); err != nil {
		return cp, err
	}
	if err := cp.waitReady(ctx); err != nil || opts.seed {
		return cp, err
	}
	if err := cp.startControllerManager(opts); err != nil {
		return cp, err
	}
	return cp, cp.createNode(ctx)
}

func (cp *ControlPlane) startAPIServer(etcdURL string, port int, token string, opts Options) error {
	cert, key, err := cp.PKI.Serving("apiserver")
	if err != nil {
		return err
	}
	public, private, err := cp.PKI.ServiceAccountKey()
	if err != nil {
		return err
	}
	tokens := cp.PKI.Path("tokens.csv")
	if err := os.WriteFile(tokens, []byte(token+`,admin,admin,"system:masters"`+"\n"), 0o600); err != nil {
		return err
	}
	args := []string{
		"--etcd-servers=" + etcdURL,
		"--bind-address=127.0.0.1",
		"--advertise-address=127.0.0.1",
		"--endpoint-reconciler-type=none",
		fmt.Sprintf("--secure-port=%d", port),
		"--cert-dir=" + cp.PKI.Path("apiserver"),
		"--tls-cert-file=" + cert,
		"--tls-private-key-file=" + key,
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file=" + public,
		"--service-account-signing-key-file=" + private,
		"--service-account-extend-token-expiration=false",
		"--service-cluster-ip-range=10.96.0.0/16",
		"--token-auth-file=" + tokens,
		"--authorization-mode=Node,RBAC",
		"--kubelet-preferred-address-types=InternalIP",
	}
	if opts.TokenReviewURL != "" {
		review := cp.PKI.Path("token-review.kubeconfig")
		if err := WriteKubeconfig(review, opts.TokenReviewURL, cp.PKI.PEM, "apiserver", "unused"); err != nil {
			return err
		}
		args = append(args, "--authentication-token-webhook-config-file="+review, "--authentication-token-webhook-cache-ttl=1s")
	}
	if opts.seed {
		args = append(args, "--request-timeout=10m")
		cp.children.env = []string{"GOGC=400"} // large definitions, and nothing else runs
	}
	return cp.children.run("apiserver", args...)
}

func (cp *ControlPlane) startControllerManager(opts Options) error {
	return cp.children.run("controller-manager",
		"--kubeconfig="+cp.Kubeconfig,
		"--service-account-private-key-file="+cp.PKI.Path("sa.key"),
		"--root-ca-file="+cp.PKI.CAFile(),
		"--use-service-account-credentials=true",
		"--controllers=*,-nodeipam,-nodelifecycle,-cloud-node-lifecycle",
		"--leader-elect=false",
		"--secure-port=0",
		"--kube-api-qps=200",
		"--kube-api-burst=400",
		fmt.Sprintf("--concurrent-job-syncs=%d", opts.Concurrency),
		fmt.Sprintf("--job-backoff=%s", opts.JobBackoff),
	)
}

func (cp *ControlPlane) waitReady(ctx context.Context) error {
	client, err := kubernetes.NewForConfig(cp.Config)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 90*time.Second)
	defer cancel()
	for {
		_, err := client.Discovery().RESTClient().Get().AbsPath("/readyz").DoRaw(ctx)
		if err == nil {
			return nil
		}
		if name := cp.children.died(); name != "" {
			return fmt.Errorf("%s ended; see its log in %s", name, cp.children.logs)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the API server is not ready: %w", err)
		case <-time.After(100 * time.Millisecond):
		}
	}
}

func (cp *ControlPlane) createNode(ctx context.Context) error {
	client, err := kubernetes.NewForConfig(cp.Config)
	if err != nil {
		return err
	}
	node := &corev1.Node{ObjectMeta: metav1.ObjectMeta{
		Name:   NodeName,
		Labels: map[string]string{"kubernetes.io/hostname": NodeName, "kubernetes.io/os": "linux"},
	}}
	node, err = client.CoreV1().Nodes().Create(ctx, node, metav1.CreateOptions{})
	if err != nil {
		return err
	}
	node.Status.Conditions = []corev1.NodeCondition{{
		Type: corev1.NodeReady, Status: corev1.ConditionTrue, Reason: "KubeletReady",
		LastHeartbeatTime: metav1.Now(), LastTransitionTime: metav1.Now(),
	}}
	_, err = client.CoreV1().Nodes().UpdateStatus(ctx, node, metav1.UpdateOptions{})
	return err
}

// SetKubeletPort says where the node's kubelet is, for `kubectl logs`.
func (cp *ControlPlane) SetKubeletPort(ctx context.Context, client kubernetes.Interface, port int) error {
	node, err := client.CoreV1().Nodes().Get(ctx, NodeName, metav1.GetOptions{})
	if err != nil {
		return err
	}
	node.Status.Addresses = []corev1.NodeAddress{{Type: corev1.NodeInternalIP, Address: "127.0.0.1"}}
	node.Status.DaemonEndpoints.KubeletEndpoint.Port = int32(port)
	_, err = client.CoreV1().Nodes().UpdateStatus(ctx, node, metav1.UpdateOptions{})
	return err
}

// WaitUsable waits until the controllers have made what every pod needs.
func (cp *ControlPlane) WaitUsable(ctx context.Context, client kubernetes.Interface) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for {
		_, err := client.CoreV1().ServiceAccounts("default").Get(ctx, "default", metav1.GetOptions{})
		if err == nil {
			_, err = client.CoreV1().ConfigMaps("default").Get(ctx, "kube-root-ca.crt", metav1.GetOptions{})
		}
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the controllers do not work: %w", err)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// PIDs names the children and their process ids.
func (cp *ControlPlane) PIDs() map[string]int { return cp.children.pids() }

// Died names a child that ended by itself, or is empty.
func (cp *ControlPlane) Died() string { return cp.children.died() }

// Stop ends the control plane.
func (cp *ControlPlane) Stop() {
	if cp != nil && cp.children != nil {
		cp.children.stop()
	}
}

// RandomToken is an unguessable string.
func RandomToken() (string, error) {
	b := make([]byte, 24)
	if _, err := rand.Read(b); err != nil {
		return "", err
	}
	return strings.ToLower(hex.EncodeToString(b)), nil
}
