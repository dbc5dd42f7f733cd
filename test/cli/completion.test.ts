import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { run } from './support/harness';
import { COMMANDS } from '../../src/cli/registry';
import { describeWith, testWith } from '../support/needs';

jest.setTimeout(60_000);

test.each(['bash', 'zsh', 'fish'])('%s: all commands and their options', async shell => {
  const { code, out } = await run(['completion', shell]);
  expect(code).toBe(0);
  for (const registered of COMMANDS) {
    expect(out).toContain(registered.name);
    for (const option of Object.keys(registered.load().options)) {
      expect(out).toContain(shell === 'fish' ? `-l ${option} ` : `--${option}`);
    }
  }
});

testWith('bash', 'bash completes commands, options and values', async () => {
  const { out } = await run(['completion', 'bash']);
  const complete = (words: string[]) => {
    const script = `${out}\nCOMP_WORDS=(${words.map(w => `'${w}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _cdk8s_kubestash; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
    expect(stderr).toBe('');
    return stdout.trim().split('\n');
  };
  expect(complete(['cdk8s-kubestash', 're'])).toEqual(['restore', 'resume', 'retire']);
  expect(complete(['cdk8s-kubestash', 'snapshots', '--me'])).toEqual(['--method']);
  expect(complete(['cdk8s-kubestash', 'snapshots', '--method', 'vol'])).toEqual(['volume-snapshot']);
  expect(complete(['cdk8s-kubestash', 'health', ''])).toEqual(['argocd', 'flux']);
});

const folder = mkdtempSync(join(tmpdir(), 'completion-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) writeFileSync(join(folder, shell), (await run(['completion', shell])).out);
  mkdirSync(join(folder, 'fpath'));
  writeFileSync(join(folder, 'fpath', '_cdk8s-kubestash'), (await run(['completion', 'zsh'])).out);
  writeFileSync(join(folder, 'cdk8s-kubestash'), '#!/bin/sh\n[ "$*" != "completion databases" ] || printf "orders\\ninvoices\\n"\n', { mode: 0o755 });
});

const COMPLETED: readonly (readonly [string, readonly string[]])[] = [
  ['re', ['restore', 'resume', 'retire']],
  ['snapshots --me', ['--method']],
  ['snapshots --method vol', ['volume-snapshot']],
  ['health ', ['argocd', 'flux']],
  ['help ret', ['retire']],
  ['halt or', ['orders']],
];
const env = { ...process.env, HOME: folder, PATH: `${folder}:${process.env.PATH}`, TERM: 'dumb' };

describeWith('fish', 'fish itself', () => {
  test.each(COMPLETED)('cdk8s-kubestash %s', (typed, expected) => {
    const { stdout, stderr } = spawnSync('fish', ['-c', `source ${folder}/fish; complete -C ${JSON.stringify(`cdk8s-kubestash ${typed}`)}`], { encoding: 'utf8', env });
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n').map(l => l.split('\t')[0])).toEqual(expected);
  });
});

/** What zsh prints, up to a word, when somebody types that and presses the tabulator, twice. */
const ZSH = `
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "$1; print rea''dy"
zpty -m -r z line '*ready*'
zpty -n -w z "cdk8s-kubestash $2"$'\\t'
sleep 0.3
zpty -n -w z $'\\t'
for i in {1..60}; do sleep 0.1; zpty -r -t z line && out+=$line; [[ $out != *$3* ]] || break; done
zpty -d z
print -r -- "\${out}"
`;

describeWith('zsh', 'zsh itself', () => {
  const SOURCED = `source ${folder}/zsh`;
  const ON_FPATH = `fpath=(${folder}/fpath $fpath); autoload -Uz compinit; compinit -u -D`;
  test.each([
    ...COMPLETED.map(([typed, expected]) => [SOURCED, typed, expected] as const),
    [ON_FPATH, 'health ', ['argocd', 'flux']] as const,
  ])('%s: cdk8s-kubestash %s', (how, typed, expected) => {
    const { stdout } = spawnSync('zsh', ['-f', '-c', ZSH, 'zsh', how, typed, expected[expected.length - 1]], { encoding: 'utf8', env });
    // eslint-disable-next-line no-control-regex -- how a terminal is told to move
    const seen = stdout.replace(/\u001b\[[0-9;?]*[A-Za-z]|[\u0007\u0008\r]/g, '');
    for (const word of expected) expect(seen).toContain(word);
    expect(seen).not.toMatch(/not found|error|bad /);
  });
});
