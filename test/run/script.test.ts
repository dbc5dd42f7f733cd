import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SCRIPT } from './support/script';
import { testWith } from '../support/needs';

testWith('shellcheck', 'the script is shellcheck-clean, as a whole', () => {
  const checked = spawnSync('shellcheck', ['-x', SCRIPT], { encoding: 'utf8' });
  expect(checked.stdout).toBe('');
}, 120_000);

test('it uses the shell, kubectl and coreutils, nothing else', () => {
  const dir = join(dirname(SCRIPT), 'run');
  const text = [SCRIPT, ...readdirSync(dir).map((file) => join(dir, file))]
    .map((file) => spawnSync('cat', [file], { encoding: 'utf8' }).stdout).join('\n').replace(/^\s*#.*$/gm, '');
  expect(text).not.toMatch(/(^|[|;&(]\s*|\$\()(sed|awk|grep|jq|python3?|perl|curl|xargs|timeout|bc|eval|local)\s/m);
});
