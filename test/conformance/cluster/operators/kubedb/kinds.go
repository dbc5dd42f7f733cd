// Package kubedb plays the operator of the database kinds: pods, Services,
// auth Secrets and AppBindings come and go with the custom resources, and
// conditions and phase follow the rules that the upstream libraries publish.
package kubedb

import (
	"sort"

	"k8s.io/apimachinery/pkg/runtime/schema"
)

// Kind is what is known about one database kind.
type Kind struct {
	Kind      string
	Plural    string
	Version   string
	Port      int64  // client port
	PortName  string // of the Service
	Container string // port name of the container, empty when only the number is known
	Archiver  string // kind of its archiver
	// Primary and Standby are role label values; empty for kinds without roles.
	Primary, Standby string
}

const group = "kubedb.com"

var kinds = map[string]Kind{}

func init() {
	for _, k := range []Kind{
		{"Postgres", "postgreses", "v1", 5432, "primary", "db", "PostgresArchiver", "primary", "standby"},
		{"MySQL", "mysqls", "v1", 3306, "primary", "db", "MySQLArchiver", "primary", "standby"},
		{"MariaDB", "mariadbs", "v1", 3306, "primary", "db", "MariaDBArchiver", "Master", "Slave"},
		{"MongoDB", "mongodbs", "v1", 27017, "primary", "db", "MongoDBArchiver", "primary", "standby"},
		{"MSSQLServer", "mssqlservers", "v1alpha2", 1433, "primary", "db", "MSSQLServerArchiver", "primary", "secondary"},
		{"ClickHouse", "clickhouses", "v1alpha2", 9000, "primary", "", "ClickHouseArchiver", "", ""},
		{"Redis", "redises", "v1", 6379, "primary", "db", "", "", ""},
		{"RedisSentinel", "redissentinels", "v1", 26379, "sentinel", "", "", "", ""},
		{"Elasticsearch", "elasticsearches", "v1", 9200, "http", "http", "", "", ""},
		{"Singlestore", "singlestores", "v1alpha2", 3306, "primary", "db", "", "", ""},
		{"ZooKeeper", "zookeepers", "v1alpha2", 2181, "client", "client", "", "", ""},
		{"Druid", "druids", "v1alpha2", 8888, "routers", "", "", "", ""},
		{"Cassandra", "cassandras", "v1alpha2", 9042, "cql", "cql", "", "", ""},
		{"Neo4j", "neo4js", "v1alpha2", 7687, "bolt", "", "", "", ""},
		{"Qdrant", "qdrants", "v1alpha2", 6333, "http", "", "", "", ""},
		{"Etcd", "etcds", "v1alpha2", 2379, "client", "", "EtcdArchiver", "", ""},
	} {
		kinds[k.Kind] = k
	}
}

// GVR is the resource of a kind.
func (k Kind) GVR() schema.GroupVersionResource {
	return schema.GroupVersionResource{Group: group, Version: k.Version, Resource: k.Plural}
}

// KindOf finds a kind by its name.
func KindOf(name string) (Kind, bool) {
	k, ok := kinds[name]
	return k, ok
}

// Kinds lists all kinds in a fixed order.
func Kinds() []Kind {
	var out []Kind
	for _, k := range kinds {
		out = append(out, k)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Kind < out[j].Kind })
	return out
}

func kindByPlural(plural string) Kind {
	for _, k := range kinds {
		if k.Plural == plural {
			return k
		}
	}
	return Kind{}
}
