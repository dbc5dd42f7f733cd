package admission

import (
	"slices"

	"k8s.io/apimachinery/pkg/runtime/schema"

	"cdk8s-kubestash/conformance/operators"
)

// v1Kinds are those whose spec.init freezes, whose storage class has to exist
// and whose storage type cannot change.
var v1Kinds = []string{"Postgres", "MySQL", "MariaDB", "MongoDB", "Redis", "Elasticsearch", "PerconaXtraDB"}

// haltRewrites are the kinds for which halting rewrites the deletion policy.
var haltRewrites = []string{"Postgres", "MySQL", "MariaDB", "MongoDB", "Redis", "RedisSentinel", "Elasticsearch", "PerconaXtraDB", "Memcached", "ZooKeeper"}

// defaultDatabase writes what the operator's defaults are.
func defaultDatabase(r *review) error {
	spec := r.spec()
	set := func(key string, value any) {
		if _, ok := spec[key]; !ok {
			spec[key] = value
		}
	}
	if r.kind != "ZooKeeper" && r.kind != "Druid" && !clustered(r.kind, spec) {
		set("storageType", "Durable")
	}
	if _, old := spec["terminationPolicy"]; !old {
		set("deletionPolicy", "Delete")
	}
	if !clustered(r.kind, spec) && r.kind != "Druid" {
		set("replicas", defaultReplicas(r.kind, spec))
	}
	switch r.kind {
	case "Postgres":
		set("standbyMode", "Hot")
	case "MariaDB":
		if err := defaultMariaDB(r, spec); err != nil {
			return err
		}
	case "MSSQLServer":
		set("podTemplate", operators.Object{})
	case "Redis":
		set("mode", "Standalone")
		if spec["mode"] == "Cluster" {
			set("cluster", operators.Object{})
			cluster := operators.Map(spec, "cluster")
			for key, value := range map[string]int64{"shards": 3, "replicas": 2} {
				if _, ok := cluster[key]; !ok {
					cluster[key] = value
				}
			}
		}
	case "Qdrant":
		set("mode", "Standalone")
	}
	if r.kind != "Cassandra" && r.kind != "Neo4j" && r.kind != "Etcd" {
		set("healthChecker", operators.Object{})
		if checker := operators.Map(spec, "healthChecker"); checker != nil {
			for key, value := range map[string]int64{"periodSeconds": 10, "timeoutSeconds": 10, "failureThreshold": 3} {
				if _, ok := checker[key]; !ok {
					checker[key] = value
				}
			}
		}
	}
	defaultArchiverInit(r, spec)
	defaultAuthSecret(r, spec)
	defaultPods(r, spec)
	defaultTLS(r, spec)
	if operators.Bool(spec, "halted") && slices.Contains(haltRewrites, r.kind) && spec["deletionPolicy"] != "DoNotTerminate" {
		spec["deletionPolicy"] = "Halt"
	}
	return nil
}

// clustered says that replicas and storage are not at the top of the spec.
func clustered(kind string, spec operators.Object) bool {
	switch kind {
	case "MongoDB":
		return operators.Map(spec, "shardTopology") != nil
	case "Elasticsearch", "Singlestore", "Cassandra":
		return operators.Map(spec, "topology") != nil
	case "ClickHouse":
		return operators.Map(spec, "clusterTopology") != nil
	case "Redis":
		return operators.Str(spec, "mode") == "Cluster"
	}
	return false
}

func defaultReplicas(kind string, spec operators.Object) int64 {
	if mode := operators.Str(spec, "topology", "mode"); kind == "MySQL" && mode != "" && mode != "RemoteReplica" {
		return 3
	}
	return 1
}

func defaultMariaDB(r *review, spec operators.Object) error {
	if operators.Int(spec, 1, "replicas") > 1 && operators.Map(spec, "topology") == nil {
		spec["topology"] = operators.Object{"mode": "GaleraCluster"}
	}
	if operators.Str(spec, "topology", "mode") == "MariaDBReplication" && operators.Map(spec, "topology", "maxscale") == nil {
		return errPanic
	}
	// The first archiver that matches replaces spec.archiver, pause included.
	list, err := r.server.client.List(r.ctx, schema.GroupVersionResource{Group: "archiver.kubedb.com", Version: "v1alpha1", Resource: "mariadbarchivers"}, "", "")
	if err != nil {
		return nil
	}
	labels := map[string]string{}
	for key, value := range operators.Map(r.object, "metadata", "labels") {
		if s, ok := value.(string); ok {
			labels[key] = s
		}
	}
	for _, a := range list {
		from := operators.Or(operators.Str(a.Object, "spec", "databases", "namespaces", "from"), "Same")
		if (from != "Same" || a.GetNamespace() == r.namespace) && operators.SelectorMatches(operators.Map(a.Object, "spec", "databases", "selector"), labels) {
			spec["archiver"] = operators.Object{"ref": operators.Object{"name": a.GetName(), "namespace": a.GetNamespace()}}
			break
		}
	}
	return nil
}

// defaultArchiverInit fills namespaces (not for ClickHouse) and the strategy.
func defaultArchiverInit(r *review, spec operators.Object) {
	archiver := operators.Map(spec, "init", "archiver")
	if archiver == nil {
		return
	}
	if r.kind != "ClickHouse" {
		for _, field := range []string{"encryptionSecret", "fullDBRepository", "manifestRepository"} {
			if ref := operators.Map(archiver, field); ref != nil && operators.Str(ref, "namespace") == "" {
				ref["namespace"] = r.namespace
			}
		}
	}
	strategy := map[string]string{"Postgres": "sync", "MariaDB": "sync", "MySQL": "none"}[r.kind]
	if _, ok := archiver["replicationStrategy"]; !ok && strategy != "" {
		archiver["replicationStrategy"] = strategy
	}
}
