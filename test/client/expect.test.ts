import { spawnSync, SpawnSyncReturns } from 'child_process';
import { join } from 'path';
import * as fc from 'fast-check';
import { SCRIPTS } from './harness';
import { Expect } from '../../src';
import { describeInShells } from '../support/shells';

jest.setTimeout(120_000);

/** Runs some shell text that has sourced expect.sh. */
function inShell([program, ...words]: string[], text: string, args: string[], env: Record<string, string> = {}): SpawnSyncReturns<string> {
  return spawnSync(program, [...words, '-eu', '-c', `. "${join(SCRIPTS, 'expect.sh')}"\n${text}`, 'expect', ...args], {
    env: { PATH: process.env.PATH, ...env }, encoding: 'utf8',
  });
}

/** A decimal as people and clients write it, and its value as a fraction of two integers. */
const written = fc.record({
  sign: fc.constantFrom('', '-', '+'),
  zeros: fc.constantFrom('', '0', '000'),
  whole: fc.bigInt(0n, 10n ** 25n),
  part: fc.stringMatching(/^\d{0,12}$/),
  exponent: fc.option(fc.integer({ min: -30, max: 30 }), { nil: undefined }),
  e: fc.constantFrom('e', 'E'),
}).map(({ sign, zeros, whole, part, exponent, e }) => {
  const digits = BigInt(`${whole}${part}`) * (sign === '-' ? -1n : 1n);
  const scale = part.length - (exponent ?? 0);
  return {
    text: `${sign}${zeros}${whole}${part === '' ? '' : `.${part}`}${exponent === undefined ? '' : `${e}${exponent}`}`,
    top: scale < 0 ? digits * 10n ** BigInt(-scale) : digits,
    below: scale > 0 ? 10n ** BigInt(scale) : 1n,
  };
});

describeInShells('what a check expects, in', shell => {
  test('numbers are compared however long they are and however they are written', () => {
    const pairs = fc.sample(fc.tuple(written, written).chain(([a, b]) => fc.constantFrom([a, b], [a, a])), 300);
    const { stdout } = inShell(shell, 'while [ $# -gt 1 ]; do compare "$1" "$2" && echo "$order"; shift 2; done', pairs.flat().map(n => n.text));
    const wanted = pairs.map(([a, b]) => [a.top * b.below, b.top * a.below]).map(([a, b]) => (a < b ? '-1' : a > b ? '1' : '0'));
    expect(stdout.trim().split('\n').map((order, i) => [...pairs[i].map(n => n.text), order]))
      .toEqual(wanted.map((order, i) => [...pairs[i].map(n => n.text), order]));
  });

  test.each(['', ' ', '-', '+', '.', 'e5', '1e', '1e1000', '1,000', '0x10', '1 2', 'NaN', 'NULL', '--1', '1.2.3', '１'])('%j is no number', text => {
    expect(inShell(shell, 'if decimal "$1"; then echo yes; else echo no; fi', [text]).stdout).toBe('no\n');
  });

  const judged: [Expect, string | undefined, boolean][] = [
    [Expect.atLeast(3), '3', true],
    [Expect.atLeast(3), '2.999', false],
    [Expect.atLeast(3), '1e3', true],
    [Expect.atLeast(-1), '-1.5', false],
    [Expect.atLeast(1), 'many', false],
    [Expect.atLeast(0), undefined, false],
    [Expect.atLeast(1e21), '1000000000000000000001', true],
    [Expect.equalTo('3'), '3.0', true],
    [Expect.equalTo('007'), '7', false],
    [Expect.equalTo('a b'), 'a b', true],
    [Expect.equalTo(''), '', true],
    [Expect.equalTo(''), undefined, false],
    [Expect.equalTo('*'), 'anything', false],
    [Expect.matches('^17[.]'), '17.5', true],
    [Expect.matches('^17[.]'), '117.5', false],
    [Expect.matches('-x'), 'a -x', true],
  ];

  test.each(judged)('%j of %j: %s', (expected, value, holds) => {
    const { status, stdout } = inShell(shell, 'expectation_known && judge "it" "$@"', value === undefined ? [] : [value], expected._env());
    expect(status).toBe(holds ? 0 : 1);
    expect(stdout).toMatch(value === undefined ? /^it gave no value, expected was / : /^it gave "[^]*", expected was /);
  });

  test.each([
    [{ EXPECT: 'atLeast' }, 'EXPECTED is not a number: \n'],
    [{ EXPECT: 'atLeast', EXPECTED: 'many' }, 'EXPECTED is not a number: many\n'],
    [{ EXPECT: 'matches', EXPECTED: '(' }, 'EXPECTED is not a regular expression: (\n'],
    [{ EXPECT: 'atMost', EXPECTED: '3' }, 'EXPECT is none of runs, atLeast, equals and matches: atMost\n'],
  ] as [Record<string, string>, string][])('%j is nothing to expect', (env, said) => {
    expect(inShell(shell, 'expectation_known || exit 3', [], env)).toMatchObject({ status: 3, stdout: said });
  });

  describe('a command of a user\'s own image', () => {
    const command = (expected: Record<string, string>, ...words: string[]) => {
      const [program, ...options] = shell;
      const { status, stdout, stderr } = spawnSync(program, [...options, join(SCRIPTS, 'command.sh'), ...words], { env: { PATH: process.env.PATH, ...expected }, encoding: 'utf8' });
      return { status, stdout, stderr };
    };

    test('passes if its first line is as expected, and is shown whole', () => {
      expect(command(Expect.atLeast(2)._env(), 'printf', '%s\n', '3', 'second line')).toEqual({
        status: 0, stdout: '3\nsecond line\nthe command gave "3", expected was at least 2\n', stderr: '',
      });
      expect(command(Expect.runs()._env(), 'true')).toEqual({ status: 0, stdout: '', stderr: '' });
    });

    test('fails if it is not, or if there is none', () => {
      expect(command(Expect.equalTo('2')._env(), 'printf', '3\n')).toEqual({ status: 1, stdout: '3\n', stderr: 'error: the command gave "3", expected was "2"\n' });
      expect(command(Expect.atLeast(0)._env(), 'true')).toEqual({ status: 1, stdout: '', stderr: 'error: the command gave no value, expected was at least 0\n' });
    });

    test('its own failure counts first, with its status', () => {
      expect(command(Expect.atLeast(1)._env(), 'sh', '-c', 'echo 5; exit 7')).toEqual({ status: 7, stdout: '5\n', stderr: 'error: the command failed with status 7\n' });
    });

    test('its words arrive as they were written', () => {
      const words = ['%s\n', 'it\'s "quoted" $(x) `y` * \\n ü'];
      expect(command(Expect.equalTo(words[1])._env(), 'printf', ...words).status).toBe(0);
    });

    test('an expectation that nobody understands runs nothing', () => {
      expect(command({ EXPECT: 'atLeast', EXPECTED: 'many' }, 'touch', '/nowhere')).toEqual({ status: 2, stdout: '', stderr: 'error: EXPECTED is not a number: many\n' });
    });
  });
});
