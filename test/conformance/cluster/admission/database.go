package admission

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	admissionv1 "k8s.io/api/admission/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"cdk8s-kubestash/conformance/operators"
)

var storageClasses = schema.GroupVersionResource{Group: "storage.k8s.io", Version: "v1", Resource: "storageclasses"}

// validateDatabase refuses what the operator's webhook refuses.
func validateDatabase(r *review) error {
	if r.operation == admissionv1.Delete {
		policy := operators.Or(operators.Str(r.old, "spec", "deletionPolicy"), operators.Str(r.old, "spec", "terminationPolicy"))
		if policy == "DoNotTerminate" && r.kind != "Druid" {
			return fmt.Errorf(`%s "%s/%s" can't be terminated. To delete, change spec.deletionPolicy`, r.kind, r.namespace, r.name)
		}
		return nil
	}
	spec := r.spec()
	if operators.Str(spec, "version") == "" && r.kind != "Singlestore" {
		return fmt.Errorf("spec.version: version is missing")
	}
	isV1 := slices.Contains(v1Kinds, r.kind) || r.kind == "RedisSentinel"
	if storageType, ok := spec["storageType"]; ok && storageType != "Durable" && storageType != "Ephemeral" {
		return fmt.Errorf("spec.storageType: %q is not supported", storageType)
	}
	if isV1 && operators.Str(spec, "deletionPolicy") == "Halt" && operators.Str(spec, "storageType") == "Ephemeral" {
		return fmt.Errorf("'spec.deletionPolicy: Halt' can not be used for 'Ephemeral' storage")
	}
	if operators.Bool(spec, "halted") && operators.Str(spec, "deletionPolicy") == "DoNotTerminate" && slices.Contains(haltRewrites, r.kind) && r.kind != "ZooKeeper" {
		return fmt.Errorf("can't halt: deletionPolicy is 'DoNotTerminate'")
	}
	if slices.Contains([]string{"Postgres", "MySQL", "MongoDB", "Redis", "Elasticsearch"}, r.kind) &&
		operators.Bool(spec, "authSecret", "externallyManaged") && operators.Str(spec, "authSecret", "name") == "" {
		return fmt.Errorf("for externallyManaged auth secret, user must configure spec.authSecret.name")
	}
	for _, storage := range topStorages(r.kind, spec) {
		if err := r.storage(storage, isV1); err != nil {
			return err
		}
	}
	if r.operation == admissionv1.Update {
		if err := updateDatabase(r); err != nil {
			return err
		}
	}
	if err := r.configured(); err != nil {
		return err
	}
	for _, rules := range []func(string, operators.Object) error{podRules, tlsRules} {
		if err := rules(r.kind, spec); err != nil {
			return err
		}
	}
	return engineRules(r.kind, spec)
}

// topStorages are the claims that a spec has to have, nil for one that is missing.
func topStorages(kind string, spec operators.Object) []operators.Object {
	if kind == "Druid" || kind == "ZooKeeper" && operators.Map(spec, "storage") == nil || operators.Str(spec, "storageType") == "Ephemeral" {
		return nil
	}
	if !clustered(kind, spec) || kind == "Redis" {
		return []operators.Object{operators.Map(spec, "storage")}
	}
	if kind == "MongoDB" {
		return []operators.Object{operators.Map(spec, "shardTopology", "shard", "storage"), operators.Map(spec, "shardTopology", "configServer", "storage")}
	}
	return nil
}

func (r *review) storage(storage operators.Object, checkClass bool) error {
	if storage == nil {
		return fmt.Errorf("spec.storage is required for Durable storage")
	}
	request := operators.Str(storage, "resources", "requests", "storage")
	quantity, err := resource.ParseQuantity(request)
	if err != nil || quantity.Sign() <= 0 {
		return fmt.Errorf("spec.storage.resources.requests.storage: %q is not a size", request)
	}
	class := operators.Str(storage, "storageClassName")
	if !checkClass || class == "" {
		return nil
	}
	found, err := r.server.client.Get(r.ctx, storageClasses, "", class)
	if err != nil {
		return err
	}
	if found == nil {
		return fmt.Errorf(`storageclasses.storage.k8s.io "%s" not found`, class)
	}
	return nil
}

