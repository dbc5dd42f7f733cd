package kubedb

import (
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubestash/conformance/operators"
)

// OpsRequestCRDs are definitions of kinds whose own are not at hand, or not
// released yet: what is known of the requests that are played.
func OpsRequestCRDs() []*unstructured.Unstructured {
	text, open := operators.Object{"type": "string"}, operators.Object{"type": "object", "x-kubernetes-preserve-unknown-fields": true}
	number := operators.Object{"type": "integer", "format": "int32"}
	object := func(properties operators.Object, required ...any) operators.Object {
		out := operators.Object{"type": "object", "properties": properties}
		if len(required) > 0 {
			out["required"] = required
		}
		return out
	}
	ref := object(operators.Object{"name": text, "namespace": text}, "name")
	archiver := object(operators.Object{
		"recoveryTimestamp": operators.Object{"type": "string", "format": "date-time"}, "fullDBRepository": ref, "manifestRepository": ref,
		"encryptionSecret": ref, "replicationStrategy": text, "manifestOptions": open,
		"retainPV": operators.Object{"type": "boolean", "default": true},
	})
	size := operators.Object{
		"anyOf": []any{operators.Object{"type": "integer"}, operators.Object{"type": "string"}}, "x-kubernetes-int-or-string": true,
	}
	return []*unstructured.Unstructured{
		requestCRD("MySQLOpsRequest", []any{"Restart", "VerticalScaling", "ArchiverRestore"}, operators.Object{"archiver": archiver}),
		requestCRD("MariaDBOpsRequest", []any{"Restart", "VerticalScaling", "ArchiverRestore"}, operators.Object{"archiver": archiver}),
		requestCRD("PostgresOpsRequest", []any{"Restart", "UpdateVersion", "HorizontalScaling", "VolumeExpansion"}, operators.Object{
			"updateVersion":     object(operators.Object{"targetVersion": text}),
			"horizontalScaling": object(operators.Object{"replicas": number}),
			"volumeExpansion":   object(operators.Object{"mode": operators.Object{"type": "string", "enum": []any{"Offline", "Online"}}, "postgres": size}, "mode"),
		}),
	}
}

func requestCRD(kind string, types []any, more operators.Object) *unstructured.Unstructured {
	text, plural := operators.Object{"type": "string"}, plurals[kind]
	spec := operators.Object{
		"type":        operators.Object{"type": "string", "enum": types},
		"databaseRef": operators.Object{"type": "object", "properties": operators.Object{"name": text}},
		"apply":       operators.Object{"type": "string", "enum": []any{"IfReady", "Always"}, "default": "IfReady"},
		"timeout":     text,
		"maxRetries":  operators.Object{"type": "integer", "format": "int32", "default": int64(1)},
	}
	for key, value := range more {
		spec[key] = value
	}
	return &unstructured.Unstructured{Object: operators.Object{
		"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
		"metadata": operators.Object{"name": plural + ".ops.kubedb.com"},
		"spec": operators.Object{
			"group": "ops.kubedb.com", "scope": "Namespaced",
			"names": operators.Object{"kind": kind, "listKind": kind + "List", "plural": plural, "singular": strings.TrimSuffix(plural, "s")},
			"versions": []any{operators.Object{
				"name": "v1alpha1", "served": true, "storage": true, "subresources": operators.Object{"status": operators.Object{}},
				"schema": operators.Object{"openAPIV3Schema": operators.Object{"type": "object", "properties": operators.Object{
					"spec":   operators.Object{"type": "object", "required": []any{"databaseRef", "type"}, "properties": spec},
					"status": operators.Object{"type": "object", "x-kubernetes-preserve-unknown-fields": true},
				}}},
			}},
		},
	}}
}
