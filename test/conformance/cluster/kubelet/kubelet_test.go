package kubelet

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	corev1 "k8s.io/api/core/v1"
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
