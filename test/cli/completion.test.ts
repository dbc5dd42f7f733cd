import { spawnSync } from 'child_process';
import { run } from './support/harness';
import { COMMANDS } from '../../src/cli/registry';

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

test('bash completes commands, options and values', async () => {
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
