package kubedb

import (
	"maps"
	"strings"

	"cdk8s-kubestash/conformance/operators"
)

// service is one Service that the operator makes.
type service struct {
	name     string
	selector map[string]string
	headless bool
	port     int64
	portName string
	target   string
}

// services lists the Services of a database.
func services(k Kind, db operators.Object) []service {
	name := operators.Str(db, "metadata", "name")
	base := selector(k, name)
	with := func(extra ...string) map[string]string {
		out := maps.Clone(base)
		for i := 0; i < len(extra); i += 2 {
			out[extra[i]] = extra[i+1]
		}
		return out
	}
	client := service{name: name, selector: with(), port: k.Port, portName: k.PortName, target: k.Container}
	list := []service{{name: name + "-pods", selector: with(), headless: true, port: k.Port, portName: "db", target: k.Container}}
	all := members(k, db)
	roles := false
	for _, m := range all {
		roles = roles || (m.group == name)
	}
	if roles {
		client.selector = with(labelRole, k.Primary)
	}
	switch k.Kind {
	case "Postgres", "MySQL", "MariaDB", "MSSQLServer":
		if roles && len(all) > 1 {
			list = append(list, service{name: name + "-" + strings.ToLower(map[bool]string{true: k.Standby, false: "standby"}[k.Kind == "MSSQLServer"]), selector: with(labelRole, k.Standby), port: k.Port, portName: "standby", target: k.Container})
		}
	case "MongoDB":
		if operators.Map(db, "spec", "shardTopology") != nil {
			client.selector = with("mongodb.kubedb.com/node.mongos", name+"-mongos")
		}
	case "Elasticsearch":
		if operators.Map(db, "spec", "topology") != nil {
			client.selector = with("kubedb.com/role-ingest", "set")
			list = append(list, service{name: name + "-master", selector: with("kubedb.com/role-master", "set"), port: 9300, portName: "transport"})
		}
	case "ClickHouse":
		client.selector = with(labelComponent, "database")
		if operators.Map(db, "spec", "clusterTopology", "clickHouseKeeper", "spec") != nil {
			list = append(list, service{name: name + "-keeper", selector: with(labelComponent, "coordinator"), port: 9181, portName: "keeper"})
		}
	case "Singlestore":
		if operators.Map(db, "spec", "topology") != nil {
			client.selector = with(labelNode, "aggregator")
		}
	case "ZooKeeper":
		list = append(list, service{name: name + "-admin-server", selector: with(), port: 8080, portName: "admin"})
	case "Druid":
		client = service{}
		for node, port := range map[string]int64{"routers": 8888, "coordinators": 8081, "overlords": 8090, "brokers": 8082} {
			list = append(list, service{name: name + "-" + node, selector: with(labelRole, node), port: port, portName: node})
		}
	}
	if client.name != "" {
		list = append(list, client)
	}
	return list
}

func (s service) object(k Kind, db operators.Object) operators.Object {
	port := operators.Object{"name": s.portName, "port": s.port, "protocol": "TCP", "targetPort": s.port}
	if s.target != "" {
		port["targetPort"] = s.target
	}
	want := map[string]any{}
	for key, value := range s.selector {
		want[key] = value
	}
	spec := operators.Object{"selector": want, "ports": []any{port}}
	if s.headless {
		spec["clusterIP"] = "None"
		spec["publishNotReadyAddresses"] = true
	}
	return operators.Object{
		"apiVersion": "v1", "kind": "Service",
		"metadata": operators.Object{
			"name": s.name, "namespace": operators.Str(db, "metadata", "namespace"),
			"labels": stringMap(selector(k, operators.Str(db, "metadata", "name"))), "ownerReferences": owner(k, db),
		},
		"spec": spec,
	}
}

func stringMap(m map[string]string) map[string]any {
	out := map[string]any{}
	for key, value := range m {
		out[key] = value
	}
	return out
}

func owner(k Kind, db operators.Object) []any {
	return []any{operators.Object{
		"apiVersion": group + "/" + k.Version, "kind": k.Kind, "controller": true, "blockOwnerDeletion": true,
		"name": operators.Str(db, "metadata", "name"), "uid": operators.Str(db, "metadata", "uid"),
	}}
}
