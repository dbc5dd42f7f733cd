package controlplane

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/dynamic"
)

// Seed returns an etcd data directory in which the objects of some YAML files
// are installed already: CustomResourceDefinitions, and then what is of their
// kinds. The API server needs a minute to take so many large ones, so the
// directory is made once for each version of them and copied from then on.
func Seed(ctx context.Context, cache string, objects []*unstructured.Unstructured, dirs ...string) (string, error) {
	hash := sha256.New()
	raw, err := json.Marshal(objects)
	if err != nil {
		return "", err
	}
	hash.Write(raw)
	for _, dir := range dirs {
		if dir == "" {
			continue
		}
		if err := hashFiles(hash, dir); err != nil {
			return "", err
		}
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "seed-"+hex.EncodeToString(hash.Sum(nil))[:16])
	lock, err := os.OpenFile(dir+".lock", os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return "", err
	}
	defer lock.Close()
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		return "", err
	}
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	work := dir + ".new"
	if err := os.RemoveAll(work); err != nil {
		return "", err
	}
	for _, dir := range dirs {
		if dir == "" {
			continue
		}
		more, err := ReadObjects(dir)
		if err != nil {
			return "", err
		}
		objects = append(objects, more...)
	}
	if err := makeSeed(ctx, work, objects); err != nil {
		return "", fmt.Errorf("seed: %w", err)
	}
	if err := os.Rename(filepath.Join(work, "etcd"), dir); err != nil {
		return "", err
	}
	return dir, os.RemoveAll(work)
}

func makeSeed(ctx context.Context, dir string, objects []*unstructured.Unstructured) error {
	pki, err := NewPKI(filepath.Join(dir, "pki"))
	if err != nil {
		return err
	}
	cp, err := Start(ctx, dir, pki, Options{seed: true})
	defer cp.Stop()
	if err != nil {
		return err
	}
	client, err := dynamic.NewForConfig(cp.Config)
	if err != nil {
		return err
	}
	if err := InstallCRDs(ctx, client, objects); err != nil {
		return err
	}
	for _, obj := range objects {
		if obj.GetKind() == "CustomResourceDefinition" {
			continue
		}
		gvk := obj.GroupVersionKind()
		gvr, _ := meta.UnsafeGuessKindToResource(gvk)
		_, err := client.Resource(gvr).Create(ctx, obj, metav1.CreateOptions{})
		if err != nil && !apierrors.IsAlreadyExists(err) {
			return fmt.Errorf("%s %s: %w", gvk.Kind, obj.GetName(), err)
		}
	}
	return nil
}

// hashFiles adds the names and contents of the YAML files under dir.
func hashFiles(hash io.Writer, dir string) error {
	paths, err := yamlFiles(dir)
	if err != nil {
		return err
	}
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		fmt.Fprintf(hash, "%s %d\n", filepath.Base(path), len(raw))
		if _, err := hash.Write(raw); err != nil {
			return err
		}
	}
	return nil
}