func updateDatabase(r *review) error {
	if !slices.Contains(v1Kinds, r.kind) {
		return nil
	}
	frozen := [][]string{{"spec", "storageType"}}
	switch r.kind {
	case "MongoDB":
		frozen = append(frozen, []string{"spec", "replicaSet", "name"}, []string{"spec", "shardTopology", "shard", "prefix"}, []string{"spec", "shardTopology", "configServer", "prefix"}, []string{"spec", "shardTopology", "mongos", "prefix"})
	case "Elasticsearch":
		// The suffix of each tier is filled in, so that one that comes or goes changes it.
		before, after := operators.Map(r.old, "spec", "topology"), operators.Map(r.object, "spec", "topology")
		for role := range merged(before, after) {
			if (before[role] == nil) != (after[role] == nil) {
				return fmt.Errorf("precondition failed for %s: spec.topology.%s.suffix is immutable", r.name, role)
			}
			frozen = append(frozen, []string{"spec", "topology", role, "suffix"})
		}
	}
	for _, path := range frozen {
		if operators.Str(r.old, path...) != operators.Str(r.object, path...) {
			return fmt.Errorf("precondition failed for %s: %v is immutable", r.name, path)
		}
	}
	if operators.Bool(r.old, "spec", "init", "initialized") && !reflect.DeepEqual(operators.Map(r.old, "spec", "init"), operators.Map(r.object, "spec", "init")) {
		return fmt.Errorf("precondition failed for %s: at least one of the following was changed: spec.init", r.name)
	}
	return nil
}

func merged(objects ...operators.Object) operators.Object {
	out := operators.Object{}
	for _, o := range objects {
		maps.Copy(out, o)
	}
	return out
}

// configured refuses a database before the Secret of its configuration is there.
func (r *review) configured() error {
	secret := operators.Str(r.spec(), "configuration", "secretName")
	if r.kind != "Neo4j" || secret == "" {
		return nil
	}
	found, err := r.server.client.Get(r.ctx, operators.Secrets, r.namespace, secret)
	if err != nil {
		return err
	}
	if found == nil {
		return fmt.Errorf("spec.configuration.secretName: failed to get Secret %s/%s", r.namespace, secret)
	}
	return nil
}

// engineRules are the rules of single kinds that matter to restores.
func engineRules(kind string, spec operators.Object) error {
	replicas := operators.Int(spec, 1, "replicas")
	recovering := operators.Map(spec, "init", "archiver") != nil && !operators.Bool(spec, "init", "initialized")
	switch kind {
	case "Postgres":
		if replicas < 1 {
			return fmt.Errorf("spec.replicas: number of replicas can not be less than 1")
		}
		if operators.Str(spec, "streamingMode") == "Synchronous" && replicas < 2 {
			return fmt.Errorf("spec.streamingMode: Synchronous needs at least 2 replicas")
		}
	case "MySQL":
		if operators.Str(spec, "topology", "mode") == "GroupReplication" && !recovering && (replicas < 3 || replicas > 9) {
			return fmt.Errorf("spec.replicas: group replication needs 3 to 9 replicas")
		}
		if version := operators.Str(spec, "version"); operators.Str(spec, "topology", "mode") == "InnoDBCluster" && (version == "8.0.36" || strings.HasPrefix(version, "5.")) {
			return fmt.Errorf("MySQLVersion %q has no image of MySQL Router", version)
		}
	case "MariaDB":
		if operators.Map(spec, "topology") != nil && !recovering && replicas < 3 {
			return fmt.Errorf("spec.replicas: a topology needs at least 3 replicas")
		}
	case "MongoDB":
		if operators.Map(spec, "shardTopology") != nil {
			return forbidden(spec, "replicas", "storage", "podTemplate", "configSecret")
		}
		if operators.Map(spec, "replicaSet") == nil && replicas != 1 {
			return fmt.Errorf("spec.replicas: a standalone has 1 replica")
		}
	case "Redis":
		return redisRules(spec, replicas)
	case "Elasticsearch":
		return searchRules(spec)
	case "MSSQLServer":
		return mssqlRules(spec, replicas)
	case "ClickHouse":
		if operators.Map(spec, "clusterTopology") != nil {
			return forbidden(spec, "podTemplate", "replicas", "storageType", "storage")
		}
		if replicas > 1 {
			return fmt.Errorf("spec.replicas: a standalone has 1 replica")
		}
	case "Singlestore":
		if topology := operators.Map(spec, "topology"); topology != nil && (operators.Map(topology, "aggregator") == nil || operators.Map(topology, "leaf") == nil) {
			return errPanic
		}
	case "ZooKeeper":
		if replicas == 2 {
			return fmt.Errorf("spec.replicas: 2 is not allowed")
		}
	case "Druid":
		return druidRules(spec)
	case "Cassandra":
		return cassandraRules(spec)
	case "Neo4j":
		if replicas <= 0 {
			return fmt.Errorf("spec.replicas: must be positive")
		}
	}
	return nil
}

