package kubelet

import (
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
	if !(Image{}).hasKubectl("kubectl:1") || (Image{}).hasKubectl("postgres:17") {
		t.Error("kubectl goes by the image's name")
	}
}
