package faultproxy

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"k8s.io/apimachinery/pkg/util/sets"
	apirequest "k8s.io/apiserver/pkg/endpoints/request"
)

// Request is one request as the proxy saw it.
type Request struct {
	Seq            int    `json:"seq"`
	Time           string `json:"time"`
	UnixNano       int64  `json:"unixNano"`
	UserAgent      string `json:"userAgent"`
	User           string `json:"user,omitempty"`
	ServiceAccount string `json:"serviceAccount,omitempty"`
	// PodNamespace and Pod are where the token is bound to.
	PodNamespace string `json:"podNamespace,omitempty"`
	Pod          string `json:"pod,omitempty"`
	Method       string `json:"method"`
	Path         string `json:"path"`
	Verb         string `json:"verb"`
	Group        string `json:"group"`
	Resource     string `json:"resource"`
	Subresource  string `json:"subresource,omitempty"`
	Namespace    string `json:"namespace,omitempty"`
	Name         string `json:"name,omitempty"`
	// Discovery is true for all that is not about a resource.
	Discovery bool   `json:"discovery"`
	DryRun    bool   `json:"dryRun,omitempty"`
	Body      string `json:"body,omitempty"`
	// Status is 0 while there is no answer, and when none was delivered.
	Status  int     `json:"status"`
	Fault   string  `json:"fault,omitempty"`
	Seconds float64 `json:"seconds,omitempty"`

	token string
}

// from is the namespace of the pod that asked, or else the one that was asked about.
func (r *Request) from() string {
	if r.PodNamespace != "" {
		return r.PodNamespace
	}
	return r.Namespace
}

var infoFactory = apirequest.RequestInfoFactory{
	APIPrefixes:          sets.NewString("api", "apis"),
	GrouplessAPIPrefixes: sets.NewString("api"),
}

// describe reads a request, its body included, which it puts back.
func describe(r *http.Request, userOf func(string) string) *Request {
	now := time.Now()
	out := &Request{
		Time: now.UTC().Format(time.RFC3339Nano), UnixNano: now.UnixNano(),
		UserAgent: r.UserAgent(), Method: r.Method, Path: r.URL.Path, Discovery: true,
		DryRun: r.URL.Query().Get("dryRun") != "",
		token:  strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "),
	}
	if info, err := infoFactory.NewRequestInfo(r); err == nil {
		out.Verb, out.Group, out.Resource, out.Subresource = info.Verb, info.APIGroup, info.Resource, info.Subresource
		out.Namespace, out.Name, out.Discovery = info.Namespace, info.Name, !info.IsResourceRequest
	}
	claimed := claimsOf(out.token)
	out.ServiceAccount, out.PodNamespace, out.Pod = claimed.account, claimed.namespace, claimed.pod
	if claimed.account == "" {
		out.User = userOf(out.token)
	}
	if r.Method == http.MethodPost || r.Method == http.MethodPatch || r.Method == http.MethodPut {
		body, err := io.ReadAll(r.Body)
		r.Body.Close()
		r.Body = io.NopCloser(bytes.NewReader(body))
		if err == nil && len(body) < 64<<10 {
			out.Body = string(body)
		}
		if out.Name == "" {
			var object struct{ Metadata struct{ Name string } }
			if json.Unmarshal(body, &object) == nil {
				out.Name = object.Metadata.Name
			}
		}
	}
	return out
}

type claims struct{ account, namespace, pod string }

// claimsOf reads a service account's token without checking it; that is the API
// server's business.
func claimsOf(token string) claims {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return claims{}
	}
	raw, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return claims{}
	}
	var c struct {
		Kubernetes struct {
			Namespace      string
			Pod            struct{ Name string }
			ServiceAccount struct{ Name string } `json:"serviceaccount"`
		} `json:"kubernetes.io"`
	}
	if json.Unmarshal(raw, &c) != nil {
		return claims{}
	}
	return claims{account: c.Kubernetes.ServiceAccount.Name, namespace: c.Kubernetes.Namespace, pod: c.Kubernetes.Pod.Name}
}

// journal keeps all requests.
type journal struct {
	mu   sync.Mutex
	list []*Request
}

func (j *journal) add(r *Request) {
	j.mu.Lock()
	defer j.mu.Unlock()
	r.Seq = len(j.list) + 1
	j.list = append(j.list, r)
}

func (j *journal) update(r *Request, f func(*Request)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	f(r)
}

// Filter selects requests; empty fields select all.
type Filter struct {
	Since                          int
	Namespace, ServiceAccount, Pod string
	Resource, Verb, User           string
	Discovery                      bool // discovery requests too
}

func (j *journal) find(f Filter) []Request {
	j.mu.Lock()
	defer j.mu.Unlock()
	out := []Request{}
	for _, r := range j.list {
		if r.Seq > f.Since && (f.Discovery || !r.Discovery) &&
			either(f.Namespace, r.Namespace, r.PodNamespace) && either(f.ServiceAccount, r.ServiceAccount) && either(f.Pod, r.Pod) &&
			either(f.Resource, r.Resource) && either(f.Verb, r.Verb) && either(f.User, r.User) {
			out = append(out, *r)
		}
	}
	return out
}

func either(want string, got ...string) bool {
	if want == "" {
		return true
	}
	for _, g := range got {
		if g == want {
			return true
		}
	}
	return false
}
