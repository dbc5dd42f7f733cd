package faultproxy

import (
	"fmt"
	"slices"
	"sync"
)

// Match selects requests; empty fields match all. Discovery requests match only
// when that is asked for.
type Match struct {
	ServiceAccount string `json:"serviceAccount,omitempty"`
	User           string `json:"user,omitempty"`
	Pod            string `json:"pod,omitempty"`
	Namespace      string `json:"namespace,omitempty"`
	Verb           string `json:"verb,omitempty"`
	Group          string `json:"group,omitempty"`
	Resource       string `json:"resource,omitempty"`
	Subresource    string `json:"subresource,omitempty"`
	Name           string `json:"name,omitempty"`
	// Mutating matches create, update, patch and delete.
	Mutating bool `json:"mutating,omitempty"`
	// Discovery matches requests that are about no resource as well.
	Discovery bool `json:"discovery,omitempty"`
	// Nth is the first matching request that the rule acts on, from 1.
	Nth int `json:"nth,omitempty"`
}

// Rule is what is done to matching requests.
type Rule struct {
	ID     int    `json:"id"`
	Match  Match  `json:"match"`
	Action string `json:"action"`
	// Status and RetryAfter (seconds) are for the action status.
	Status     int `json:"status,omitempty"`
	RetryAfter int `json:"retryAfter,omitempty"`
	// Milliseconds are for the actions delay and away, for delay-watch, and how
	// long a watch lives that is cut or expires.
	Milliseconds int `json:"milliseconds,omitempty"`
	// Events is after how many events a watch is cut or expires, instead.
	Events int `json:"events,omitempty"`
	// Clean makes cut-watch end the watch as the API server's own time limit does.
	Clean bool `json:"clean,omitempty"`
	// Disrupted makes a kill look like an eviction.
	Disrupted bool `json:"disrupted,omitempty"`
	// Container makes a kill one of this container alone.
	Container string `json:"container,omitempty"`
	// Count is how many requests the rule acts on: 1 by default, -1 for all.
	Count int `json:"count,omitempty"`

	Seen  int `json:"seen"`
	Acted int `json:"acted"`
}

var actions = append([]string{"status", "delay", "drop", "drop-after", "away", "kill-before", "kill-after"}, watchActions...)

func (r *Rule) check() error {
	if !slices.Contains(actions, r.Action) {
		return fmt.Errorf("action %q is none of %v", r.Action, actions)
	}
	if r.Action == "status" && (r.Status < 400 || r.Status > 599) {
		return fmt.Errorf("status %d is not an error", r.Status)
	}
	if slices.Contains([]string{"delay", "away", "delay-watch"}, r.Action) && r.Milliseconds <= 0 {
		return fmt.Errorf("action %s needs milliseconds", r.Action)
	}
	if r.Container != "" && r.Disrupted {
		return fmt.Errorf("a pod is evicted with all of its containers")
	}
	if !isWatchAction(r.Action) {
		if r.Events != 0 || r.Clean {
			return fmt.Errorf("events and clean are for watches, not for action %s", r.Action)
		}
		return nil
	}
	if r.Match.Verb != "" && r.Match.Verb != "watch" {
		return fmt.Errorf("action %s matches watches only, not verb %s", r.Action, r.Match.Verb)
	}
	if r.Events < 0 || (r.Events > 0 && r.Milliseconds > 0) {
		return fmt.Errorf("a watch ends after milliseconds or after events, not both")
	}
	return nil
}

func (m Match) matches(r *Request) bool {
	if r.Discovery && !m.Discovery {
		return false
	}
	if m.Mutating && !slices.Contains([]string{"create", "update", "patch", "delete", "deletecollection"}, r.Verb) {
		return false
	}
	return either(m.ServiceAccount, r.ServiceAccount, r.PodNamespace+":"+r.ServiceAccount) && either(m.User, r.User) && either(m.Pod, r.Pod) &&
		either(m.Namespace, r.Namespace) && either(m.Verb, r.Verb) && either(m.Group, r.Group) &&
		either(m.Resource, r.Resource) && either(m.Subresource, r.Subresource) && either(m.Name, r.Name)
}

// rules are those in force.
type rules struct {
	mu   sync.Mutex
	next int
	list []*Rule
}

func (rs *rules) add(list []Rule) ([]Rule, error) {
	for i := range list {
		if err := list[i].check(); err != nil {
			return nil, err
		}
	}
	rs.mu.Lock()
	defer rs.mu.Unlock()
	for i := range list {
		rs.next++
		list[i].ID, list[i].Seen, list[i].Acted = rs.next, 0, 0
		rule := list[i]
		rs.list = append(rs.list, &rule)
	}
	return list, nil
}

func (rs *rules) clear() {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	rs.list = nil
}

func (rs *rules) all() []Rule {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	out := []Rule{}
	for _, r := range rs.list {
		out = append(out, *r)
	}
	return out
}

// apply counts a request for every rule that it matches and returns those that
// act on it.
func (rs *rules) apply(r *Request) []Rule {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	var out []Rule
	for _, rule := range rs.list {
		if !rule.Match.matches(r) || (isWatchAction(rule.Action) && r.Verb != "watch") {
			continue
		}
		rule.Seen++
		limit := rule.Count
		if limit == 0 {
			limit = 1
		}
		if rule.Seen >= max(1, rule.Match.Nth) && (limit < 0 || rule.Acted < limit) {
			rule.Acted++
			out = append(out, *rule)
		}
	}
	return out
}
