package kubedb

import (
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubestash/conformance/operators"
)

// AppCatalogCRDs are definitions of kinds that upstream publishes elsewhere:
// only what the stand-ins need of AppBinding.
func AppCatalogCRDs() []*unstructured.Unstructured {
	open := operators.Object{"type": "object", "x-kubernetes-preserve-unknown-fields": true}
	return []*unstructured.Unstructured{{Object: operators.Object{
		"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
		"metadata": operators.Object{"name": "appbindings.appcatalog.appscode.com"},
		"spec": operators.Object{
			"group": "appcatalog.appscode.com", "scope": "Namespaced",
			"names": operators.Object{"kind": "AppBinding", "listKind": "AppBindingList", "plural": "appbindings", "singular": "appbinding"},
			"versions": []any{operators.Object{
				"name": "v1alpha1", "served": true, "storage": true,
				"schema": operators.Object{"openAPIV3Schema": operators.Object{
					"type": "object", "properties": operators.Object{"spec": open},
				}},
			}},
		},
	}}}
}

func appBinding(k Kind, db operators.Object, secret string) operators.Object {
	name, namespace := operators.Str(db, "metadata", "name"), operators.Str(db, "metadata", "namespace")
	client := name
	if k.Kind == "Druid" {
		client = name + "-routers"
	}
	return operators.Object{
		"apiVersion": "appcatalog.appscode.com/v1alpha1", "kind": "AppBinding",
		"metadata": operators.Object{"name": name, "namespace": namespace, "labels": stringMap(selector(k, name)), "ownerReferences": owner(k, db)},
		"spec": operators.Object{
			"type": group + "/" + k.Plural, "version": operators.Str(db, "spec", "version"),
			"appRef":       operators.Object{"apiGroup": group, "kind": k.Kind, "name": name, "namespace": namespace},
			"secret":       operators.Object{"name": secret},
			"clientConfig": operators.Object{"service": operators.Object{"name": client, "port": k.Port, "scheme": "tcp"}},
		},
	}
}
