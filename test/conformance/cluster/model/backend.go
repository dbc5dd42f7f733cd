package model

import "sort"

// Backend is what lies in the buckets, by location. It outlives clusters, which
// is why a test can register what an earlier cluster left there.
type Backend map[string]*Location

// Location is a bucket and prefix with its Repositories.
type Location struct {
	Repositories []BackendRepository `json:"repositories"`
}

// BackendRepository is a Repository as the bucket's metadata describes it.
type BackendRepository struct {
	Name             string            `json:"name"`
	Namespace        string            `json:"namespace"`
	Path             string            `json:"path"`
	AppRef           Ref               `json:"appRef"`
	EncryptionSecret *Ref              `json:"encryptionSecret,omitempty"`
	Snapshots        []BackendSnapshot `json:"snapshots"`
}

// Ref names an object.
type Ref struct {
	APIGroup  string `json:"apiGroup,omitempty"`
	Kind      string `json:"kind,omitempty"`
	Name      string `json:"name"`
	Namespace string `json:"namespace,omitempty"`
}

// BackendSnapshot is a Snapshot as the bucket's metadata describes it.
type BackendSnapshot struct {
	Name         string         `json:"name"`
	Session      string         `json:"session"`
	Time         string         `json:"time"`
	Phase        string         `json:"phase"`
	Version      string         `json:"version,omitempty"`
	Verification string         `json:"verification,omitempty"`
	Content      string         `json:"content,omitempty"`
	Type         string         `json:"type,omitempty"`
	Components   map[string]any `json:"components"`
}

// Register replaces a Repository of a location.
func (m *Model) Register(location string, repository BackendRepository) {
	m.mu.Lock()
	defer m.mu.Unlock()
	l := m.backend[location]
	if l == nil {
		l = &Location{}
		m.backend[location] = l
	}
	kept := l.Repositories[:0:0]
	for _, r := range l.Repositories {
		if r.Name != repository.Name || r.Namespace != repository.Namespace {
			kept = append(kept, r)
		}
	}
	l.Repositories = append(kept, repository)
	for _, s := range repository.Snapshots {
		if s.Content != "" {
			m.contents[repository.Namespace+"/"+s.Name] = s.Content
		}
	}
}

// AddSnapshot adds a Snapshot to a Repository of a location; the Repository is
// created when it is not there.
func (m *Model) AddSnapshot(location string, repository BackendRepository, snapshot BackendSnapshot) {
	m.mu.Lock()
	defer m.mu.Unlock()
	l := m.backend[location]
	if l == nil {
		l = &Location{}
		m.backend[location] = l
	}
	for i := range l.Repositories {
		if r := &l.Repositories[i]; r.Name == repository.Name && r.Namespace == repository.Namespace {
			r.Snapshots = append(r.Snapshots, snapshot)
			return
		}
	}
	repository.Snapshots = []BackendSnapshot{snapshot}
	l.Repositories = append(l.Repositories, repository)
}

// DropSnapshot removes a Snapshot from every location.
func (m *Model) DropSnapshot(namespace, name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, l := range m.backend {
		for i := range l.Repositories {
			r := &l.Repositories[i]
			if r.Namespace != namespace {
				continue
			}
			kept := r.Snapshots[:0:0]
			for _, s := range r.Snapshots {
				if s.Name != name {
					kept = append(kept, s)
				}
			}
			r.Snapshots = kept
		}
	}
}

// At is what lies at a location.
func (m *Model) At(location string) []BackendRepository {
	m.mu.Lock()
	defer m.mu.Unlock()
	l := m.backend[location]
	if l == nil {
		return nil
	}
	out := append([]BackendRepository(nil), l.Repositories...)
	sort.Slice(out, func(i, j int) bool { return out[i].Namespace+"/"+out[i].Name < out[j].Namespace+"/"+out[j].Name })
	return out
}

// Locations lists all locations with what lies there.
func (m *Model) Locations() map[string][]BackendRepository {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := map[string][]BackendRepository{}
	for name, l := range m.backend {
		out[name] = append([]BackendRepository{}, l.Repositories...)
	}
	return out
}
