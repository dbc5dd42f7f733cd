/**
 * How the engine's own client is started by hand, in a shell with DB_HOST, DB_PORT, DB_USERNAME, DB_PASSWORD, and where the
 * database has TLS DB_TLS and the certificates: `$ca`, `$cert` and `$key` are then files. Nothing secret is an argument.
 */
const SHELLS: Record<string, string> = {
  postgres: `
export PGHOST="$DB_HOST" PGPORT="$DB_PORT" PGUSER="\${DB_USERNAME:-postgres}" PGPASSWORD="$DB_PASSWORD" PGSSLMODE=prefer
[ -z "$tls" ] || export PGSSLMODE=require
[ -z "$ca" ] || export PGSSLMODE=verify-ca PGSSLROOTCERT="$ca"
[ -z "$cert" ] || export PGSSLCERT="$cert" PGSSLKEY="$key"
exec psql "\${DB_NAME:-postgres}"`,
  mysql: mysql('mysql', 'if [ -n "$ca" ]; then set -- --ssl-mode=VERIFY_CA; else set -- --ssl-mode=REQUIRED; fi'),
  mariadb: mysql('mariadb', 'if [ -n "$ca" ]; then set -- --ssl --ssl-verify-server-cert; else set -- --ssl; fi'),
  singlestore: mysql('memsql', 'set -- --ssl'),
  mongodb: `
sh=$(command -v mongosh || command -v mongo)
json() { printf '"%s"' "$(printf '%s' "$1" | sed 's/[\\\\"]/\\\\&/g')"; }
printf 'db.getSiblingDB("admin").auth(%s, %s);\\n' "$(json "\${DB_USERNAME:-root}")" "$(json "$DB_PASSWORD")" >"$d/auth.js"
set -- --host "$DB_HOST" --port "$DB_PORT"
[ -z "$tls" ] || set -- "$@" --tls
if [ -n "$ca" ]; then set -- "$@" --tlsCAFile "$ca"; elif [ -n "$tls" ]; then set -- "$@" --tlsAllowInvalidCertificates; fi
[ -z "$cert" ] || { cat "$cert" "$key" >"$d/client.pem"; set -- "$@" --tlsCertificateKeyFile "$d/client.pem"; }
exec "$sh" "$@" "\${DB_NAME:-admin}" --shell "$d/auth.js"`,
  mssqlserver: `
sh=$(command -v /opt/mssql-tools18/bin/sqlcmd || command -v /opt/mssql-tools/bin/sqlcmd || command -v sqlcmd)
export SQLCMDPASSWORD="$DB_PASSWORD"
exec "$sh" -C -S "tcp:$DB_HOST,$DB_PORT" -U "\${DB_USERNAME:-sa}"`,
  clickhouse: `
xml() { printf '%s' "$1" | sed 's/&/\\&amp;/g; s/</\\&lt;/g; s/>/\\&gt;/g'; }
{
  printf '<config>\\n<password>%s</password>\\n' "$(xml "$DB_PASSWORD")"
  if [ -n "$tls" ]; then
    printf '<secure>1</secure>\\n<openSSL><client>\\n<loadDefaultCAFile>false</loadDefaultCAFile>\\n<invalidCertificateHandler><name>'
    if [ -n "$ca" ]; then
      printf 'RejectCertificateHandler</name></invalidCertificateHandler>\\n<verificationMode>strict</verificationMode>\\n<caConfig>%s</caConfig>\\n' "$ca"
    else
      printf 'AcceptCertificateHandler</name></invalidCertificateHandler>\\n<verificationMode>none</verificationMode>\\n'
    fi
    [ -z "$cert" ] || printf '<certificateFile>%s</certificateFile>\\n<privateKeyFile>%s</privateKeyFile>\\n' "$cert" "$key"
    printf '</client></openSSL>\\n'
  fi
  printf '</config>\\n'
} >"$d/client.xml"
exec clickhouse-client --config-file "$d/client.xml" --host "$DB_HOST" --port "$DB_PORT" --user "\${DB_USERNAME:-admin}"`,
  redis: `
sh=$(command -v valkey-cli || command -v redis-cli)
export REDISCLI_AUTH="$DB_PASSWORD" VALKEYCLI_AUTH="$DB_PASSWORD"
set -- -h "$DB_HOST" -p "$DB_PORT"
case "\${DB_USERNAME:-default}" in default | root) ;; *) set -- "$@" --user "$DB_USERNAME" ;; esac
[ -z "$tls" ] || set -- "$@" --tls
if [ -n "$ca" ]; then set -- "$@" --cacert "$ca"; elif [ -n "$tls" ]; then set -- "$@" --insecure; fi
[ -z "$cert" ] || set -- "$@" --cert "$cert" --key "$key"
exec "$sh" "$@"`,
  cassandra: `
printf '[PlainTextAuthProvider]\\nusername = %s\\npassword = %s\\n' "\${DB_USERNAME:-admin}" "$DB_PASSWORD" >"$d/credentials"
printf '[auth_provider]\\nmodule = cassandra.auth\\nclassname = PlainTextAuthProvider\\n' >"$d/cqlshrc"
set -- --cqlshrc="$d/cqlshrc" --credentials="$d/credentials"
if [ -n "$tls" ]; then
  if [ -n "$ca" ]; then
    printf '[ssl]\\nvalidate = true\\ncertfile = %s\\n' "$ca" >>"$d/cqlshrc"
    # Drivers since 3.28 verify nothing, whatever they are told.
    printf '%s\\n' 'import ssl' 'load = ssl.SSLContext.load_verify_locations' 'def verify(self, *words, **named):' \
      '  load(self, *words, **named)' '  self.verify_mode = ssl.CERT_REQUIRED' 'ssl.SSLContext.load_verify_locations = verify' >"$d/sitecustomize.py"
    export PYTHONPATH="$d"
  else
    printf '[ssl]\\nvalidate = false\\n' >>"$d/cqlshrc"
  fi
  [ -z "$cert" ] || printf 'usercert = %s\\nuserkey = %s\\n' "$cert" "$key" >>"$d/cqlshrc"
  set -- "$@" --ssl
fi
exec cqlsh "$@" "$DB_HOST" "$DB_PORT"`,
  neo4j: `
export NEO4J_USERNAME="\${DB_USERNAME:-neo4j}" NEO4J_PASSWORD="$DB_PASSWORD"
scheme=bolt
[ -z "$tls" ] || scheme=bolt+ssc
[ -z "$ca" ] || { scheme=bolt+s
  keytool -importcert -noprompt -alias ca -file "$ca" -keystore "$d/trust.p12" -storetype PKCS12 -storepass changeit >/dev/null 2>&1
  export JAVA_OPTS="-Djavax.net.ssl.trustStore=$d/trust.p12 -Djavax.net.ssl.trustStorePassword=changeit"; }
exec cypher-shell --address "$scheme://$DB_HOST:$DB_PORT"`,
};

