import { execFileSync } from 'child_process';
import * as fc from 'fast-check';
import { parse } from '../../src/cli/parse';
import { COMMANDS } from '../../src/cli/registry';
import { commandLine, quoted } from '../../src/console/command-line';
import { argvOf, CHANGES, isChange, LOOKS, readSent } from '../../src/console/wire';

const loaded = (name: string) => COMMANDS.find(c => c.name === name)!.load();

test('what the page sends is read as if it had been typed', () => {
  const sent = readSent('plan', { arguments: ['orders'], options: { namespace: 'shop', at: '2026-11-21T08:30:00Z', check: ['select 1', '--apply'], overwrite: false } });
  const { arguments: given, options } = parse('plan', loaded('plan'), argvOf(sent, loaded('plan')));
  expect(given).toEqual(['orders']);
  expect([options.text('namespace'), options.text('at'), options.all('check'), options.flag('overwrite')]).toEqual(['shop', '2026-11-21T08:30:00Z', ['select 1', '--apply'], false]);
});

test('no value becomes an option of the command line, whatever it says', () => {
  fc.assert(fc.property(fc.string(), fc.array(fc.string(), { maxLength: 3 }), (at, check) => {
    const sent = readSent('plan', { arguments: ['orders'], options: { at, check } });
    const { arguments: given, options } = parse('plan', loaded('plan'), argvOf(sent, loaded('plan')));
    expect([given, options.text('at'), options.all('check'), options.flag('new')]).toEqual([['orders'], at, check, false]);
  }));
});

test.each([
  ['kubeconfig', '/etc/passwd'], ['from', '/etc/passwd'], ['manifest', '/etc/passwd'], ['output', '/tmp'], ['export', '/tmp/x'], ['fix', true], ['person', 'root'], ['watch', true],
])('files and settings of this computer are not for the page to say: --%s', (option, value) => {
  expect(() => readSent('restore', { arguments: ['orders'], options: { [option]: value } })).toThrow('not for the page to say');
});

test.each(['--kubeconfig=x', '-A', 'a b', 'a/b', '', '../x', 'Orders', 'a\nb', '<b>', 'x'.repeat(300)])('%j is no name of an object', name => {
  expect(() => readSent('plan', { arguments: [name], options: {} })).toThrow('no name of an object');
  expect(() => readSent('plan', { arguments: ['orders'], options: { namespace: name } })).toThrow('no name of an object');
});

test.each([[{ arguments: 'orders' }], [{ options: [] }], [{ arguments: [7] }], [{ options: { at: { a: 1 } } }], [{ export: 'x' }], [7], [[]]])('%j is refused or harmless', body => {
  try {
    expect(readSent('plan', body)).toMatchObject({ arguments: [], options: {} });
  } catch (e) {
    expect((e as Error).constructor.name).toBe('CliError');
  }
});

test('an option that a command does not have is refused', () => {
  expect(() => argvOf({ arguments: [], options: { frobnicate: 'x' } }, loaded('plan'))).toThrow('there is no option --frobnicate');
  expect(() => argvOf({ arguments: [], options: { constructor: 'x' } }, loaded('plan'))).toThrow();
});

test('every command is either one that looks or one that changes something', () => {
  for (const name of [...LOOKS, ...CHANGES]) expect(COMMANDS.map(c => c.name)).toContain(name);
  const change = (command: string, options: Record<string, boolean> = {}) => isChange({ command, arguments: [], options });
  expect([change('halt'), change('restore', { apply: true }), change('restore'), change('plan'), change('status')]).toEqual([true, true, false, false, false]);
});

test('the command line that is taken away is the same to a shell', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', ' ', "'", '"', '\\', '$', '`', '\n', '*', '!', ';', 'é', '-') }), { minLength: 1, maxLength: 4 }), words => {
    const out = execFileSync('sh', ['-c', `for w in ${words.map(quoted).join(' ')}; do printf '%s\\037' "$w"; done`], { encoding: 'utf8' });
    expect(out.split('\x1f').slice(0, -1)).toEqual(words);
  }), { numRuns: 60 });
  expect(commandLine(readSent('restore', { arguments: ['orders'], options: { namespace: 'shop', at: '2026-11-21T08:30:00Z', check: ["select 'a'"], overwrite: true } })))
    .toBe("npx cdk8s-kubestash restore orders --namespace shop --at 2026-11-21T08:30:00Z --check 'select '\\''a'\\''' --overwrite");
});
