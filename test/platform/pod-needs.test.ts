import * as fc from 'fast-check';
import { PodOptions, PodsOptions } from '../../src';
import { layersOf, nearer, needsOf, over, PodPart } from '../../src/platform/pod-needs';

const PARTS: PodPart[] = ['run', 'checks', 'backup', 'restore', 'safetyBackup', 'trigger'];

test('of two places the nearer counts, whatever part the farther one speaks of', () => {
  const pods = nearer(layersOf([{ run: { priorityClassName: 'app' } }], { priorityClassName: 'database' }), { runtimeClassName: 'restore' });
  expect(needsOf(pods, 'run')).toEqual({ priorityClassName: 'database', runtimeClassName: 'restore' });
});

test('of one place the part counts more than all pods', () => {
  const pods = layersOf([], { priorityClassName: 'all', run: { priorityClassName: 'run' } });
  expect(needsOf(pods, 'run').priorityClassName).toBe('run');
  expect(needsOf(pods, 'backup').priorityClassName).toBe('all');
});

test('structs and maps are merged key by key, lists are one value', () => {
  const far: PodOptions = { labels: { a: '1' }, resources: { limits: { cpu: '1' } }, tolerations: [{ key: 'a' }], securityContext: { fsGroup: 1 } };
  const near: PodOptions = { labels: { b: '2' }, resources: { limits: { memory: '1Gi' } }, tolerations: [{ key: 'b' }], securityContext: { runAsUser: 2 } };
  expect(over(far, near)).toEqual({
    labels: { a: '1', b: '2' },
    resources: { limits: { cpu: '1', memory: '1Gi' } },
    tolerations: [{ key: 'b' }],
    securityContext: { fsGroup: 1, runAsUser: 2 },
  });
});

describe('a restore', () => {
  const pods = layersOf([{ backup: { priorityClassName: 'app' } }], { backup: { schedulerName: 'database' }, restore: { resources: { limits: { memory: '4Gi' } } } });

  test('takes what the Jobs had that wrote what it restores', () => {
    const wrote: PodOptions = { serviceAccountName: 'writer', resources: { limits: { cpu: '1', memory: '1Gi' } } };
    expect(needsOf(pods, 'restore', wrote)).toEqual({
      priorityClassName: 'app', schedulerName: 'database', serviceAccountName: 'writer', resources: { limits: { cpu: '1', memory: '4Gi' } },
    });
  });

  test('counts what it says itself most', () => {
    const own = nearer(pods, { priorityClassName: 'urgent', restore: { schedulerName: 'mine' } });
    expect(needsOf(own, 'restore', { schedulerName: 'writer' })).toMatchObject({ priorityClassName: 'urgent', schedulerName: 'mine' });
  });
});

test('a ServiceAccount of all pods is not for those that have one of their own', () => {
  const pods = layersOf([], { serviceAccountName: 'backups', serviceAccountAnnotations: { role: 'x' }, run: { serviceAccountAnnotations: { role: 'run' } } });
  expect(needsOf(pods, 'run')).toEqual({ serviceAccountAnnotations: { role: 'run' } });
  expect(needsOf(pods, 'checks')).toEqual({});
  expect(needsOf(pods, 'trigger')).toEqual({});
  for (const part of ['backup', 'restore', 'safetyBackup'] as const) expect(needsOf(pods, part).serviceAccountName).toBe('backups');
});

const options = fc.record({
  priorityClassName: fc.constantFrom('a', 'b', 'c'), nodeSelector: fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom('1', '2')), arbitraryUserIds: fc.boolean(),
}, { requiredKeys: [] });
const layer: fc.Arbitrary<PodsOptions> = fc.tuple(options, fc.record({
  run: options, checks: options, backup: options, restore: options, safetyBackup: options,
}, { requiredKeys: [] })).map(([all, parts]) => ({ ...all, ...parts }) as PodsOptions);

test('every value that counts was said somewhere, and what is said nearest is what counts', () => {
  fc.assert(fc.property(fc.array(layer, { maxLength: 4 }), layer, fc.constantFrom(...PARTS), (around, own, part) => {
    const needs = needsOf(layersOf(around, own), part);
    const nearest: PodOptions = part === 'trigger' ? own : own[part] ?? {};
    expect(needs).toMatchObject(nearest.priorityClassName === undefined ? {} : { priorityClassName: nearest.priorityClassName });
    expect(needs.nodeSelector ?? {}).toMatchObject(nearest.nodeSelector ?? {});
    const all = [...around, own].flatMap(l => [l, l.run, l.checks, l.backup, l.restore, l.safetyBackup]).filter(l => l !== undefined) as PodOptions[];
    if (needs.priorityClassName !== undefined) expect(all.map(l => l.priorityClassName)).toContain(needs.priorityClassName);
    for (const [key, value] of Object.entries(needs.nodeSelector ?? {})) expect(all.some(l => l.nodeSelector?.[key] === value)).toBe(true);
  }));
});

test('layers that say nothing change nothing', () => {
  fc.assert(fc.property(fc.array(layer, { maxLength: 3 }), layer, fc.nat(3), fc.constantFrom(...PARTS), (around, own, at, part) => {
    const padded = [...around.slice(0, at), {}, ...around.slice(at)];
    expect(needsOf(nearer(layersOf(padded, own), {}), part)).toEqual(needsOf(layersOf(around, own), part));
  }));
});
