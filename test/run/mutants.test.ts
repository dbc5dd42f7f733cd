import { readFileSync } from 'fs';
import { join } from 'path';
import { OVERWRITE, UNDO } from '../conformance/harness/flows';
import { MUTANTS } from '../conformance/mutants/mutants';

// The suite hunts its mutants on a cluster, and rarely; that each still is a mistake in what there is, is seen here at once.

const ASSETS = join(__dirname, '..', '..', 'assets');
const ROLES = [OVERWRITE, UNDO].map(flow => {
  const role = flow.objects({ namespace: 'shop' } as any).find(o => o.kind === 'Role')!;
  return JSON.stringify(role.rules);
});

test.each(MUTANTS.filter(m => m.file !== 'Role').map(m => [m.name, m] as const))('%s: what it edits stands there once', (_, { file, find, replace }) => {
  const text = readFileSync(join(ASSETS, file === 'agent.js' ? file : join('client', file)), 'utf8');
  expect(text.split(find)).toHaveLength(2);
  expect(text.replace(find, () => replace)).not.toBe(text);
});

test.each(MUTANTS.filter(m => m.file === 'Role').map(m => [m.name, m] as const))('%s: a Role has what it edits', (_, { find, replace }) => {
  const role = ROLES.find(r => r.includes(find))!;
  expect(() => JSON.parse(role.replace(find, () => replace))).not.toThrow();
});
