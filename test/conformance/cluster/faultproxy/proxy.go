// Package faultproxy stands between pods and the API server: it writes down who
// asked for what, and it fails when it is told to.
package faultproxy

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"strconv"
	"sync"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// Proxy is a TLS reverse proxy with faults.
type Proxy struct {
	URL     string
	journal journal
	rules   rules
	userOf  func(token string) string
	kill    func(namespace, pod, container string, disrupted bool) error
	reverse *httputil.ReverseProxy
	server  *http.Server

	mu      sync.Mutex
	away    map[string]time.Time // by namespace, until when
	active  map[int]inFlight
	nextID  int
	expired map[string]bool
}

// inFlight is a request that is being answered.
type inFlight struct {
	*Request
	cancel context.CancelFunc
}

type entryKey struct{}

// New listens on loopback and serves in front of target.
func New(target string, ca []byte, serving *tls.Config, userOf func(string) string) (*Proxy, error) {
	u, err := url.Parse(target)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(ca)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &Proxy{
		URL: "https://" + listener.Addr().String(), userOf: userOf,
		away: map[string]time.Time{}, active: map[int]inFlight{}, expired: map[string]bool{},
	}
	p.reverse = &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(u)
			r.Out.Host = u.Host
		},
		Transport: &http.Transport{
			TLSClientConfig: &tls.Config{RootCAs: pool}, MaxIdleConnsPerHost: 100, DisableCompression: true,
		},
		FlushInterval:  -1, // watches are streams
		ModifyResponse: p.answered,
		ErrorLog:       log.New(io.Discard, "", 0), // streams that are cut are our own doing
		ErrorHandler:   func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
	}
	// Only HTTP/1.1, in which a dropped request is a closed connection.
	p.server = &http.Server{
		Handler: http.HandlerFunc(p.serve), TLSConfig: serving, ReadHeaderTimeout: 10 * time.Second,
		TLSNextProto: map[string]func(*http.Server, *tls.Conn, http.Handler){},
		ErrorLog:     log.New(io.Discard, "", 0), // aborted handshakes are our own doing
	}
	go func() { _ = p.server.ServeTLS(listener, "", "") }()
	return p, nil
}

// OnKill sets what ends a pod, or one container of it.
func (p *Proxy) OnKill(f func(namespace, pod, container string, disrupted bool) error) { p.kill = f }

// GoAway cuts what the pods of a namespace ask for, and what others ask about it,
// and answers nothing for a while. Nobody else notices: other cases go on at the
// same time.
func (p *Proxy) GoAway(namespace string, d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.away[namespace] = time.Now().Add(d)
	for _, r := range p.active {
		if r.from() == namespace {
			r.cancel()
		}
	}
}

func (p *Proxy) isAway(r *Request) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return time.Now().Before(p.away[r.from()])
}

func (p *Proxy) serve(w http.ResponseWriter, r *http.Request) {
	entry := describe(r, p.userOf)
	if p.isAway(entry) {
		panic(http.ErrAbortHandler)
	}
	p.journal.add(entry)
	ctx, cancel := context.WithCancel(context.WithValue(r.Context(), entryKey{}, entry))
	defer p.track(entry, cancel)()
	defer func() {
		seconds := time.Since(time.Unix(0, entry.UnixNano)).Seconds()
		p.journal.update(entry, func(e *Request) { e.Seconds = seconds })
	}()
	r = r.WithContext(ctx)

	if p.isExpired(entry.token) {
		p.fail(w, entry, "expired", http.StatusUnauthorized, 0)
		return
	}
	var watch []Rule
	for _, rule := range p.rules.apply(entry) {
		switch rule.Action {
		case "cut-watch", "expire-watch", "delay-watch":
			p.note(entry, rule.Action)
			watch = append(watch, rule)
		case "delay":
			p.note(entry, "delay")
			select {
			case <-ctx.Done():
			case <-time.After(time.Duration(rule.Milliseconds) * time.Millisecond):
			}
		case "status":
			p.fail(w, entry, "status", rule.Status, rule.RetryAfter)
			return
		case "drop":
			p.note(entry, "drop")
			panic(http.ErrAbortHandler)
		case "away":
			p.note(entry, "away")
			p.GoAway(entry.from(), time.Duration(rule.Milliseconds)*time.Millisecond)
			panic(http.ErrAbortHandler)
		case "kill-before":
			p.note(entry, "kill-before")
			p.killPod(entry, rule)
			panic(http.ErrAbortHandler)
		case "drop-after", "kill-after":
			p.note(entry, rule.Action)
			p.discard(r)
			if rule.Action == "kill-after" {
				p.killPod(entry, rule)
			}
			panic(http.ErrAbortHandler)
		}
	}
	p.reverse.ServeHTTP(w, r.WithContext(context.WithValue(ctx, watchKey{}, watch)))
}

