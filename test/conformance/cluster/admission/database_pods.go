package admission

import (
	"fmt"
	"regexp"
	"slices"

	"cdk8s-kubestash/conformance/operators"
)

// authSecretless are the kinds whose webhook leaves spec.authSecret alone.
var authSecretless = []string{"Etcd", "Druid"}

// serviceAccounts are the kinds whose pod templates get the database's own
// service account, and where the templates are.
var serviceAccounts = map[string][][]string{
	"Postgres":      {{"podTemplate"}},
	"MySQL":         {{"podTemplate"}},
	"MariaDB":       {{"podTemplate"}, {"topology", "maxscale", "podTemplate"}},
	"Redis":         {{"podTemplate"}},
	"Elasticsearch": {{"podTemplate"}},
	"MongoDB":       {{"podTemplate"}, {"shardTopology", "shard", "podTemplate"}, {"shardTopology", "configServer", "podTemplate"}, {"shardTopology", "mongos", "podTemplate"}},
}

// reserved are variables that the operator gives to containers itself.
var reserved = map[string][]string{
	"Postgres":      {"POSTGRES_PASSWORD"},
	"MySQL":         {"MYSQL_ROOT_PASSWORD", "MYSQL_ALLOW_EMPTY_PASSWORD", "MYSQL_RANDOM_ROOT_PASSWORD", "MYSQL_ONETIME_PASSWORD"},
	"MariaDB":       {"MYSQL_ROOT_PASSWORD", "MYSQL_ALLOW_EMPTY_PASSWORD", "MYSQL_RANDOM_ROOT_PASSWORD", "MYSQL_ONETIME_PASSWORD"},
	"Redis":         {"REDISCLI_AUTH"},
	"Elasticsearch": {"node.name", "node.ingest", "node.master", "node.data"},
	"MongoDB":       {"MONGO_INITDB_ROOT_USERNAME", "MONGO_INITDB_ROOT_PASSWORD"},
}

// defaultAuthSecret writes a reference without a name, which means <name>-auth.
func defaultAuthSecret(r *review, spec operators.Object) {
	if slices.Contains(authSecretless, r.kind) || operators.Bool(spec, "disableAuth") || operators.Bool(spec, "disableSecurity") {
		return
	}
	if operators.Map(spec, "authSecret") == nil {
		spec["authSecret"] = operators.Object{"apiGroup": "", "kind": "Secret", "name": ""}
	}
}

// defaultPods writes what pods of the object run as.
func defaultPods(r *review, spec operators.Object) {
	for _, path := range serviceAccounts[r.kind] {
		if template := templateAt(r.kind, spec, path); template != nil {
			pod := child(template, "spec")
			if operators.Str(pod, "serviceAccountName") == "" {
				pod["serviceAccountName"] = r.name
			}
		}
	}
	switch r.kind {
	case "Postgres":
		database := container(child(child(spec, "podTemplate"), "spec"), "postgres")
		security := child(database, "securityContext")
		if _, ok := security["runAsUser"]; !ok {
			security["runAsUser"] = postgresUser(operators.Str(spec, "version"))
		}
	case "Elasticsearch":
		if !operators.Bool(spec, "disableSecurity") {
			defaultInternalUsers(r, spec)
		}
	case "MSSQLServer":
		container(child(child(spec, "podTemplate"), "spec"), "mssql")
	case "ClickHouse":
		if !clustered(r.kind, spec) {
			secured(spec, "containers", "clickhouse")
		}
	case "Neo4j":
		secured(spec, "containers", "neo4j")
	case "Cassandra":
		defaultCassandra(spec)
	}
}

// defaultCassandra writes what pods are like: each rack has its own.
func defaultCassandra(spec operators.Object) {
	owners := []operators.Object{spec}
	if operators.Map(spec, "topology") != nil {
		owners = operators.List(spec, "topology", "rack")
		for _, rack := range owners {
			if _, ok := rack["replicas"]; !ok {
				rack["replicas"] = int64(1)
			}
			if operators.Str(rack, "storageType") == "" {
				rack["storageType"] = "Durable"
			}
		}
	}
	for _, owner := range owners {
		secured(owner, "containers", "cassandra")
		secured(owner, "initContainers", "cassandra-init")
	}
}

