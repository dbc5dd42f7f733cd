import { checksOf, progressOf, STEPS } from '../../../console/restore/progress';
import { Act, actsOf } from '../../../console/state/acts';
import type { DatabaseStatus, Word } from '../../../console/state/answers';
import { State } from '../../../src/protocol/record';

const told = (part: Partial<DatabaseStatus>): DatabaseStatus => ({
  state: 'restoring', step: 'restoring', restore: '1a2b3c4d', passed: 'first', next: '', previous: '', incarnation: 'orders', ...part,
} as DatabaseStatus);
const shown = (part: Partial<DatabaseStatus>): string => progressOf(told(part)).join(' ');

test.each<[State, string]>([
  ['', 'next next next next next'],
  ['halting', 'now next next next next'],
  ['disconnecting', 'done now next next next'],
  ['restoring', 'done done now next next'],
  ['checking:connect', 'done done done now next'],
  ['resuming', 'done done done done now'],
  ['serving', 'done done done done done'],
  ['halted', 'done next next next next'],
  ['failed', 'done done stuck next next'],
])('the steps at %j', (step, steps) => expect(shown({ step, state: step === 'failed' ? 'failed' : 'restoring' })).toBe(steps));

test('each state of a run is that of one step', () => {
  const states: State[] = ['halting', 'disconnecting', 'restoring', 'checking:x', 'resuming'];
  expect(states.map(state => STEPS.filter(s => s.isAt(state)).length)).toEqual([1, 1, 1, 1, 1]);
});

test('what waits for a person has done all but the last', () => {
  expect(shown({ step: 'halted', state: 'waiting', passed: '1a2b3c4d', next: 'orders-1a2b3c4d' })).toBe('done done done done now');
});

test('a run that has failed is stuck where it was; a record that only says so is where its data is', () => {
  expect(shown({ step: 'checking:rows', state: 'failed' })).toBe('done done done stuck next');
  expect(shown({ step: 'disconnecting', state: 'failed' })).toBe('done stuck next next next');
  expect(shown({ step: 'failed', state: 'failed', next: 'orders-1a2b3c4d' })).toBe('done done done stuck next');
});

describe('checks', () => {
  const log = [
    '[pod/orders-1a2b3c4d-run-x7/agent] 2026-11-22T11:36:40Z checking',
    '[pod/orders-1a2b3c4d-run-x7/check-connect] 2026-11-22T11:36:42Z connected as postgres',
    '[pod/orders-1a2b3c4d-run-x7/check-rows] 2026-11-22T11:36:43Z connecting',
    '[pod/orders-1a2b3c4d-run-x7/check-rows] 2026-11-22T11:36:44Z count gave "0", expected was at least 1',
    'check-rows says nothing in this line',
  ];
  const run = { status: 'failed' as const, checks: ['connect', 'rows', 'paid'] };

  test('each with what its container said last', () => {
    expect(checksOf(told({ step: 'checking:rows', state: 'failed' }), run, log)).toEqual([
      { name: 'connect', progress: 'done', said: 'connected as postgres' },
      { name: 'rows', progress: 'stuck', said: 'count gave "0", expected was at least 1' },
      { name: 'paid', progress: 'next', said: '' },
    ]);
  });

  test.each([['serving', 'done'], ['restoring', 'next'], ['resuming', 'done']])('at %j all are %s', (step, progress) => {
    expect(new Set(checksOf(told({ step }), run, []).map(c => c.progress))).toEqual(new Set([progress]));
  });
});

test.each<[Word, Partial<DatabaseStatus>, Act[]]>([
  ['serving', {}, ['halt']],
  ['serving', { previous: 'orders-old' }, ['rollback', 'halt']],
  ['waiting', { next: 'orders-1a2b3c4d' }, ['resume', 'recheck', 'rollback']],
  ['halted', { restore: 'first' }, ['resume']],
  ['halted', { next: 'orders-1a2b3c4d' }, ['resume', 'recheck', 'skip', 'rollback']],
  ['failed', {}, ['again', 'rollback']],
  ['failed', { next: 'orders-1a2b3c4d' }, ['recheck', 'rollback', 'skip']],
  ['failed', { incarnation: '', next: 'copy' }, ['recheck', 'skip']],
  ['restoring', {}, ['rollback']],
  ['restoring', { incarnation: '' }, []],
  ['odd', {}, ['resume', 'halt']],
  ['new', {}, []],
])('what one may do: %s %j', (state, part, acts) => expect(actsOf(told({ state, ...part }))).toEqual(acts));
