package admission

import (
	"errors"
	"testing"

	admissionv1 "k8s.io/api/admission/v1"

	"cdk8s-kubestash/conformance/operators"
)

func TestInitIsFrozenOnceInitialized(t *testing.T) {
	db := func(initialized, wait bool) operators.Object {
		return operators.Object{"spec": operators.Object{"init": operators.Object{"initialized": initialized, "waitForInitialRestore": wait}}}
	}
	for _, c := range []struct {
		kind     string
		old, new operators.Object
		refused  bool
	}{
		{"Postgres", db(true, true), db(true, true), false},
		{"Postgres", db(true, true), db(true, false), true},
		{"Postgres", db(true, true), operators.Object{"spec": operators.Object{}}, true},
		{"Postgres", db(false, true), db(true, true), false},
		{"MSSQLServer", db(true, true), db(true, false), false},
	} {
		err := updateDatabase(&review{kind: c.kind, operation: admissionv1.Update, old: c.old, object: c.new})
		if (err != nil) != c.refused {
			t.Errorf("%s %v -> %v: %v", c.kind, c.old, c.new, err)
		}
	}
}

func TestDoNotTerminate(t *testing.T) {
	old := operators.Object{"spec": operators.Object{"deletionPolicy": "DoNotTerminate"}}
	if err := validateDatabase(&review{kind: "MySQL", operation: admissionv1.Delete, old: old}); err == nil {
		t.Error("MySQL: was deleted")
	}
	if err := validateDatabase(&review{kind: "Druid", operation: admissionv1.Delete, old: old}); err != nil {
		t.Errorf("Druid: %v", err)
	}
}

func TestRestoreSession(t *testing.T) {
	for _, c := range []struct {
		name    string
		source  operators.Object
		refused bool
	}{
		{"by name", operators.Object{"snapshot": "a"}, false},
		{"latest without repository", operators.Object{"snapshot": "latest"}, true},
		{"latest", operators.Object{"snapshot": "latest", "repository": "r"}, false},
		{"nothing", operators.Object{"repository": "r"}, true},
		{"pitr without time", operators.Object{"repository": "r", "pitr": operators.Object{"exclusive": true}}, true},
	} {
		err := (&review{}).restoreSession(operators.Object{"dataSource": c.source})
		if (err != nil) != c.refused {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if err := (&review{}).restoreSession(operators.Object{}); !errors.Is(err, errPanic) {
		t.Errorf("no data source: %v", err)
	}
}

func TestDefaults(t *testing.T) {
	r := &review{kind: "Postgres", namespace: "shop", object: operators.Object{"spec": operators.Object{
		"init":   operators.Object{"archiver": operators.Object{"fullDBRepository": operators.Object{"name": "r"}}},
		"halted": true,
	}}}
	if err := defaultDatabase(r); err != nil {
		t.Fatal(err)
	}
	spec := r.spec()
	if operators.Str(spec, "init", "archiver", "fullDBRepository", "namespace") != "shop" || operators.Str(spec, "init", "archiver", "replicationStrategy") != "sync" {
		t.Errorf("init: %v", spec["init"])
	}
	if spec["deletionPolicy"] != "Halt" || spec["storageType"] != "Durable" {
		t.Errorf("%v", spec)
	}
}
