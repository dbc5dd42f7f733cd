package faultproxy

import (
	"io"
	"testing"
	"time"
)

func TestOnlyOneNamespaceIsAway(t *testing.T) {
	p, client := world(t, Rule{Action: "away", Milliseconds: 300, Match: Match{Namespace: "shop", Verb: "get"}})
	ask := func(namespace string) error {
		response, err := client.Get(p.URL + "/api/v1/namespaces/" + namespace + "/services/orders")
		if err == nil {
			response.Body.Close()
		}
		return err
	}
	// One request of each is being answered when the other begins to be away.
	ended := map[string]chan error{"shop": make(chan error, 1), "yard": make(chan error, 1)}
	for namespace, end := range ended {
		go func() {
			response, err := client.Get(p.URL + "/api/v1/namespaces/" + namespace + "/services?watch=true")
			if err == nil {
				_, err = io.Copy(io.Discard, response.Body)
				response.Body.Close()
			}
			end <- err
		}()
	}
	for len(p.Requests(Filter{Verb: "watch"})) < 2 {
		time.Sleep(10 * time.Millisecond)
	}
	if ask("shop") == nil || ask("shop") == nil {
		t.Error("shop is answered")
	}
	if err := ask("yard"); err != nil {
		t.Errorf("yard is not answered: %v", err)
	}
	if err := <-ended["shop"]; err == nil {
		t.Error("what shop had asked for goes on")
	}
	time.Sleep(350 * time.Millisecond)
	if err := ask("shop"); err != nil {
		t.Errorf("shop is still away: %v", err)
	}
	select {
	case err := <-ended["yard"]:
		t.Errorf("what yard had asked for is cut: %v", err)
	default:
	}
}
