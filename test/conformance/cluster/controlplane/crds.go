package controlplane

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/dynamic"
)

var crdResource = schema.GroupVersionResource{Group: "apiextensions.k8s.io", Version: "v1", Resource: "customresourcedefinitions"}

// ReadObjects reads all objects of the YAML files under dir, in the order of
// their paths.
func ReadObjects(dir string) ([]*unstructured.Unstructured, error) {
	paths, err := yamlFiles(dir)
	if err != nil {
		return nil, err
	}
	var out []*unstructured.Unstructured
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(raw), 4096)
		for {
			obj := &unstructured.Unstructured{}
			if err := decoder.Decode(&obj.Object); err != nil {
				break
			}
			if obj.GetKind() != "" && obj.GetName() != "" {
				out = append(out, obj)
			}
		}
	}
	return out, nil
}

func yamlFiles(dir string) ([]string, error) {
	var paths []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && (strings.HasSuffix(path, ".yaml") || strings.HasSuffix(path, ".yml")) {
			paths = append(paths, path)
		}
		return err
	})
	sort.Strings(paths)
	return paths, err
}

// InstallCRDs creates every CustomResourceDefinition of the list and waits
// until all are served.
func InstallCRDs(ctx context.Context, client dynamic.Interface, objects []*unstructured.Unstructured) error {
	var names []string
	group, gctx := errgroup.WithContext(ctx)
	group.SetLimit(2)
	for _, obj := range objects {
		if obj.GetKind() != "CustomResourceDefinition" {
			continue
		}
		// Conversion webhooks of the upstream charts have no server here.
		unstructured.RemoveNestedField(obj.Object, "spec", "conversion")
		unstructured.RemoveNestedField(obj.Object, "status")
		names = append(names, obj.GetName())
		group.Go(func() error {
			_, err := client.Resource(crdResource).Create(gctx, obj, metav1.CreateOptions{})
			for range 3 {
				if !apierrors.IsTimeout(err) && !apierrors.IsServerTimeout(err) {
					break
				}
				_, err = client.Resource(crdResource).Create(gctx, obj, metav1.CreateOptions{})
			}
			if err != nil && !apierrors.IsAlreadyExists(err) {
				return fmt.Errorf("CRD %s: %w", obj.GetName(), err)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	deadline := time.Now().Add(5 * time.Minute)
	for _, name := range names {
		for !established(ctx, client, name) {
			if time.Now().After(deadline) {
				return fmt.Errorf("CRD %s is not established", name)
			}
			time.Sleep(time.Second)
		}
	}
	return nil
}

func established(ctx context.Context, client dynamic.Interface, name string) bool {
	obj, err := client.Resource(crdResource).Get(ctx, name, metav1.GetOptions{})
	if err != nil {
		return false
	}
	conditions, _, _ := unstructured.NestedSlice(obj.Object, "status", "conditions")
	for _, c := range conditions {
		m, _ := c.(map[string]any)
		if m["type"] == "Established" && m["status"] == "True" {
			return true
		}
	}
	return false
}
