package controlplane

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/dynamic"
)

// Seed returns an etcd data directory in which the CustomResourceDefinitions
// are installed already. The API server needs a minute to take so many large
// ones, so the directory is made once for each version of them and copied from
// then on.
func Seed(ctx context.Context, cache string, objects []*unstructured.Unstructured) (string, error) {
	hash := sha256.New()
	for _, obj := range objects {
		raw, err := obj.MarshalJSON()
		if err != nil {
			return "", err
		}
		hash.Write(raw)
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
	return InstallCRDs(ctx, client, objects)
}
