package kubedb

import (
	"fmt"
	"maps"
	"strings"

	"cdk8s-kubestash/conformance/operators"
)

const (
	labelName      = "app.kubernetes.io/name"
	labelInstance  = "app.kubernetes.io/instance"
	labelManagedBy = "app.kubernetes.io/managed-by"
	labelComponent = "app.kubernetes.io/component"
	labelRole      = "kubedb.com/role"
	labelNode      = "conformance/node" // what the stand-in's own Services select by
)

// member is one pod that a database is to have.
type member struct {
	name   string
	labels map[string]string
	// group is the set of pods of which one is the primary; empty without roles.
	group string
	// fixed is a role that does not move.
	fixed string
	// internal pods (config servers, keepers) do not serve clients.
	internal bool
}

// selector is the label set of a database's pods.
func selector(k Kind, name string) map[string]string {
	labels := map[string]string{
		labelName:      k.Plural + "." + group,
		labelInstance:  name,
		labelManagedBy: group,
	}
	if k.Kind == "Postgres" {
		labels["postgreses.kubedb.com/database.cluster"] = name
	}
	return labels
}

// podLabels are the selector, the component, and the labels of the database and
// of its pod template that are not KubeDB's own.
func podLabels(k Kind, db operators.Object, name string) map[string]string {
	labels := map[string]string{}
	for _, source := range []operators.Object{operators.Map(db, "metadata", "labels"), operators.Map(db, "spec", "podTemplate", "metadata", "labels"), operators.Map(db, "spec", "podTemplate", "labels")} {
		for key, value := range source {
			owner, _, _ := strings.Cut(key, "/")
			if s, ok := value.(string); ok && !strings.HasSuffix(owner, group) && !strings.HasPrefix(key, "app.kubernetes.io/") {
				labels[key] = s
			}
		}
	}
	maps.Copy(labels, selector(k, name))
	labels[labelComponent] = "database"
	return labels
}

// members lists the pods that a database is to have.
func members(k Kind, db operators.Object) []member {
	name := operators.Str(db, "metadata", "name")
	t := &topology{kind: k, name: name, labels: podLabels(k, db, name)}
	spec := operators.Map(db, "spec")
	replicas := operators.Int(spec, 1, "replicas")
	switch k.Kind {
	case "Postgres":
		t.add("", replicas, nil, name, "")
		for _, rr := range operators.List(spec, "readReplicas") {
			t.add("rr-"+operators.Str(rr, "name"), operators.Int(rr, 1, "replicas"), nil, "", "read-replica")
		}
	case "MySQL":
		mode := operators.Str(spec, "topology", "mode")
		if mode == "InnoDBCluster" {
			t.add("", replicas, map[string]string{"mysql.kubedb.com/component": "database"}, name, "")
			t.addInternal("router", operators.Int(spec, 1, "topology", "innoDBCluster", "router", "replicas"), map[string]string{"mysql.kubedb.com/component": "router"})
			break
		}
		t.add("", replicas, nil, name, "")
	case "MariaDB":
		switch operators.Str(spec, "topology", "mode") {
		case "MariaDBReplication":
			t.add("", replicas, nil, name, "")
			if mx := operators.Map(spec, "topology", "maxscale"); mx != nil {
				t.addInternal("mx", operators.Int(mx, 1, "replicas"), nil)
			}
		case "GaleraCluster":
			t.add("", replicas, nil, "", "Primary")
		default:
			t.add("", replicas, nil, "", "")
		}
	case "MongoDB":
		t.mongo(spec, replicas)
	case "MSSQLServer":
		t.add("", replicas, nil, name, "")
	case "Redis":
		if operators.Str(spec, "mode") == "Cluster" {
			for i := range operators.Int(spec, 3, "cluster", "shards") {
				t.add(fmt.Sprintf("shard%d", i), operators.Int(spec, 2, "cluster", "replicas"), map[string]string{"redis.kubedb.com/shard": fmt.Sprint(i)}, "", "")
			}
			break
		}
		t.add("", replicas, nil, "", "")
	case "Elasticsearch":
		t.nodes(operators.Map(spec, "topology"), "ingest", "coordinating", "", replicas)
	case "ClickHouse":
		t.clickHouse(spec, replicas)
	case "Singlestore":
		if operators.Map(spec, "topology") == nil {
			t.add("", replicas, nil, "", "")
			break
		}
		t.add("aggregator", operators.Int(spec, 3, "topology", "aggregator", "replicas"), nil, "", "Aggregator")
		t.list[0].fixed = "Master"
		t.add("leaf", operators.Int(spec, 2, "topology", "leaf", "replicas"), nil, "", "Leaf")
		t.internalFrom("leaf")
	case "Druid":
		for _, node := range []string{"coordinators", "overlords", "brokers", "middleManagers", "historicals", "routers"} {
			if n := operators.Map(spec, "topology", node); n != nil || node == "routers" {
				t.add(strings.ToLower(node), operators.Int(n, 1, "replicas"), nil, "", strings.ToLower(node))
			}
		}
	case "Cassandra":
		racks := operators.List(spec, "topology", "rack")
		for _, rack := range racks {
			rackName := operators.Str(rack, "name")
			t.add("rack-"+rackName, operators.Int(rack, 1, "replicas"), map[string]string{"cassandra.kubedb.com/rack": rackName}, "", "")
		}
		if len(racks) == 0 {
			t.add("", replicas, nil, "", "")
		}
	default:
		t.add("", replicas, nil, "", "")
	}
	return t.list
}

