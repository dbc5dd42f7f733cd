import type { Options } from '../state/api';
import type { Place } from '../state/scope';
import { toRfc3339 } from '../time/instant';
import type { Pick } from '../timeline/pick';

/** A database by name. */
export interface Named {
  readonly name: string;
  readonly namespace: string;
}

/** A check: of how many there are, or a statement and what its first value must be. */
export type Check =
  | { readonly kind: 'count'; readonly of: string; readonly least: string }
  | { readonly kind: 'statement'; readonly text: string; readonly expect: string };

/** A check in words; none while it says nothing. */
export function checkText(check: Check): string {
  if (check.kind === 'count') return check.of.trim() === '' ? '' : `${check.of.trim()} has at least ${check.least.trim() || '1'}`;
  const expect = check.expect.trim();
  return check.text.trim() === '' ? '' : `${check.text.trim()} ${expect === '' ? 'runs' : `gives ${expect}`}`;
}

/** What somebody has filled in. */
export interface Form {
  readonly source: Named;
  readonly pick?: Pick | undefined;
  /** A new database; the source itself is restored where it is left out. */
  readonly to?: Named;
  readonly storage: string;
  readonly storageClass: string;
  readonly replicas: string;
  readonly version: string;
  readonly authSecret: string;
  readonly resume: 'automatic' | 'manual';
  readonly checks: readonly Check[];
  /** Database that the checks ask; the engine's own where it is empty. */
  readonly checkDatabase: string;
  readonly overwrite: boolean;
  readonly noSafetyBackup: string;
  readonly restoreId: string;
}

/** An empty form. */
export function emptyForm(source: Named, to?: Named): Form {
  return {
    source,
    ...(to === undefined ? {} : { to }),
    storage: '',
    storageClass: '',
    replicas: '',
    version: '',
    authSecret: '',
    resume: to === undefined ? 'manual' : 'automatic',
    checks: [],
    checkDatabase: '',
    overwrite: false,
    noSafetyBackup: '',
    restoreId: '',
  };
}

/** The options of the command line that say the same; undefined while no data is picked. */
export function optionsOf(form: Form, place: Place): Options | undefined {
  const { source, pick, to } = form;
  if (pick === undefined) return undefined;
  const text = (name: string, value: string) => (value.trim() === '' ? {} : { [name]: value.trim() });
  const overwrite = form.overwrite && pick.kind === 'snapshot' && to === undefined;
  return {
    ...(place.context === undefined ? {} : { context: place.context }),
    namespace: source.namespace,
    ...(place.namespace === undefined ? { 'all-namespaces': true } : {}),
    ...(pick.kind === 'time' ? { at: toRfc3339(pick.at) } : { snapshot: pick.snapshot.name }),
    ...(to === undefined ? {} : { to: `${to.name}/${to.namespace}` }),
    ...(overwrite ? { overwrite: true, ...text('no-safety-backup', form.noSafetyBackup) } : {
      ...text('storage', form.storage), ...text('storage-class', form.storageClass), ...text('replicas', form.replicas), ...text('db-version', form.version),
    }),
    ...(to === undefined ? {} : text('auth-secret', form.authSecret)),
    resume: form.resume,
    ...checkOptions(form),
    ...text('restore-id', form.restoreId),
  };
}

/** The n-th expectation belongs to the n-th statement. */
function checkOptions({ checks, checkDatabase }: Form): Options {
  const counts = checks.flatMap(c => (c.kind === 'count' && c.of.trim() !== '' ? [`${c.of.trim()}>=${c.least.trim() || '1'}`] : []));
  const statements = checks.flatMap(c => (c.kind === 'statement' && c.text.trim() !== '' ? [{ text: c.text.trim(), expect: c.expect.trim() || 'runs' }] : []));
  const expected = statements.some(s => s.expect !== 'runs');
  const database = checkDatabase.trim();
  return {
    ...(counts.length === 0 ? {} : { 'check-count': counts }),
    ...(statements.length === 0 ? {} : { check: statements.map(s => s.text) }),
    ...(expected ? { expect: statements.map(s => s.expect) } : {}),
    ...(database === '' || counts.length + statements.length === 0 ? {} : { 'check-database': database }),
  };
}

/** The fields of the form. */
export type FieldName = 'data' | 'name' | 'storage' | 'storageClass' | 'replicas' | 'version' | 'authSecret' | 'checks' | 'overwrite' | 'restoreId';

const BY_CODE: readonly [RegExp, FieldName][] = [
  [/^(time-|snapshot-(?!version)|source-|point-|method-|components-|encryption-|catalog-|physical-)/, 'data'],
  [/^(storage-class)/, 'storageClass'],
  [/^(storage-|volume-)/, 'storage'],
  [/^(replicas|count)-/, 'replicas'],
  [/^(version-|snapshot-version|shape-unknown)/, 'version'],
  [/^(restored-password|auth-secret)/, 'authSecret'],
  [/^(check-)/, 'checks'],
  [/^(restored-twice|restore-name)/, 'restoreId'],
  [/^(safety-|overwrite-|process-|overrides-)/, 'overwrite'],
  [/(name-invalid|name-too-long|namespace-)/, 'name'],
];

const BY_OPTION: Readonly<Record<string, FieldName>> = {
  'at': 'data',
  'snapshot': 'data',
  'to': 'name',
  'storage': 'storage',
  'storage-class': 'storageClass',
  'replicas': 'replicas',
  'db-version': 'version',
  'auth-secret': 'authSecret',
  'check': 'checks',
  'check-count': 'checks',
  'check-database': 'checks',
  'expect': 'checks',
  'overwrite': 'overwrite',
  'no-safety-backup': 'overwrite',
  'safety-storage': 'overwrite',
  'restore-id': 'restoreId',
};

/** The field that a finding is about; undefined where it is about none. */
export function fieldOf({ code }: { readonly code: string }): FieldName | undefined {
  return BY_CODE.find(([pattern]) => pattern.test(code))?.[1];
}

/** The field that an error of the command line is about. */
export function fieldOfError(message: string): FieldName | undefined {
  const option = /--([a-z-]+)/.exec(message)?.[1];
  if (option !== undefined) return BY_OPTION[option];
  return /no size of a volume/.test(message) ? 'storage' : /nothing to expect/.test(message) ? 'checks' : undefined;
}
