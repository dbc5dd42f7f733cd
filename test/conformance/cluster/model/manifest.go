package model

import (
	"encoding/json"
	"strings"
)

// ManifestTaken remembers the resource of the database that a Snapshot is of,
// as a manifest backup does.
func (m *Model) ManifestTaken(namespace, snapshot string, object map[string]any) {
	metadata, _ := object["metadata"].(map[string]any)
	spec, _ := object["spec"].(map[string]any)
	clean := map[string]any{}
	for k, v := range spec {
		if k != "init" && k != "archiver" && k != "halted" {
			clean[k] = v
		}
	}
	raw, err := json.Marshal(map[string]any{
		"apiVersion": object["apiVersion"], "kind": object["kind"], "spec": clean,
		"metadata": map[string]any{"name": metadata["name"], "namespace": metadata["namespace"], "labels": metadata["labels"]},
	})
	if err != nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.manifests[namespace+"/"+snapshot] = raw
}

// Manifest is the resource in a Snapshot; nil when there is none.
func (m *Model) Manifest(namespace, snapshot string) map[string]any {
	m.mu.Lock()
	defer m.mu.Unlock()
	raw, ok := m.manifests[namespace+"/"+strings.TrimSpace(snapshot)]
	if !ok {
		return nil
	}
	var out map[string]any
	if json.Unmarshal(raw, &out) != nil {
		return nil
	}
	return out
}
