import { Check } from './check';
import { countStatement } from '../engines/count';
import { EngineFacts } from '../engines/facts';
import { asWritten, variables } from '../platform/pod-words';
import { Json } from '../values/json';

/** The environment by which a client script makes a check: docs/undo.md says what each variable means. */
export function checkEnv(check: Check, { key, shell }: EngineFacts): Json[] {
  const { field, expect } = check._options;
  const count = check._language === 'count' ? countStatement(key, check._statement!) : undefined;
  return variables({
    STATEMENT: count?.statement ?? check._statement,
    DB_NAME: databaseOf(check, shell),
    FIELD: field ?? count?.field,
    ...expect?._env(),
  });
}

/** The database that is asked. A count is one for all engines: those whose databases have no names pass over one. */
export function databaseOf({ _language, _options: { database } }: Check, { databases }: EngineFacts['shell']): string | undefined {
  const isMeant = databases === undefined || (databases === 'numbered' && /^\d+$/.test(database ?? ''));
  return _language === 'count' && !isMeant ? undefined : database;
}

/** What a container of the user's own image runs; a script of ours looks at what it prints if that matters. */
export function checkCommand(check: Check, files: string): { readonly command: string[]; readonly env: Json[] } {
  const { command, expect } = check._command!;
  const expected = expect?._env() ?? {};
  const own = command.map(asWritten);
  return {
    command: Object.keys(expected).length === 0 ? own : ['sh', `${files}/command.sh`, ...own],
    env: variables(expected),
  };
}
