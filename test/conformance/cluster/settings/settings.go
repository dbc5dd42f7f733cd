// Package settings holds how the stand-ins behave: how long things take and
// which of them fail, for everything, for a namespace or for one object.
package settings

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"
)

// Settings is one full set of behaviours. The times are short so that tests
// are quick; each of them can be set.
type Settings struct {
	// StorageSeconds until a BackupStorage is Ready.
	StorageSeconds float64 `json:"storageSeconds"`
	// SyncSeconds until Repositories of the backend appear after that.
	SyncSeconds float64 `json:"syncSeconds"`
	// PodSeconds from a database pod's creation to Ready.
	PodSeconds float64 `json:"podSeconds"`
	// RoleSeconds from Ready to the role label.
	RoleSeconds float64 `json:"roleSeconds"`
	// ReadySeconds from the last pod's Ready to the database's Ready.
	ReadySeconds float64 `json:"readySeconds"`
	// ArchiverSeconds that a recovery from an archiver takes.
	ArchiverSeconds float64 `json:"archiverSeconds"`
	// ArchiverCondition is what the condition SuccessfullyDataRestored says at
	// the end of a recovery: True, False, or absent as with older operators.
	ArchiverCondition string `json:"archiverCondition"`
	// ArchiverReason is the reason of that condition when it is False.
	ArchiverReason string `json:"archiverReason"`
	// EndOfLogs, when set, replaces the end of the recoverable window.
	EndOfLogs string `json:"endOfLogs"`
	// InPlaceSeconds that a restore in place takes after the volumes are wiped.
	InPlaceSeconds float64 `json:"inPlaceSeconds"`
	// InPlaceOutcome is Successful, Failed, False (a step is, and the request goes
	// on), Denied, hang after the volumes are wiped, or pending.
	InPlaceOutcome string `json:"inPlaceOutcome"`
	// LogSeconds until the first log after archiving is on again; never if negative.
	LogSeconds float64 `json:"logSeconds"`
	// RestoreSeconds that a restore runs.
	RestoreSeconds float64 `json:"restoreSeconds"`
	// RestoreOutcome is Succeeded, Failed, Unknown or hang.
	RestoreOutcome string `json:"restoreOutcome"`
	// RestoreOutcomes are the outcomes of the next restores, used up one by one.
	RestoreOutcomes []string `json:"restoreOutcomes"`
	// RestoreError is the text of a failing restore.
	RestoreError string `json:"restoreError"`
	// ExecutorFails is true when a failing restore fails before its executor.
	ExecutorFails bool `json:"executorFails"`
	// WaitTimeoutSeconds that a restore waits for the target's pods.
	WaitTimeoutSeconds float64 `json:"waitTimeoutSeconds"`
	// RequeueSeconds between two looks at what a session waits for.
	RequeueSeconds float64 `json:"requeueSeconds"`
	// CleanupSeconds that a deleted unfinished RestoreSession keeps its finalizer.
	CleanupSeconds float64 `json:"cleanupSeconds"`
	// BackupSeconds that a backup runs.
	BackupSeconds float64 `json:"backupSeconds"`
	// BackupOutcome is Succeeded, Failed or hang.
	BackupOutcome string `json:"backupOutcome"`
	// WrongPassword says that the auth Secret does not open the restored database.
	WrongPassword bool `json:"wrongPassword"`
	// CheckFails is for the checks of a test to read; the stand-ins ignore it.
	CheckFails bool `json:"checkFails"`
	// OperatorDown stops the stand-ins from acting on an object.
	OperatorDown bool `json:"operatorDown"`
}

// Defaults are the behaviours when nothing is set.
func Defaults() Settings {
	return Settings{
		StorageSeconds: 0.2, SyncSeconds: 0.3, PodSeconds: 0.3, RoleSeconds: 0.3, ReadySeconds: 0.3,
		ArchiverSeconds: 1, ArchiverCondition: "True", ArchiverReason: "FailedToRestoreSuccessfully",
		InPlaceSeconds: 1, InPlaceOutcome: "Successful", LogSeconds: 1,
		RestoreSeconds: 1, RestoreOutcome: "Succeeded", RestoreError: "restore failed",
		WaitTimeoutSeconds: 30, RequeueSeconds: 0.5, CleanupSeconds: 0.3,
		BackupSeconds: 0.5, BackupOutcome: "Succeeded",
	}
}