// secured makes a container, and says how it is confined and how much it takes
// as soon as it finds one: upstream fills a copy of the one that it makes, so
// that the fields come with the second write.
func secured(owner operators.Object, list, name string) {
	pod := child(child(owner, "podTemplate"), "spec")
	made := !slices.ContainsFunc(operators.List(pod, list), func(c operators.Object) bool { return operators.Str(c, "name") == name })
	c := listed(pod, list, name)
	if made {
		return
	}
	security := child(c, "securityContext")
	for key, value := range map[string]any{"allowPrivilegeEscalation": false, "runAsNonRoot": true, "runAsUser": int64(999)} {
		if _, ok := security[key]; !ok {
			security[key] = value
		}
	}
	if list == "containers" && len(child(c, "resources")) == 0 {
		resources := child(c, "resources")
		resources["requests"] = operators.Object{"cpu": "500m", "memory": "1Gi"}
		resources["limits"] = operators.Object{"memory": "1Gi"}
	}
}

func defaultInternalUsers(r *review, spec operators.Object) {
	users := child(spec, "internalUsers")
	for _, name := range []string{"elastic", "kibana-system"} {
		user := child(users, name)
		if operators.Str(user, "secretName") == "" {
			user["secretName"] = r.name + "-" + name + "-cred"
		}
	}
}

// templateAt is a pod template of a part that is there.
func templateAt(kind string, spec operators.Object, path []string) operators.Object {
	parent := operators.Map(spec, path[:len(path)-1]...)
	if len(path) == 1 {
		parent = spec
	}
	if parent == nil || len(path) == 1 && kind == "MongoDB" && operators.Map(spec, "shardTopology") != nil {
		return nil
	}
	return child(parent, path[len(path)-1])
}

// podRules refuses variables of the operator's own, and a user that is not the one of the version's image.
func podRules(kind string, spec operators.Object) error {
	for _, path := range serviceAccounts[kind] {
		for _, list := range []string{"containers", "initContainers"} {
			for _, c := range operators.List(spec, slices.Concat(path, []string{"spec", list})...) {
				for _, variable := range operators.List(c, "env") {
					if name := operators.Str(variable, "name"); slices.Contains(reserved[kind], name) {
						return fmt.Errorf("environment variable %s is forbidden to use in %s spec", name, kind)
					}
				}
			}
		}
	}
	if kind != "Postgres" {
		return nil
	}
	want := postgresUser(operators.Str(spec, "version"))
	for _, c := range operators.List(spec, "podTemplate", "spec", "containers") {
		user, given := operators.Map(c, "securityContext")["runAsUser"]
		if operators.Str(c, "name") == "postgres" && given && fmt.Sprint(user) != fmt.Sprint(want) {
			return fmt.Errorf("can't change runAsUser to %v, since it is %d for version %q", user, want, operators.Str(spec, "version"))
		}
	}
	return nil
}

var debian = regexp.MustCompile(`bookworm|bullseye|documentdb|postgis|percona`)

// postgresUser is the user of a version's image: Alpine builds have another one.
func postgresUser(version string) int64 {
	if debian.MatchString(version) {
		return 999
	}
	return 70
}

// child is an object inside another one, made where it is missing.
func child(parent operators.Object, key string) operators.Object {
	if operators.Map(parent, key) == nil {
		parent[key] = operators.Object{}
	}
	return operators.Map(parent, key)
}

// container is a container of a pod by name, made where it is missing.
func container(pod operators.Object, name string) operators.Object {
	return listed(pod, "containers", name)
}

// listed is an entry of a list by name, made where it is missing.
func listed(parent operators.Object, key, name string) operators.Object {
	for _, entry := range operators.List(parent, key) {
		if operators.Str(entry, "name") == name {
			return entry
		}
	}
	made := operators.Object{"name": name}
	list, _ := parent[key].([]any)
	parent[key] = append(list, made)
	return made
}
