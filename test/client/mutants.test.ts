import { readFileSync } from 'fs';
import { join } from 'path';
import { ENGINES_HERE } from '../servers/engines';
import { STAND_INS } from '../servers/engines/standins';

// The mutants of the client scripts are hunted on real servers, and rarely; that each still is a mistake in what there is, is seen here at once.

const SCRIPTS = join(__dirname, '..', '..', 'assets', 'client');
const MUTANTS = [...ENGINES_HERE, ...STAND_INS].flatMap(({ name, mutants }) => (mutants ?? []).map(mutant => [`${name}: ${mutant.name}`, mutant] as const));

test.each(MUTANTS)('%s: what it changes stands there', (_, { file, from, to }) => {
  const text = readFileSync(join(SCRIPTS, file), 'utf8');
  expect(text).toContain(from);
  expect(text.replace(from, () => to)).not.toBe(text);
});

test('every script has at least three', () => {
  const of = (engine: { readonly name: string; readonly mutants?: readonly unknown[] }) => [engine.name, (engine.mutants ?? []).length >= 3];
  expect([...ENGINES_HERE, ...STAND_INS].map(of)).toEqual([...ENGINES_HERE, ...STAND_INS].map(({ name }) => [name, true]));
});
