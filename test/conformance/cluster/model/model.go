// Package model is what is not in Kubernetes: which data each database holds,
// and what lies in the buckets.
package model

import (
	"fmt"
	"sync"
	"time"
)

// Restore is one restore that a database underwent.
type Restore struct {
	Session  string `json:"session"`
	Snapshot string `json:"snapshot"`
	Started  string `json:"started"`
	Ended    string `json:"ended,omitempty"`
	Outcome  string `json:"outcome,omitempty"`
}

// Data is the content of one database object, by its UID.
type Data struct {
	UID       string    `json:"uid"`
	Namespace string    `json:"namespace"`
	Name      string    `json:"name"`
	Content   string    `json:"content"`
	Snapshot  string    `json:"snapshot"`
	Restores  []Restore `json:"restores"`
}

// Model holds the data of all databases, those of the past included.
type Model struct {
	mu        sync.Mutex
	data      map[string]*Data
	contents  map[string]string // namespace/snapshot -> content
	manifests map[string][]byte // namespace/snapshot -> resource
	backend   Backend
}

// New is a model of an empty world.
func New() *Model {
	return &Model{data: map[string]*Data{}, contents: map[string]string{}, manifests: map[string][]byte{}, backend: Backend{}}
}

func (m *Model) entry(uid, namespace, name string) *Data {
	d := m.data[uid]
	if d == nil {
		d = &Data{UID: uid, Namespace: namespace, Name: name, Content: "empty", Restores: []Restore{}}
		m.data[uid] = d
	}
	return d
}

// Get is the content of a database.
func (m *Model) Get(uid, namespace, name string) Data {
	m.mu.Lock()
	defer m.mu.Unlock()
	d := *m.entry(uid, namespace, name)
	d.Restores = append([]Restore{}, d.Restores...)
	return d
}

// All is the content of all databases of a name, the newest object last.
func (m *Model) All(namespace, name string) []Data {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := []Data{}
	for _, d := range m.data {
		if d.Namespace == namespace && d.Name == name {
			out = append(out, *d)
		}
	}
	return out
}

// Write is what an application does: it changes the content.
func (m *Model) Write(uid, namespace, name, content string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.entry(uid, namespace, name).Content = content
}

// SnapshotTaken remembers what a Snapshot contains.
func (m *Model) SnapshotTaken(namespace, snapshot, content string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.contents[namespace+"/"+snapshot] = content
}

// RestoreStarted marks the content as half overwritten.
func (m *Model) RestoreStarted(uid, namespace, name, session, snapshot string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d := m.entry(uid, namespace, name)
	d.Content = "partial:" + snapshot
	d.Restores = append(d.Restores, Restore{Session: session, Snapshot: snapshot, Started: now()})
}

// RestoreEnded completes the last restore of a session.
func (m *Model) RestoreEnded(uid, namespace, name, session, snapshotNamespace, snapshot, outcome string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d := m.entry(uid, namespace, name)
	for i := len(d.Restores) - 1; i >= 0; i-- {
		if d.Restores[i].Session == session {
			d.Restores[i].Ended, d.Restores[i].Outcome = now(), outcome
			break
		}
	}
	if outcome != "Succeeded" {
		return
	}
	d.Snapshot = snapshot
	d.Content = snapshot
	if content, ok := m.contents[snapshotNamespace+"/"+snapshot]; ok {
		d.Content = content
	}
}

// Recovered says that a database was made from an archive.
func (m *Model) Recovered(uid, namespace, name, repository, timestamp string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d := m.entry(uid, namespace, name)
	d.Snapshot = repository
	d.Content = fmt.Sprintf("%s@%s", repository, timestamp)
	d.Restores = append(d.Restores, Restore{Session: "archiver", Snapshot: repository, Started: now(), Ended: now(), Outcome: "Succeeded"})
}

// Forget drops what is known about a namespace; everything when it is empty.
func (m *Model) Forget(namespace string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for uid, d := range m.data {
		if namespace == "" || d.Namespace == namespace {
			delete(m.data, uid)
		}
	}
	if namespace == "" {
		m.backend = Backend{}
		m.contents = map[string]string{}
	}
}

func now() string { return time.Now().UTC().Format(time.RFC3339Nano) }
