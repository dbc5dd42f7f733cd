import { emptyForm, fieldOf, fieldOfError, Form, optionsOf } from '../../../console/restore/form';
import type { Snapshot } from '../../../console/state/answers';
import { parse } from '../../../src/cli/parse';
import { COMMANDS } from '../../../src/cli/registry';
import { checksOf } from '../../../src/cli/restore/checks';
import { argvOf, readSent } from '../../../src/console/wire';

const source = { name: 'orders', namespace: 'shop' };
const form = (part: Partial<Form> = {}): Form => ({ ...emptyForm(source), pick: { kind: 'time', at: 1_795_249_800 }, ...part });
const monday = { kind: 'snapshot', snapshot: { name: 'monday' } as Snapshot } as const;
const plan = COMMANDS.find(c => c.name === 'plan')!.load();

/** What the command line reads of it. */
function read(asked: Form) {
  const options = JSON.parse(JSON.stringify(optionsOf(asked, { namespace: 'shop' })));
  return parse('plan', plan, argvOf(readSent('plan', { arguments: ['orders'], options }), plan)).options;
}

test('nothing is asked for before data is picked', () => {
  expect(optionsOf(emptyForm(source), {})).toBeUndefined();
});

test('what is left empty is not said', () => {
  expect(optionsOf(form(), { namespace: 'shop' })).toEqual({ namespace: 'shop', at: '2026-11-21T08:30:00Z', resume: 'manual' });
  expect(optionsOf(form({ pick: monday, storage: '  ' }), {})).toEqual({ 'namespace': 'shop', 'all-namespaces': true, 'snapshot': 'monday', 'resume': 'manual' });
});

test('a new database has a name, a shape and credentials of its own; one that is written over has none', () => {
  const shaped = { pick: monday, storage: '60Gi', storageClass: 'fast', replicas: '3', version: '17.5', authSecret: 'orders-auth' };
  expect(optionsOf(form({ ...shaped, to: { name: 'copy', namespace: 'staging' } }), {}))
    .toMatchObject({ 'to': 'copy/staging', 'storage': '60Gi', 'storage-class': 'fast', 'replicas': '3', 'db-version': '17.5', 'auth-secret': 'orders-auth' });
  const over = optionsOf(form({ ...shaped, overwrite: true, noSafetyBackup: 'it is empty' }), {})!;
  expect(over).toMatchObject({ 'overwrite': true, 'no-safety-backup': 'it is empty' });
  expect(Object.keys(over)).not.toEqual(expect.arrayContaining(['storage']));
});

test('only a Snapshot is written over a database, and never over a new one', () => {
  expect(optionsOf(form({ overwrite: true }), {})).not.toHaveProperty('overwrite');
  expect(optionsOf(form({ overwrite: true, pick: monday, to: { name: 'copy', namespace: 'shop' } }), {})).not.toHaveProperty('overwrite');
});

test('checks reach the command line as they were filled in', () => {
  const options = read(form({
    checkDatabase: 'shop',
    checks: [
      { kind: 'count', of: 'orders', least: '10' }, { kind: 'count', of: 'invoices', least: '' }, { kind: 'count', of: '', least: '5' },
      { kind: 'statement', text: 'select 1', expect: '' }, { kind: 'statement', text: 'select state from x', expect: '=paid' }, { kind: 'statement', text: ' ', expect: '=lost' },
    ],
  }));
  expect(options.all('check-count')).toEqual(['orders>=10', 'invoices>=1']);
  expect([options.all('check'), options.all('expect')]).toEqual([['select 1', 'select state from x'], ['runs', '=paid']]);
  expect(options.text('check-database')).toBe('shop');
  expect(checksOf(options)).toHaveLength(4);
});

test('whatever the form says is an option that the command has', () => {
  const full = form({ pick: monday, to: { name: 'copy', namespace: 'shop' }, storage: '1Gi', storageClass: 'a', replicas: '1', version: '1', authSecret: 'b', restoreId: 'again' });
  expect(() => read(full)).not.toThrow();
  expect(() => read(form({ pick: monday, overwrite: true, noSafetyBackup: 'x', restoreId: 'again' }))).not.toThrow();
});

test.each([
  ['time-outside-windows', 'data'], ['snapshot-version-too-new', 'version'], ['storage-class-unknown', 'storageClass'], ['storage-too-small', 'storage'],
  ['check-statement-size', 'checks'], ['restored-twice', 'restoreId'], ['namespace-missing', 'name'], ['something-else', undefined],
])('%s is said at %s', (code, field) => expect(fieldOf({ code })).toBe(field));

test.each([
  ['--replicas cannot be "x"', 'replicas'], ['"60GB" is no size of a volume', 'storage'], ['"x" is nothing to expect', 'checks'], ['the cluster is away', undefined],
])('%j is said at %s', (message, field) => expect(fieldOfError(message)).toBe(field));
