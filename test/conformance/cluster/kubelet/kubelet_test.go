package kubelet

import (
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/uuid"
)

func TestExpandAll(t *testing.T) {
	env := map[string]string{"NAME": "orders", "EMPTY": ""}
	got := expandAll([]string{"$(NAME)-client", "$(MISSING)", "$$(NAME)", "a$(EMPTY)b", "$NAME", "$(NAME"}, env)
	want := []string{"orders-client", "$(MISSING)", "$(NAME)", "ab", "$NAME", "$(NAME"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestKeysToFiles(t *testing.T) {
	data := map[string][]byte{"run.sh": []byte("x"), "other": []byte("y")}
	mode, own := int32(0o555), int32(0o400)
	all, err := keysToFiles(data, nil, &mode, false, "configmap", "scripts")
	if err != nil || len(all) != 2 || all[0].mode != 0o555 {
		t.Errorf("all keys: %v, %v", all, err)
	}
	one, err := keysToFiles(data, []corev1.KeyToPath{{Key: "run.sh", Path: "bin/run", Mode: &own}}, &mode, false, "configmap", "scripts")
	if err != nil || len(one) != 1 || one[0].path != "bin/run" || one[0].mode != 0o400 {
		t.Errorf("one key: %v, %v", one, err)
	}
	missing := []corev1.KeyToPath{{Key: "nope", Path: "nope"}}
	if _, err := keysToFiles(data, missing, nil, false, "configmap", "scripts"); err == nil {
		t.Error("a missing key was accepted")
	}
	if got, err := keysToFiles(data, missing, nil, true, "configmap", "scripts"); err != nil || len(got) != 0 {
		t.Errorf("a missing key of an optional source: %v, %v", got, err)
	}
}

func TestImagesLongestPrefixWins(t *testing.T) {
	var i images
	dir := t.TempDir()
	for _, image := range []Image{{Prefix: "ghcr/", BinDir: dir}, {Prefix: "ghcr/postgres", Shell: "dash"}} {
		if err := i.set(image); err != nil {
			t.Fatal(err)
		}
	}
	if got := i.find("ghcr/postgres:17"); got.Shell != "dash" || got.BinDir != "" {
		t.Errorf("%+v", got)
	}
	if got := i.find("ghcr/other"); got.BinDir != dir {
		t.Errorf("%+v", got)
	}
	if got := i.find("busybox"); got.Prefix != "" {
		t.Errorf("%+v", got)
	}
	if err := i.set(Image{Prefix: "x", BinDir: "relative"}); err == nil {
		t.Error("a relative binDir was accepted")
	}
}

func TestImagesGoByTheirNames(t *testing.T) {
	var i images
	kubectl, node, postgres := i.find("ghcr.io/appscode/kubectl:1"), i.find("registry:5000/mirror/node:24-slim@sha256:0"), i.find("nodes.example.org/postgres:17")
	if !*kubectl.Kubectl || *kubectl.Node || kubectl.Shell != "dash" {
		t.Errorf("kubectl: %+v", kubectl)
	}
	if *node.Kubectl || !*node.Node || node.Shell != "none" || !slices.Equal(node.Entrypoint, []string{nodePath}) {
		t.Errorf("node: %+v", node)
	}
	if *postgres.Kubectl || *postgres.Node || len(postgres.Entrypoint) != 0 {
		t.Errorf("postgres: %+v", postgres)
	}
	no := false
	if err := i.set(Image{Prefix: "prom/node-exporter", Node: &no}); err != nil {
		t.Fatal(err)
	}
	if got := i.find("prom/node-exporter:1"); *got.Node || got.Shell != "dash" {
		t.Errorf("an exporter: %+v", got)
	}
}

func TestArgumentsFollowTheEntrypoint(t *testing.T) {
	image := Image{}.of("node:24")
	env := map[string]string{"MODE": "run"}
	got, err := arguments(&corev1.Container{Args: []string{"/restore/agent.js", "$(MODE)"}}, image, env)
	if want := []string{nodePath, "/restore/agent.js", "run"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
	got, err = arguments(&corev1.Container{Command: []string{"sh", "-c"}, Args: []string{"true"}}, image, env)
	if want := []string{"sh", "-c", "true"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
	if _, err := arguments(&corev1.Container{Name: "dump"}, Image{}, env); err == nil {
		t.Error("a container without a command was accepted without an entrypoint")
	}
}

func TestLookPathSpeaksAsARuntimeDoes(t *testing.T) {
	for name, want := range map[string]string{
		"sh":      `exec: "sh": executable file not found in $PATH`,
		"/bin/no": `exec: "/bin/no": stat /bin/no: no such file or directory`,
	} {
		if _, err := lookPath(name, t.TempDir()); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}

func TestLogTailIsThatOfOneInstance(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log")
	if err := os.WriteFile(path, []byte("first\nsecond\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := logTail(path, 6); got != "second\n" {
		t.Errorf("%q", got)
	}
	if got := logTail(path, 100); got != "" {
		t.Errorf("%q", got)
	}
}

func TestDownwardAPI(t *testing.T) {
	p := &pod{k: &Kubelet{node: "node-1"}, object: &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{
			Name: "run", Namespace: "shop", UID: "0b1c", Labels: map[string]string{"app": "orders"}, Annotations: map[string]string{"note": "two\nlines"},
		},
		Spec: corev1.PodSpec{Containers: []corev1.Container{{Name: "main", Resources: corev1.ResourceRequirements{
			Limits: corev1.ResourceList{corev1.ResourceMemory: resource.MustParse("64Mi")},
		}}}},
	}}
	for path, want := range map[string]string{
		"metadata.uid": "0b1c", "metadata.labels": "app=\"orders\"", "metadata.labels['app']": "orders", "metadata.annotations['note']": "two\nlines",
		"metadata.namespace": "shop", "spec.nodeName": "node-1", "status.podIP": podIP(p.object),
	} {
		got, err := p.downward(corev1.DownwardAPIVolumeFile{FieldRef: &corev1.ObjectFieldSelector{FieldPath: path}})
		if err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", path, got, err, want)
		}
	}
	memory := corev1.DownwardAPIVolumeFile{ResourceFieldRef: &corev1.ResourceFieldSelector{ContainerName: "main", Resource: "limits.memory"}}
	if got, err := p.downward(memory); err != nil || got != "67108864" {
		t.Errorf("limits.memory: %q, %v", got, err)
	}
	memory.ResourceFieldRef.ContainerName = "other"
	if _, err := p.downward(memory); err == nil {
		t.Error("a container that is not there was accepted")
	}
}

func TestPodsHaveLoopbackAddressesOfTheirOwn(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		ip := podIP(&corev1.Pod{ObjectMeta: metav1.ObjectMeta{UID: uuid.NewUUID()}})
		if parsed := net.ParseIP(ip); parsed == nil || !parsed.IsLoopback() || strings.HasPrefix(ip, "127.0.") {
			t.Fatalf("%s is no loopback address apart from the host's", ip)
		}
		seen[ip] = true
	}
	if len(seen) < 995 {
		t.Errorf("%d addresses for 1000 pods", len(seen))
	}
}
