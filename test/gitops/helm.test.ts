import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const ASSETS = join(__dirname, '..', '..', 'assets');

/** `cdk8s synth --format helm` makes templates of what is rendered, word by word. */
test('nothing that ships with a run means anything to Helm', () => {
  const files = ['agent.js', ...readdirSync(join(ASSETS, 'client')).map(f => join('client', f))];
  expect(files.length).toBeGreaterThan(15);
  expect(files.filter(f => readFileSync(join(ASSETS, f), 'utf8').includes('{{'))).toEqual([]);
});
