package faultproxy

import "testing"

func TestRulesCountMatchingRequests(t *testing.T) {
	rs := &rules{}
	_, err := rs.add([]Rule{{Match: Match{Resource: "services", Verb: "patch", Nth: 2}, Action: "drop", Count: 2}})
	if err != nil {
		t.Fatal(err)
	}
	patch := &Request{Resource: "services", Verb: "patch"}
	var got []int
	for range 5 {
		rs.apply(&Request{Resource: "services", Verb: "patch", Discovery: true})
		rs.apply(&Request{Resource: "pods", Verb: "patch"})
		got = append(got, len(rs.apply(patch)))
	}
	for i, want := range []int{0, 1, 1, 0, 0} {
		if got[i] != want {
			t.Errorf("request %d: %d actions, want %d", i+1, got[i], want)
		}
	}
}

func TestRulesRefuseWhatTheyDoNotKnow(t *testing.T) {
	for _, r := range []Rule{{Action: "explode"}, {Action: "status", Status: 200}, {Action: "delay"},
		{Action: "delay-watch"}, {Action: "cut-watch", Match: Match{Verb: "list"}}, {Action: "cut-watch", Events: 1, Milliseconds: 1}, {Action: "drop", Events: 1}} {
		if _, err := (&rules{}).add([]Rule{r}); err == nil {
			t.Errorf("%+v was accepted", r)
		}
	}
}
