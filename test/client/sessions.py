"""Stands in for the clients of SQL Server and of what speaks MySQL's protocol: sessions are rows, and SQLite says which of them a statement means.

sessions.py FOLDER WORD...: `sessions` in FOLDER has a line of JSON for each session; our own is that with the highest number.
"""
import json
import os
import re
import sqlite3
import sys

folder, words = sys.argv[1], sys.argv[2:]
with open(os.path.join(folder, 'server')) as file:
    server = json.load(file)
sessions = server['sessions']
own = max(s['id'] for s in sessions) + 1
db = sqlite3.connect(':memory:', isolation_level=None)


def table(schema, name, columns, rows):
    db.execute(f"CREATE TABLE {schema}.{name} ({', '.join(columns)})")
    db.executemany(f"INSERT INTO {schema}.{name} VALUES ({', '.join('?' * len(columns))})", rows)


for schema in ['sys', 'information_schema']:
    db.execute(f"ATTACH ':memory:' AS {schema}")
all = sessions + [{'id': own, 'user': server['user'].split('@')[0], 'host': '10.0.0.9', 'since': '2000'}]
table('sys', 'dm_exec_sessions', ['session_id', 'login_name', 'is_user_process', 'login_time', 'host_name', 'program_name'],
      [(s['id'], s['user'], s.get('process', 1), s.get('since'), s['host'], 'app') for s in all])
table('sys', 'dm_exec_connections', ['session_id', 'client_net_address'], [(s['id'], s['host']) for s in all])
table('information_schema', 'PROCESSLIST', ['ID', 'USER', 'HOST', 'COMMAND'],
      [(s['id'], s['user'], s['host'], s.get('command', 'Sleep')) for s in all])
for name, count, body in [
    ('CONCAT', -1, lambda *parts: ''.join(str(p) for p in parts)),
    ('SUBSTRING_INDEX', 3, lambda text, by, n: by.join(text.split(by)[:n] if n > 0 else text.split(by)[n:])),
    ('CONNECTION_ID', 0, lambda: own),
    ('CURRENT_USER', 0, lambda: server['user']),
    ('ORIGINAL_LOGIN', 0, lambda: server['user']),
    ('SYSDATETIME', 0, lambda: server['now']),
    ('version_comment', 0, lambda: server['version']),
]:
    db.create_function(name, count, body)


def selected(statement):
    """What SQLite says; what it has no word for is put into its own."""
    statement = re.sub(r"CAST\(('[^']*') AS datetime2\)", r'\1', statement)
    statement = re.sub(r'CONVERT\(varchar\(\d+\), (.*?), \d+\)', r'\1', statement)
    statement = re.sub(r'CAST\((\S+) AS nvarchar\(\d+\)\)', r'\1', statement)
    statement = statement.replace('@@SPID', str(own)).replace('@@version_comment', 'version_comment()')
    return ['\t'.join(str(v) for v in row) for row in db.execute(statement).fetchall()]


def end(ids):
    if own in ids:
        sys.exit('a session cannot end itself')
    sessions[:] = [s for s in sessions if s['id'] not in ids]
    with open(os.path.join(folder, 'server'), 'w') as file:
        json.dump(server, file)
    for id in ids:
        db.execute('DELETE FROM sys.dm_exec_sessions WHERE session_id = ?', [id])
        db.execute('DELETE FROM information_schema.PROCESSLIST WHERE ID = ?', [id])


text = open(words[words.index('-i') + 1]).read() if '-i' in words else sys.stdin.read()
for right, said in re.findall(r"HAS_PERMS_BY_NAME\(NULL, NULL, '([^']*)'\) = 0\s+RAISERROR\('([^']*)'", text):
    if right in server.get('denied', []):
        sys.exit(f'Msg 50000, {said}')
for statement in re.sub(r"N?'([^']*);'", r"'\1'", text).split(';'):
    statement = statement.strip()
    if killed := re.match(r'SELECT @kill \+= .*?(FROM sys.*)', statement, re.S):
        doomed = [int(row) for row in selected(f'SELECT s.session_id {killed[1]}')]
    elif statement == 'EXEC (@kill)':
        end(doomed)
    elif statement.startswith('KILL '):
        end([int(statement[5:])])
    elif 'INNODB_TRX' in statement and server.get('denied'):
        sys.exit('ERROR 1227 (42000): Access denied; you need (at least one of) the PROCESS privilege(s) for this operation')
    elif statement.startswith('SELECT') and 'INNODB_TRX' not in statement:
        sys.stdout.write(''.join(f'{row}\n' for row in selected(statement)))
