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

func TestReservedVariables(t *testing.T) {
	with := func(variable string) operators.Object {
		container := operators.Object{"name": "postgres", "env": []any{operators.Object{"name": variable, "value": "x"}}}
		return operators.Object{"podTemplate": operators.Object{"spec": operators.Object{"containers": []any{container}}}}
	}
	if err := podRules("Postgres", with("POSTGRES_PASSWORD")); err == nil {
		t.Error("the operator's own variable was taken")
	}
	if err := podRules("Postgres", with("TZ")); err != nil {
		t.Errorf("TZ: %v", err)
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
		{"pitr of no time", operators.Object{"repository": "r", "pitr": operators.Object{"targetTime": "yesterday"}}, true},
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

func TestWhatIsFilledIn(t *testing.T) {
	filled := func(kind string, spec operators.Object) operators.Object {
		r := &review{kind: kind, namespace: "shop", name: "orders", object: operators.Object{"spec": spec}}
		if err := defaultDatabase(r); err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		return r.spec()
	}
	plain := filled("Postgres", operators.Object{"version": "16.4-bookworm"})
	if name, ok := operators.Map(plain, "authSecret")["name"]; !ok || name != "" {
		t.Errorf("authSecret: %v", plain["authSecret"])
	}
	if plain["sslMode"] != "disable" || operators.Str(plain, "podTemplate", "spec", "serviceAccountName") != "orders" {
		t.Errorf("%v", plain)
	}
	plain["version"] = "16.9"
	if err := podRules("Postgres", plain); err == nil {
		t.Error("the user of another version was accepted")
	}
	plain["tls"] = operators.Object{"issuerRef": operators.Object{"name": "ca"}}
	if err := tlsRules("Postgres", filled("Postgres", plain)); err == nil {
		t.Error("TLS was accepted although sslMode is disable")
	}
	encrypted := filled("MongoDB", operators.Object{
		"replicaSet": operators.Object{"name": "rs0"}, "tls": operators.Object{"issuerRef": operators.Object{"name": "ca"}},
	})
	if encrypted["sslMode"] != "requireSSL" || encrypted["clusterAuthMode"] != "x509" || len(operators.List(encrypted, "tls", "certificates")) != 3 {
		t.Errorf("%v", encrypted)
	}
	search := filled("Elasticsearch", operators.Object{"version": "xpack-8.19.9"})
	if operators.Str(operators.List(search, "tls", "certificates")[0], "alias") != "ca" || operators.Str(search, "internalUsers", "elastic", "secretName") == "" {
		t.Errorf("%v", search)
	}
}

func TestPanicsAndRefusals(t *testing.T) {
	panics := operators.Object{"master": operators.Object{}, "ingest": operators.Object{}, "data": operators.Object{}, "coordinating": operators.Object{}}
	if err := searchRules(operators.Object{"topology": panics}); !errors.Is(err, errPanic) {
		t.Errorf("coordinating nodes: %v", err)
	}
	replication := operators.Object{"spec": operators.Object{"topology": operators.Object{"mode": "MariaDBReplication"}}}
	if err := defaultDatabase(&review{kind: "MariaDB", object: replication}); !errors.Is(err, errPanic) {
		t.Errorf("replication without MaxScale: %v", err)
	}
	for _, c := range []struct {
		kind string
		spec operators.Object
	}{
		{"Postgres", operators.Object{"streamingMode": "Synchronous", "replicas": int64(1)}},
		{"MySQL", operators.Object{"version": "8.0.36", "replicas": int64(3), "topology": operators.Object{"mode": "InnoDBCluster"}}},
		{"Elasticsearch", operators.Object{"version": "xpack-8.19.9", "topology": operators.Object{"dataHot": operators.Object{}}}},
	} {
		if err := engineRules(c.kind, c.spec); err == nil {
			t.Errorf("%s %v was accepted", c.kind, c.spec)
		}
	}
}

func TestSessionsGainFields(t *testing.T) {
	session := operators.Object{"scheduler": operators.Object{"jobTemplate": operators.Object{}}}
	defaultSession(session)
	if session["sessionHistoryLimit"] != int64(1) || operators.Map(session, "scheduler", "jobTemplate", "template", "spec", "resources") == nil {
		t.Errorf("%v", session)
	}
}

func TestRequestsLeadOnFromWhatThereIs(t *testing.T) {
	database := operators.Object{
		"version": "17.4", "storage": operators.Object{"resources": operators.Object{"requests": operators.Object{"storage": "1Gi"}}},
	}
	for _, c := range []struct {
		name    string
		request operators.Object
		refused bool
	}{
		{"newer", operators.Object{"type": "UpdateVersion", "updateVersion": operators.Object{"targetVersion": "17.5"}}, false},
		{"older", operators.Object{"type": "UpdateVersion", "updateVersion": operators.Object{"targetVersion": "16.9"}}, true},
		{"unsaid", operators.Object{"type": "UpdateVersion"}, true},
		{"larger", operators.Object{"type": "VolumeExpansion", "volumeExpansion": operators.Object{"postgres": "2Gi"}}, false},
		{"as large, in other words", operators.Object{"type": "VolumeExpansion", "volumeExpansion": operators.Object{"postgres": "1024Mi"}}, true},
		{"more", operators.Object{"type": "HorizontalScaling", "horizontalScaling": operators.Object{"replicas": int64(3)}}, false},
		{"none", operators.Object{"type": "HorizontalScaling", "horizontalScaling": operators.Object{"replicas": int64(0)}}, true},
	} {
		if err := change(c.request, database); (err != nil) != c.refused {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestTiersOfElasticsearchStay(t *testing.T) {
	of := func(roles ...string) operators.Object {
		topology := operators.Object{}
		for _, role := range roles {
			topology[role] = operators.Object{}
		}
		return operators.Object{"spec": operators.Object{"topology": topology}}
	}
	for _, c := range []struct {
		name     string
		old, new operators.Object
		refused  bool
	}{
		{"the same", of("master", "data", "ingest"), of("master", "data", "ingest"), false},
		{"one more", of("master", "data", "ingest"), of("master", "data", "ingest", "ml"), true},
		{"one less", of("master", "data", "ingest", "ml"), of("master", "data", "ingest"), true},
	} {
		if err := updateDatabase(&review{kind: "Elasticsearch", old: c.old, object: c.new}); (err != nil) != c.refused {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestSomeFieldsComeWithTheSecondWrite(t *testing.T) {
	r := &review{kind: "Cassandra", name: "orders", object: operators.Object{"spec": operators.Object{
		"topology": operators.Object{"rack": []any{operators.Object{"name": "a"}}},
	}}}
	rack := func() operators.Object { return operators.List(r.spec(), "topology", "rack")[0] }
	confined := func() bool {
		return operators.Bool(operators.List(rack(), "podTemplate", "spec", "containers")[0], "securityContext", "runAsNonRoot")
	}
	for _, second := range []bool{false, true} {
		if err := defaultDatabase(r); err != nil {
			t.Fatal(err)
		}
		if operators.Int(rack(), 0, "replicas") != 1 || operators.Str(rack(), "storageType") != "Durable" || confined() != second {
			t.Errorf("%v", rack())
		}
	}
}
