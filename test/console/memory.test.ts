import { Memory } from '../../src/console/memory';

const FRESHNESS = { fresh: 10, stale: 100 };

function memory() {
  let now = 0;
  let reads = 0;
  const remembered = new Memory<number>(() => now);
  return {
    remembered,
    at: (time: number) => { now = time; },
    reads: () => reads,
    ask: () => remembered.get('key', FRESHNESS, async () => ++reads),
  };
}

test('what is fresh is not read again', async () => {
  const { ask, at } = memory();
  expect(await ask()).toBe(1);
  at(10);
  expect(await ask()).toBe(1);
});

test('what is stale is handed out once more, and read behind the scenes', async () => {
  const { ask, at, reads } = memory();
  await ask();
  at(50);
  expect(await ask()).toBe(1);
  expect(reads()).toBe(2);
  expect(await ask()).toBe(2);
});

test('what is older is waited for', async () => {
  const { ask, at } = memory();
  await ask();
  at(101);
  expect(await ask()).toBe(2);
});

test('those who ask at the same time share one reading', async () => {
  const { ask, reads } = memory();
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  expect(reads()).toBe(1);
});

test('what was being read when something changed is not remembered', async () => {
  const remembered = new Memory<string>(() => 0);
  let answer: (value: string) => void = () => undefined;
  const before = remembered.get('key', FRESHNESS, () => new Promise(resolve => { answer = resolve; }));
  remembered.clear();
  answer('before');
  expect(await before).toBe('before');
  expect(await remembered.get('key', FRESHNESS, async () => 'after')).toBe('after');
});

test('a failure is told and not remembered', async () => {
  const remembered = new Memory<string>(() => 0, value => value !== 'bad');
  await expect(remembered.get('key', FRESHNESS, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await remembered.get('key', FRESHNESS, async () => 'bad')).toBe('bad');
  expect(await remembered.get('key', FRESHNESS, async () => 'good')).toBe('good');
});
