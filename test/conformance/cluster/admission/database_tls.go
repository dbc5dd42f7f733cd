package admission

import (
	"fmt"
	"regexp"
	"slices"

	"cdk8s-kubestash/conformance/operators"
)

var searchWithAdmin = regexp.MustCompile(`^(opensearch|searchguard)-`)

// certificateAliases are what the kinds complete spec.tls.certificates to.
var certificateAliases = map[string][]string{
	"Postgres":    {"server", "client", "metrics-exporter"},
	"MySQL":       {"server", "client", "metrics-exporter"},
	"MariaDB":     {"server", "client", "metrics-exporter"},
	"Redis":       {"server", "client", "metrics-exporter"},
	"MongoDB":     {"server", "client", "metrics-exporter"},
	"MSSQLServer": {"server", "client"},
	"Singlestore": {"server", "client"},
	"Neo4j":       {"server", "client"},
	"ZooKeeper":   {"server", "client"},
	"Druid":       {"server", "client"},
}

// defaultTLS writes the fields that turn TLS on or off, and completes the
// list of certificates.
func defaultTLS(r *review, spec operators.Object) {
	encrypted := operators.Map(spec, "tls") != nil
	set := func(key, with, without string) {
		if operators.Str(spec, key) == "" {
			if encrypted {
				spec[key] = with
			} else {
				spec[key] = without
			}
		}
	}
	switch r.kind {
	case "Postgres":
		set("sslMode", "verify-full", "disable")
	case "MongoDB":
		set("sslMode", "requireSSL", "disabled")
		if operators.Map(spec, "replicaSet") != nil || operators.Map(spec, "shardTopology") != nil {
			if mode := operators.Str(spec, "sslMode"); mode == "disabled" || mode == "allowSSL" {
				encrypted = false
			}
			set("clusterAuthMode", "x509", "keyFile")
		}
	case "Elasticsearch":
		if !operators.Bool(spec, "disableSecurity") {
			searchCertificates(r, spec)
		}
		return
	case "ZooKeeper", "Druid":
		if !operators.Bool(spec, "enableSSL") {
			return
		}
	}
	if operators.Map(spec, "tls", "issuerRef") == nil {
		return
	}
	aliases := certificateAliases[r.kind]
	if r.kind == "MSSQLServer" && operators.Map(spec, "topology") != nil {
		aliases = append(slices.Clone(aliases), "endpoint")
	}
	for _, alias := range aliases {
		c := certificate(r, spec, alias)
		if r.kind == "MongoDB" || r.kind == "MSSQLServer" {
			sorted(c, "dnsNames")
			if operators.Map(c, "subject") == nil {
				c["subject"] = operators.Object{"organizations": []any{"kubedb"}, "organizationalUnits": []any{alias}}
			}
		}
	}
}

// searchCertificates are there with and without TLS for clients: members
// always encrypt between themselves.
func searchCertificates(r *review, spec operators.Object) {
	aliases := []string{"transport"}
	if operators.Map(spec, "tls", "issuerRef") == nil {
		aliases = []string{"ca", "transport"}
	}
	if searchWithAdmin.MatchString(operators.Str(spec, "version")) {
		aliases = append(aliases, "admin")
	}
	if operators.Bool(spec, "enableSSL") {
		aliases = append(aliases, "http")
		if operators.Map(spec, "monitor") != nil {
			aliases = append(aliases, "metrics-exporter")
		}
		aliases = append(aliases, "client")
	}
	child(spec, "tls")
	for _, alias := range aliases {
		c := certificate(r, spec, alias)
		c["privateKey"] = operators.Object{"encoding": "PKCS8"}
		if operators.Map(c, "subject") == nil {
			c["subject"] = operators.Object{"organizations": []any{"kubedb"}}
		}
	}
}

// certificate is an entry of spec.tls.certificates, made and named where it
// is not. A MongoDB with shards has many servers, whose Secrets nobody names.
func certificate(r *review, spec operators.Object, alias string) operators.Object {
	tls := operators.Map(spec, "tls")
	var found operators.Object
	for _, c := range operators.List(tls, "certificates") {
		if operators.Str(c, "alias") == alias {
			found = c
		}
	}
	if found == nil {
		found = operators.Object{"alias": alias}
		list, _ := tls["certificates"].([]any)
		tls["certificates"] = append(list, found)
	}
	nameless := r.kind == "MongoDB" && alias == "server" && operators.Map(spec, "shardTopology") != nil
	if operators.Str(found, "secretName") == "" && !nameless {
		found["secretName"] = fmt.Sprintf("%s-%s-cert", r.name, alias)
	}
	return found
}

func sorted(obj operators.Object, key string) {
	list, _ := obj[key].([]any)
	slices.SortFunc(list, func(a, b any) int {
		if fmt.Sprint(a) < fmt.Sprint(b) {
			return -1
		}
		return 1
	})
}

// tlsRules refuses switches that contradict spec.tls.
func tlsRules(kind string, spec operators.Object) error {
	encrypted := operators.Map(spec, "tls") != nil
	switch kind {
	case "Postgres":
		if off := operators.Str(spec, "sslMode") == "disable"; off == encrypted {
			return fmt.Errorf("spec.sslMode: %q does not go with spec.tls", operators.Str(spec, "sslMode"))
		}
	case "Elasticsearch":
		if operators.Bool(spec, "disableSecurity") && operators.Bool(spec, "enableSSL") {
			return fmt.Errorf("to enable 'spec.enableSSL', 'spec.disableSecurity' needs to be set to false")
		}
	}
	return nil
}