func searchRules(spec operators.Object) error {
	if operators.Bool(spec, "disableSecurity") && operators.Bool(spec, "enableSSL") {
		return fmt.Errorf("to enable spec.enableSSL, spec.disableSecurity needs to be set to false")
	}
	topology := operators.Map(spec, "topology")
	if topology == nil {
		return nil
	}
	if coordinating := operators.Map(topology, "coordinating"); coordinating != nil {
		named := slices.ContainsFunc(operators.List(coordinating, "podTemplate", "spec", "containers"), func(c operators.Object) bool {
			return operators.Str(c, "name") == "elasticsearch"
		})
		if !named {
			return errPanic
		}
	}
	xpack := strings.HasPrefix(operators.Str(spec, "version"), "xpack-")
	if xpack && operators.Map(topology, "data") == nil && (operators.Map(topology, "dataHot") == nil || operators.Map(topology, "dataContent") == nil) {
		return fmt.Errorf("when data node is empty, you need to have both dataHot and dataContent nodes")
	}
	return forbidden(spec, "replicas", "storage")
}

func forbidden(spec operators.Object, fields ...string) error {
	for _, f := range fields {
		if _, ok := spec[f]; ok {
			return fmt.Errorf("spec.%s can not be set together with the topology", f)
		}
	}
	return nil
}

func redisRules(spec operators.Object, replicas int64) error {
	switch mode := operators.Str(spec, "mode"); mode {
	case "", "Standalone":
		if replicas != 1 {
			return fmt.Errorf("spec.replicas: a standalone has 1 replica")
		}
	case "Cluster":
		if operators.Int(spec, 3, "cluster", "shards") < 3 || operators.Int(spec, 2, "cluster", "replicas") < 2 {
			return fmt.Errorf("spec.cluster: needs at least 3 shards of 2 replicas")
		}
	case "Sentinel":
		if operators.Map(spec, "sentinelRef") == nil {
			return fmt.Errorf("spec.sentinelRef is required")
		}
	default:
		return fmt.Errorf("spec.mode: %q is not supported", mode)
	}
	return nil
}

func mssqlRules(spec operators.Object, replicas int64) error {
	topology := operators.Map(spec, "topology")
	if topology == nil && replicas != 1 {
		return fmt.Errorf("spec.replicas: a standalone has 1 replica")
	}
	if topology != nil && operators.Str(topology, "mode") == "" {
		return fmt.Errorf("spec.topology.mode is required")
	}
	if operators.Map(spec, "tls", "issuerRef") == nil {
		return fmt.Errorf("spec.tls.issuerRef is required")
	}
	for _, c := range operators.List(spec, "podTemplate", "spec", "containers") {
		if operators.Str(c, "name") != "mssql" {
			continue
		}
		for _, env := range operators.List(c, "env") {
			if operators.Str(env, "name") == "MSSQL_PID" {
				return nil
			}
		}
	}
	return fmt.Errorf("MSSQL_PID environment variable must be set in the container mssql of spec.podTemplate")
}

func druidRules(spec operators.Object) error {
	for _, path := range [][]string{{"deepStorage", "type"}, {"metadataStorage", "name"}, {"metadataStorage", "namespace"}, {"zookeeperRef", "name"}, {"zookeeperRef", "namespace"}} {
		if operators.Str(spec, path...) == "" {
			return fmt.Errorf("spec.%s.%s is required", path[0], path[1])
		}
	}
	for _, node := range []string{"coordinators", "brokers", "middleManagers", "historicals"} {
		if operators.Map(spec, "topology", node) == nil {
			return fmt.Errorf("spec.topology.%s is required", node)
		}
	}
	return nil
}

func cassandraRules(spec operators.Object) error {
	racks := operators.List(spec, "topology", "rack")
	if operators.Map(spec, "topology") == nil {
		if operators.Int(spec, 1, "replicas") > 1 {
			return fmt.Errorf("spec.replicas: a standalone has 1 replica")
		}
		return nil
	}
	if err := forbidden(spec, "podTemplate", "replicas", "storageType", "storage"); err != nil {
		return err
	}
	total, names := int64(0), map[string]bool{}
	for _, rack := range racks {
		if names[operators.Str(rack, "name")] {
			return fmt.Errorf("spec.topology.rack: duplicate name %q", operators.Str(rack, "name"))
		}
		names[operators.Str(rack, "name")] = true
		total += operators.Int(rack, 1, "replicas")
	}
	if total <= 1 {
		return fmt.Errorf("spec.topology.rack: more than one replica is needed in all")
	}
	return nil
}