// discard forwards a request and throws the answer away.
func (p *Proxy) discard(r *http.Request) {
	out := r.Clone(r.Context())
	out.RequestURI = ""
	pr := &httputil.ProxyRequest{In: r, Out: out}
	p.reverse.Rewrite(pr)
	response, err := p.reverse.Transport.RoundTrip(pr.Out)
	if err == nil {
		_ = p.answered(response)
		response.Body.Close()
	}
}

func (p *Proxy) answered(response *http.Response) error {
	if entry, ok := response.Request.Context().Value(entryKey{}).(*Request); ok {
		p.journal.update(entry, func(e *Request) { e.Status = response.StatusCode })
	}
	onWatch(response)
	return nil
}

func (p *Proxy) track(entry *Request, cancel context.CancelFunc) func() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.nextID++
	id := p.nextID
	p.active[id] = inFlight{entry, cancel}
	return func() {
		cancel()
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.active, id)
	}
}

func (p *Proxy) note(entry *Request, fault string) {
	p.journal.update(entry, func(e *Request) { e.Fault = fault })
}

func (p *Proxy) killPod(entry *Request, rule Rule) {
	if p.kill == nil || entry.Pod == "" {
		return
	}
	if err := p.kill(entry.PodNamespace, entry.Pod, rule.Container, rule.Disrupted); err != nil {
		_, _ = os.Stderr.WriteString("kill: " + err.Error() + "\n")
	}
}

// failure is what the API server says of a request that failed.
func failure(code int, message string) metav1.Status {
	reasons := map[int]metav1.StatusReason{
		401: metav1.StatusReasonUnauthorized, 403: metav1.StatusReasonForbidden, 404: metav1.StatusReasonNotFound, 409: metav1.StatusReasonConflict,
		410: metav1.StatusReasonExpired, 429: metav1.StatusReasonTooManyRequests, 500: metav1.StatusReasonInternalError,
		503: metav1.StatusReasonServiceUnavailable, 504: metav1.StatusReasonTimeout,
	}
	return metav1.Status{
		TypeMeta: metav1.TypeMeta{Kind: "Status", APIVersion: "v1"},
		Status:   metav1.StatusFailure, Code: int32(code), Reason: reasons[code], Message: message,
	}
}

// fail answers as the API server would.
func (p *Proxy) fail(w http.ResponseWriter, entry *Request, fault string, code, retryAfter int) {
	p.journal.update(entry, func(e *Request) { e.Fault, e.Status = fault, code })
	status := failure(code, http.StatusText(code))
	if retryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(retryAfter))
		status.Details = &metav1.StatusDetails{RetryAfterSeconds: int32(retryAfter)}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(status)
}

// Expire makes tokens invalid from now on.
func (p *Proxy) Expire(tokens []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, t := range tokens {
		p.expired[t] = true
	}
}

func (p *Proxy) isExpired(token string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return token != "" && p.expired[token]
}

// AddRules puts rules in force, Rules lists them, ClearRules ends them all and
// brings the API server back.
func (p *Proxy) AddRules(list []Rule) ([]Rule, error) { return p.rules.add(list) }

// Rules lists the rules with what they did so far.
func (p *Proxy) Rules() []Rule { return p.rules.all() }

// ClearRules ends all faults.
func (p *Proxy) ClearRules() {
	p.rules.clear()
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.away)
}

// Requests selects from all requests so far.
func (p *Proxy) Requests(f Filter) []Request { return p.journal.find(f) }