// Seconds turns a setting into a duration.
func Seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

// Store is the global settings and those for namespaces and objects.
type Store struct {
	mu      sync.Mutex
	layers  map[string]map[string]json.RawMessage
	changed []func()
}

// NewStore is a store with defaults only.
func NewStore() *Store { return &Store{layers: map[string]map[string]json.RawMessage{}} }

func layerKey(namespace, name string) string {
	switch {
	case namespace == "":
		return ""
	case name == "":
		return namespace
	default:
		return namespace + "/" + name
	}
}

// Set merges values into the layer of namespace and name. A null removes a value.
func (s *Store) Set(namespace, name string, values map[string]json.RawMessage) error {
	known := map[string]json.RawMessage{}
	raw, _ := json.Marshal(Defaults())
	_ = json.Unmarshal(raw, &known)
	for k := range values {
		if _, ok := known[k]; !ok {
			return fmt.Errorf("unknown setting %q", k)
		}
	}
	s.mu.Lock()
	key := layerKey(namespace, name)
	layer := s.layers[key]
	if layer == nil {
		layer = map[string]json.RawMessage{}
		s.layers[key] = layer
	}
	for k, v := range values {
		if string(v) == "null" {
			delete(layer, k)
		} else {
			layer[k] = v
		}
	}
	callbacks := s.changed
	s.mu.Unlock()
	now, err := s.get(namespace, name)
	if err != nil {
		return err
	}
	if known := []string{"True", "False", "absent"}; !slices.Contains(known, now.ArchiverCondition) {
		return fmt.Errorf("archiverCondition %q is none of %v", now.ArchiverCondition, known)
	}
	for _, f := range callbacks {
		f()
	}
	return nil
}

// Reset forgets the settings of a namespace and its objects; of all when empty.
func (s *Store) Reset(namespace string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for key := range s.layers {
		if namespace == "" || key == namespace || (len(key) > len(namespace) && key[:len(namespace)+1] == namespace+"/") {
			delete(s.layers, key)
		}
	}
}

// OnChange calls f after each change.
func (s *Store) OnChange(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changed = append(s.changed, f)
}

// Get returns what holds for an object.
func (s *Store) Get(namespace, name string) Settings {
	out, _ := s.get(namespace, name)
	return out
}

func (s *Store) get(namespace, name string) (Settings, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := Defaults()
	for _, key := range uniq("", layerKey(namespace, ""), layerKey(namespace, name)) {
		if layer := s.layers[key]; layer != nil {
			raw, err := json.Marshal(layer)
			if err != nil {
				return out, err
			}
			if err := json.Unmarshal(raw, &out); err != nil {
				return out, err
			}
		}
	}
	return out, nil
}

// NextRestoreOutcome is the outcome of the restore that starts now. It uses up
// one of restoreOutcomes of the most specific layer that has some.
func (s *Store) NextRestoreOutcome(namespace, name string) string {
	s.mu.Lock()
	for _, key := range []string{layerKey(namespace, name), layerKey(namespace, ""), ""} {
		var list []string
		if raw, ok := s.layers[key]["restoreOutcomes"]; ok && json.Unmarshal(raw, &list) == nil && len(list) > 0 {
			rest, _ := json.Marshal(list[1:])
			s.layers[key]["restoreOutcomes"] = rest
			s.mu.Unlock()
			return list[0]
		}
	}
	s.mu.Unlock()
	return s.Get(namespace, name).RestoreOutcome
}

func uniq(keys ...string) []string {
	var out []string
	for i, k := range keys {
		if i == 0 || k != keys[i-1] {
			out = append(out, k)
		}
	}
	return out
}
