/** How the engine's own client is started by hand, in a shell with DB_HOST, DB_PORT, DB_USERNAME and DB_PASSWORD. */
const SHELLS: Record<string, string> = {
  postgres: 'PGPASSWORD="$DB_PASSWORD" exec psql -h "$DB_HOST" -p "$DB_PORT" -U "${DB_USERNAME:-postgres}" "${DB_NAME:-postgres}"',
  mysql: 'MYSQL_PWD="$DB_PASSWORD" exec mysql -h "$DB_HOST" -P "$DB_PORT" -u "${DB_USERNAME:-root}"',
  mariadb: 'MYSQL_PWD="$DB_PASSWORD" exec mariadb -h "$DB_HOST" -P "$DB_PORT" -u "${DB_USERNAME:-root}"',
  singlestore: 'MYSQL_PWD="$DB_PASSWORD" exec memsql -h "$DB_HOST" -P "$DB_PORT" -u "${DB_USERNAME:-root}"',
  mongodb: 'sh=$(command -v mongosh || command -v mongo); exec "$sh" --host "$DB_HOST" --port "$DB_PORT" -u "${DB_USERNAME:-root}" -p "$DB_PASSWORD" --authenticationDatabase admin',
  mssqlserver: 'SQLCMDPASSWORD="$DB_PASSWORD" exec /opt/mssql-tools18/bin/sqlcmd -C -S "$DB_HOST,$DB_PORT" -U "${DB_USERNAME:-sa}"',
  clickhouse: 'CLICKHOUSE_PASSWORD="$DB_PASSWORD" exec clickhouse-client --host "$DB_HOST" --port "$DB_PORT" --user "${DB_USERNAME:-admin}"',
  redis: 'cli=$(command -v valkey-cli || command -v redis-cli); REDISCLI_AUTH="$DB_PASSWORD" VALKEYCLI_AUTH="$DB_PASSWORD" exec "$cli" -h "$DB_HOST" -p "$DB_PORT"',
  cassandra: 'exec cqlsh "$DB_HOST" "$DB_PORT" -u "${DB_USERNAME:-admin}" -p "$DB_PASSWORD"',
  neo4j: 'NEO4J_PASSWORD="$DB_PASSWORD" exec cypher-shell -a "neo4j://$DB_HOST:$DB_PORT" -u "${DB_USERNAME:-neo4j}"',
};

/** A shell with the same variables, where the engine speaks HTTP. */
const ANY = 'echo "no interactive client: DB_HOST=$DB_HOST DB_PORT=$DB_PORT, DB_USERNAME and DB_PASSWORD are set"; exec sh';

/** The command that starts the client of an engine. */
export function shellOf(engine: string): string {
  return SHELLS[engine] ?? ANY;
}