/** A shell with the same variables, where the engine speaks HTTP. */
const ANY = `
export DB_CA="$ca" DB_CERT="$cert" DB_KEY="$key"
echo "no interactive client: DB_HOST=$DB_HOST DB_PORT=$DB_PORT, DB_USERNAME and DB_PASSWORD are set\${ca:+, DB_CA, DB_CERT and DB_KEY are files}"
exec sh`;

/** Certificates come as variables, and clients want files. */
const FILES = `umask 077
d=$(mktemp -d) || exit 1
file() { [ -z "$2" ] || { printf '%s\\n' "$2" >"$d/$1.pem"; printf '%s' "$d/$1.pem"; }; }
tls=\${DB_TLS-} ca=$(file ca "\${DB_CA_PEM-}") cert=$(file cert "\${DB_CERT_PEM-}") key=$(file key "\${DB_KEY_PEM-}")
DB_USERNAME=\${DB_USERNAME-} DB_PASSWORD=\${DB_PASSWORD-}
unset DB_CA_PEM DB_CERT_PEM DB_KEY_PEM`;

function mysql(program: string, encrypted: string): string {
  return `
export MYSQL_PWD="$DB_PASSWORD"
set --
[ -z "$tls" ] || { ${encrypted}; }
[ -z "$ca" ] || set -- "$@" --ssl-ca="$ca"
[ -z "$cert" ] || set -- "$@" --ssl-cert="$cert" --ssl-key="$key"
exec ${program} "$@" -h "$DB_HOST" -P "$DB_PORT" -u "\${DB_USERNAME:-root}"`;
}

/** The commands that start the client of an engine. */
export function shellOf(engine: string): string {
  return FILES + (SHELLS[engine] ?? ANY);
}
