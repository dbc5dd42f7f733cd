import { StandIn } from '../harness/engine';

const SQL_SERVER: StandIn = {
  name: 'SQL Server',
  tests: 'SQL Server|mssqlserver',
  mutants: [
    { name: 'another database is asked', file: 'mssqlserver.sh', from: '-d "${DB_NAME:-master}"', to: '-d master' },
    { name: 'errors do not end it', file: 'mssqlserver.sh', from: ' -b -x', to: ' -x' },
    { name: 'variables of sqlcmd are read', file: 'mssqlserver.sh', from: ' -b -x', to: ' -b' },
    { name: 'the end is not asked for', file: 'common.sh', from: '*"$END")', to: '*)' },
    { name: 'NULL is a value', file: 'mssqlserver.sh', from: '[ "$line" != NULL ] &&', to: 'line=${line#NULL};' },
    { name: 'the head is a value', file: 'mssqlserver.sh', from: 'set -- "$@" -h -1 -W', to: 'set -- "$@" -W' },
    { name: 'the password stands in an argument', file: 'mssqlserver.sh', from: '-b -x -I', to: '-b -x -P "$DB_PASSWORD" -I' },
    { name: 'rights are not asked for', file: 'mssqlserver.sh', from: "permission to end sessions: ALTER ANY CONNECTION', 16, 1);\" || return", to: "permission to end sessions: ALTER ANY CONNECTION', 16, 1);\" || :" },
    { name: 'sessions of the server itself are ended', file: 'mssqlserver.sh', from: 's.is_user_process = 1 AND ', to: '' },
    { name: 'our own session is ended', file: 'mssqlserver.sh', from: 's.session_id <> @@SPID AND ', to: '' },
    { name: 'younger sessions are ended, too', file: 'mssqlserver.sh', from: "$CLIENTS AND s.login_time < CAST('$2' AS datetime2);\nEXEC", to: '$CLIENTS;\nEXEC' },
    { name: 'nobody is ended', file: 'mssqlserver.sh', from: 'EXEC (@kill);', to: '' },
    { name: 'TLS is not asked for', file: 'mssqlserver.sh', from: '! has_tls || set -- -N "$@"', to: ':' },
  ],
};

const QDRANT: StandIn = {
  name: 'Qdrant',
  tests: 'qdrant|takes user and password, or a key|wrong credentials are told at once|the authority decides',
  mutants: [
    { name: 'the key is no key', file: 'qdrant.sh', from: 'http_prepare api-key', to: "http_prepare ''" },
    { name: 'the key is left out without curl', file: 'http.sh', from: "printf '%s: %s\\r\\n' \"$HTTP_KEY_HEADER\" \"$DB_PASSWORD\"", to: ':' },
    { name: 'another path is asked', file: 'qdrant.sh', from: 'GET /collections', to: 'GET /' },
    { name: 'a refusal of the key is tried again', file: 'http.sh', from: "if [ -n \"$HTTP_KEY_HEADER\" ]; then printf 'credentials'", to: "if [ -n \"$HTTP_KEY_HEADER\" ]; then printf 'error'" },
    { name: 'the authority does not matter to curl', file: 'http.sh', from: "printf 'cacert = %s\\n' \"$(quoted \"$CA\")\"", to: "printf 'insecure\\n'" },
    { name: 'the authority does not matter to openssl', file: 'http.sh', from: ' -verify_return_error', to: '' },
    { name: 'the status does not matter', file: 'http.sh', from: '2??) cat', to: '???) cat' },
  ],
};

const SINGLESTORE: StandIn = {
  name: 'SingleStore',
  tests: 'SingleStore',
  mutants: [
    { name: 'its client is not found', file: 'mysql.sh', from: 'singlestore memsql)', to: 'memsql)' },
    { name: 'it is asked for rights that it does not list', file: 'mysql.sh', from: '*singlestore* | *memsql*)', to: '*never*)' },
    { name: 'its nodes are ended', file: 'mysql.sh', from: ", 'distributed'", to: '' },
    { name: 'another database is asked', file: 'mysql.sh', from: '--database="$DB_NAME"', to: '--database=mysql' },
    { name: 'TLS is not asked for', file: 'mysql.sh', from: "*' tls') printf", to: "*' never') printf" },
  ],
};

/** In the order of the table. */
export const STAND_INS: readonly StandIn[] = [SQL_SERVER, SINGLESTORE, QDRANT];