type topology struct {
	kind   Kind
	name   string
	labels map[string]string
	list   []member
}

func (t *topology) add(part string, n int64, extra map[string]string, group, fixed string) {
	base := t.name
	if part != "" {
		base += "-" + part
	}
	for i := range n {
		labels := maps.Clone(t.labels)
		maps.Copy(labels, extra)
		labels[labelNode] = operators.Or(part, "main")
		t.list = append(t.list, member{name: fmt.Sprintf("%s-%d", base, i), labels: labels, group: group, fixed: fixed})
	}
}

func (t *topology) addInternal(part string, n int64, extra map[string]string) {
	t.add(part, n, extra, "", "")
	t.internalFrom(part)
}

func (t *topology) internalFrom(part string) {
	for i := range t.list {
		if t.list[i].labels[labelNode] == part {
			t.list[i].internal = true
		}
	}
}

func (t *topology) mongo(spec operators.Object, replicas int64) {
	sharded := operators.Map(spec, "shardTopology")
	if sharded == nil {
		t.add("", replicas, nil, t.name, "")
		return
	}
	for i := range operators.Int(sharded, 1, "shard", "shards") {
		part := fmt.Sprintf("shard%d", i)
		t.add(part, operators.Int(sharded, 1, "shard", "replicas"), map[string]string{"mongodb.kubedb.com/node.shard": t.name + "-" + part, "mongodb.kubedb.com/node.type": "shard"}, t.name+"-"+part, "")
		t.internalFrom(part)
	}
	t.add("configsvr", operators.Int(sharded, 1, "configServer", "replicas"), map[string]string{"mongodb.kubedb.com/node.config": t.name + "-configsvr", "mongodb.kubedb.com/node.type": "configsvr"}, t.name+"-configsvr", "")
	t.internalFrom("configsvr")
	t.add("mongos", operators.Int(sharded, 1, "mongos", "replicas"), map[string]string{"mongodb.kubedb.com/node.mongos": t.name + "-mongos", "mongodb.kubedb.com/node.type": "mongos"}, "", "")
}

func (t *topology) clickHouse(spec operators.Object, replicas int64) {
	cluster := operators.Map(spec, "clusterTopology", "cluster")
	if cluster == nil {
		t.add("", replicas, nil, "", "")
		return
	}
	for i := range operators.Int(cluster, 1, "shards") {
		t.add(fmt.Sprintf("%s-shard-%d", operators.Or(operators.Str(cluster, "name"), "cluster"), i), operators.Int(cluster, 1, "replicas"), nil, "", "")
	}
	if keeper := operators.Map(spec, "clusterTopology", "clickHouseKeeper", "spec"); keeper != nil {
		t.addInternal("keeper", operators.Int(keeper, 1, "replicas"), map[string]string{labelComponent: "coordinator"})
	}
}

// nodes adds one set of pods for each node role of an Elasticsearch topology.
func (t *topology) nodes(roles operators.Object, client, second, _ string, replicas int64) {
	if roles == nil {
		t.add("", replicas, nil, "", "")
		return
	}
	for _, role := range []string{"master", "data", "dataHot", "dataWarm", "dataCold", "dataFrozen", "dataContent", "ml", "transform", "coordinating", "ingest"} {
		node := operators.Map(roles, role)
		if node == nil {
			continue
		}
		part := operators.Or(operators.Str(node, "suffix"), strings.ToLower(role))
		t.add(part, operators.Int(node, 1, "replicas"), map[string]string{"kubedb.com/role-" + strings.ToLower(role): "set"}, "", "")
		if role != client && role != second {
			t.internalFrom(part)
		}
	}
}
