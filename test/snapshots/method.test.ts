import * as fc from 'fast-check';
import { BackupMethod, makeupOf, METHODS, usualComponents } from '../../src/snapshots/method';

const of = (...names: string[]) => makeupOf(names.map(name => ({ name })));

test.each([
  [['dump'], BackupMethod.LOGICAL],
  [['dump-pod-0', 'dump-pod-1'], BackupMethod.LOGICAL],
  [['dump-kind-control-plane'], BackupMethod.LOGICAL],
  [['physical'], BackupMethod.PHYSICAL],
  [['volumesnapshot'], BackupMethod.VOLUME_SNAPSHOT],
  [['volumesnapshot-pod-0'], BackupMethod.VOLUME_SNAPSHOT],
  [['manifest'], BackupMethod.MANIFEST],
  [['dashboard'], BackupMethod.DASHBOARD],
  [['dashboard', 'dump'], BackupMethod.LOGICAL],
  [['wal'], undefined],
  [['metadata', 'data'], undefined],
  [['dumpling'], undefined],
  [[], undefined],
])('%j is %s', (names, method) => {
  expect(of(...names).method).toBe(method);
});

test('a dump with a manifest is a logical backup with a manifest', () => {
  expect(of('manifest', 'dump')).toMatchObject({ method: BackupMethod.LOGICAL, withManifest: true, isLog: false });
  expect(of('manifest')).toMatchObject({ method: BackupMethod.MANIFEST, withManifest: false });
});

test('logs are told by their name or by what they state, and are no backup by themselves', () => {
  expect(of('wal')).toMatchObject({ isLog: true });
  expect(makeupOf([{ name: 'metadata', hasLogStats: true }, { name: 'data', hasLogStats: true }])).toMatchObject({ isLog: true });
  expect(of('metadata', 'data')).toMatchObject({ isLog: false });
  expect(of('wal', 'physical')).toMatchObject({ method: BackupMethod.PHYSICAL, isLog: false });
});

test('the order and number of components do not matter', () => {
  const name = fc.oneof(fc.constantFrom('dump', 'physical', 'volumesnapshot', 'manifest', 'dashboard', 'wal', 'dump-pod-0'), fc.string());
  const component = fc.record({ name, hasLogStats: fc.boolean() });
  fc.assert(fc.property(fc.array(component), fc.array(fc.nat()), (components, seed) => {
    const { components: _, ...expected } = makeupOf(components);
    const shuffled = [...components, ...components].sort((a, b) => (seed[a.name.length] ?? 0) - (seed[b.name.length] ?? 0));
    expect(makeupOf(shuffled)).toMatchObject(expected);
    expect(expected.isLog && expected.method !== undefined).toBe(false);
  }));
});

test.each(METHODS.flatMap(method => [[method, true], [method, false]] as const))('the usual components of %s (manifest: %s) tell it', (method, manifest) => {
  expect(of(...usualComponents(method, manifest))).toMatchObject({ method, withManifest: manifest && method !== BackupMethod.MANIFEST });
});
