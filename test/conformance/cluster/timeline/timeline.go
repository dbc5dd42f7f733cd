// Package timeline records what happened in the cluster, with nanoseconds, so
// that a test can say what was before what.
package timeline

import (
	"encoding/json"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// Event is one thing that happened.
type Event struct {
	Seq       int            `json:"seq"`
	Time      string         `json:"time"`
	UnixNano  int64          `json:"unixNano"`
	Type      string         `json:"type"`
	Namespace string         `json:"namespace,omitempty"`
	Name      string         `json:"name,omitempty"`
	Data      map[string]any `json:"data,omitempty"`
}

// Log is an append-only list of events.
type Log struct {
	mu     sync.Mutex
	events []Event
}

// Add records an event that happens now.
func (l *Log) Add(kind, namespace, name string, data map[string]any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	l.events = append(l.events, Event{
		Seq: len(l.events) + 1, Time: now.UTC().Format(time.RFC3339Nano), UnixNano: now.UnixNano(),
		Type: kind, Namespace: namespace, Name: name, Data: data,
	})
}

// Select returns the events after seq that match; empty strings match all.
func (l *Log) Select(since int, kind, namespace, name string) []Event {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := []Event{}
	for _, e := range l.events {
		if e.Seq > since && matches(kind, e.Type) && matches(namespace, e.Namespace) && matches(name, e.Name) {
			out = append(out, e)
		}
	}
	return out
}

func matches(want, got string) bool { return want == "" || want == got }

// ServeHTTP answers GET /events?since=&type=&namespace=&name=.
func (l *Log) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	since, _ := strconv.Atoi(q.Get("since"))
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"events": l.Select(since, q.Get("type"), q.Get("namespace"), q.Get("name"))})
}
