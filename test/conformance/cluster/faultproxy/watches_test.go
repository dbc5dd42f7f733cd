package faultproxy

import (
	"bufio"
	"crypto/tls"
	"encoding/pem"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"strings"
	"testing"
	"time"
)

// world is a proxy before a server that answers watches with three events and
// then holds them open, and everything else with the request's body.
func world(t *testing.T, list ...Rule) (*Proxy, *http.Client) {
	t.Helper()
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Query().Get("watch") != "true" {
			_, _ = io.Copy(w, r.Body)
			return
		}
		for i := range 3 {
			fmt.Fprintf(w, "{\"type\":\"ADDED\",\"object\":%d}\n", i)
			w.(http.Flusher).Flush()
		}
		<-r.Context().Done()
	}))
	ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	p, err := New(server.URL, ca, &tls.Config{Certificates: server.TLS.Certificates}, func(string) string { return "someone" })
	if err != nil {
		t.Fatal(err)
	}
	client := server.Client()
	t.Cleanup(func() {
		p.server.Close()
		server.CloseClientConnections()
		server.Close()
	})
	if _, err := p.AddRules(list); err != nil {
		t.Fatal(err)
	}
	return p, client
}

const watched = "/api/v1/namespaces/shop/services?watch=true&allowWatchBookmarks=true&fieldSelector=metadata.name%3Dorders"

// watch reads a watch to its end.
func watch(t *testing.T, p *Proxy, client *http.Client) (lines []string, err error) {
	t.Helper()
	response, err := client.Get(p.URL + watched)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	scanner := bufio.NewScanner(response.Body)
	for scanner.Scan() {
		lines = append(lines, scanner.Text())
	}
	return lines, scanner.Err()
}

func TestWatchesEnd(t *testing.T) {
	for _, c := range []struct {
		rule   Rule
		events int
		last   string
		broken bool
	}{
		{Rule{Action: "cut-watch", Events: 2}, 2, `"object":1}`, true},
		{Rule{Action: "cut-watch", Events: 2, Clean: true}, 2, `"object":1}`, false},
		{Rule{Action: "cut-watch", Milliseconds: 300}, 3, `"object":2}`, true},
		{Rule{Action: "expire-watch", Events: 1}, 2, `"reason":"Expired","code":410}}`, false},
		{Rule{Action: "expire-watch", Milliseconds: 300}, 4, `"reason":"Expired","code":410}}`, false},
	} {
		p, client := world(t, c.rule)
		lines, err := watch(t, p, client)
		if len(lines) != c.events || !strings.HasSuffix(lines[len(lines)-1], c.last) || (err != nil) != c.broken {
			t.Errorf("%+v: %q, %v", c.rule, lines, err)
		}
	}
}

func TestAWatchIsOneRequest(t *testing.T) {
	p, client := world(t, Rule{Action: "cut-watch", Match: Match{Resource: "services", Name: "orders", Nth: 2}})
	if response, err := client.Get(p.URL + strings.Replace(watched, "watch=true", "watch=false", 1)); err != nil || response.Body.Close() != nil {
		t.Fatal(err)
	}
	first, err := client.Get(p.URL + watched)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Body.Close()
	if line, err := bufio.NewReader(first.Body).ReadString('\n'); err != nil || !strings.Contains(line, "ADDED") {
		t.Errorf("the first watch: %q, %v", line, err)
	}
	if _, err := watch(t, p, client); err == nil {
		t.Error("the second watch was not cut")
	}
	if got := p.Rules()[0]; got.Seen != 2 || got.Acted != 1 {
		t.Errorf("seen %d, acted %d", got.Seen, got.Acted)
	}
	if got := p.Requests(Filter{Verb: "watch"}); len(got) != 2 || got[0].Name != "orders" || got[0].Status != 200 || got[1].Fault != "cut-watch" {
		t.Errorf("%+v", got)
	}
}

func TestEventsAreDelayed(t *testing.T) {
	p, client := world(t, Rule{Action: "delay-watch", Milliseconds: 200}, Rule{Action: "cut-watch", Events: 3, Clean: true})
	began := time.Now()
	lines, err := watch(t, p, client)
	// Together, not one after the other.
	if took := time.Since(began); len(lines) != 3 || err != nil || took < 200*time.Millisecond || took > 550*time.Millisecond {
		t.Errorf("%q after %s: %v", lines, took, err)
	}
}

func TestWhatThereIsIsNotDelayed(t *testing.T) {
	const stream = `{"type":"ADDED"}` + "\n" + `{"type":"BOOKMARK","object":{"metadata":{"annotations":{"k8s.io/initial-events-end":"true"}}}}` + "\n" + `{"type":"MODIFIED"}` + "\n"
	late := Rule{Action: "delay-watch", Milliseconds: 200}.stream(io.NopCloser(strings.NewReader(stream)), true)
	began := time.Now()
	lines := bufio.NewReader(late)
	for n, want := range []time.Duration{0, 0, 200 * time.Millisecond} {
		if _, err := lines.ReadString('\n'); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took < want || took > want+150*time.Millisecond {
			t.Errorf("event %d came after %s", n, took)
		}
	}
}

func TestConnectionsAreKept(t *testing.T) {
	p, client := world(t, Rule{Action: "drop", Match: Match{Verb: "patch", Nth: 3}})
	kept := 0
	var failed error
	for range 3 {
		trace := &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) {
			if info.Reused {
				kept++
			}
		}}
		request, err := http.NewRequest(http.MethodPatch, p.URL+"/api/v1/namespaces/shop/services/orders", strings.NewReader(`{"spec":{}}`))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/merge-patch+json")
		response, err := client.Do(request.WithContext(httptrace.WithClientTrace(request.Context(), trace)))
		if err != nil {
			failed = err
			continue
		}
		if body, _ := io.ReadAll(response.Body); string(body) != `{"spec":{}}` {
			t.Errorf("answered %s", body)
		}
		response.Body.Close()
	}
	if kept != 2 || failed == nil {
		t.Errorf("%d connections kept; the third patch: %v", kept, failed)
	}
	if got := p.Requests(Filter{Verb: "patch", Resource: "services"}); len(got) != 3 || got[2].Fault != "drop" || got[2].Body != `{"spec":{}}` || got[2].Status != 0 {
		t.Errorf("%+v", got)
	}
}
