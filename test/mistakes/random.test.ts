import fc from 'fast-check';
import { Change, changes, spoil } from './junk';
import { build, World, worlds } from './worlds';
import { Finding, Findings, Severity } from '../../src';
import { hasCrd, validateObject } from '../support/crds';
import { Shop, synthesized } from '../support/shop';
import { describeUpstream } from '../support/upstream';

/** How many apps are made; `SYNTHESES=20000` for a thorough look. */
const RUNS = Number(process.env.SYNTHESES ?? 300);
const SECOND = 1000;

const errorsOf = (shop: Shop): Finding[] => Findings.of(shop.app).all.filter(f => f.severity === Severity.ERROR);

beforeAll(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

describeUpstream('any app, with any value anywhere', () => {
  test('ends in YAML that an API server accepts, in findings, or in a TypeError that names a property', () => {
    let accepted = 0;
    let slowest = 0;
    fc.assert(fc.property(worlds, changes, (world, made) => {
      const start = process.cpuUsage();
      const shop = attempt(world, made);
      if (shop === undefined) return;
      const found = Findings.of(shop.app).all;
      const isRefused = found.some(f => f.severity === Severity.ERROR);
      if (isRefused) expect(() => shop.app.synthYaml()).toThrow(/^Validation failed with the following errors:\n {2}\[/);
      const objects = isRefused ? [] : printed(shop);
      if (objects === undefined) return;
      const { user, system } = process.cpuUsage(start);
      slowest = Math.max(slowest, (user + system) / 1000);
      if (isRefused) return;
      accepted++;
      // What holds a variable is whole once Flux, or whoever uses a BackupBlueprint, has filled it in.
      const problems = objects.filter(o => hasCrd(o) && !JSON.stringify(o).includes('${')).flatMap(validateObject);
      // What is only doubted may be dropped by this version of the CRDs.
      if (!found.some(f => ['key-not-known', 'field-unknown'].includes(f.code))) expect(problems).toEqual([]);
    }), { numRuns: RUNS });
    expect(accepted).toBeGreaterThan(RUNS / 20);
    expect(slowest).toBeLessThan(SECOND);
  }, 3600_000);
});

/** What an app prints; of what stands in itself, cdk8s says that it cannot be printed, and where it is. */
function printed({ app }: Shop): any[] | undefined {
  try {
    return synthesized(app);
  } catch (e) {
    expect((e as Error).message).toMatch(/^Failed serializing construct at path 'shop\/Part\/Plain'/);
    return undefined;
  }
}

/** Makes an app; a TypeError that names what is wrong is an answer too. */
function attempt(world: World, made: readonly Change[]): Shop | undefined {
  try {
    return build(world, props => made.forEach(change => spoil(props, change)));
  } catch (e) {
    expect(e).toBeInstanceOf(TypeError);
    expect((e as Error).message).toMatch(/^\[[^\]]+\] \[[a-z-]+\] (\S+|what was given) is /);
    return undefined;
  }
}

describe('one bad value', () => {
  /** Worlds that nothing is wrong with. */
  const BAD: [string, string, any][] = [
    ['database', 'name', 'Orders!'], ['database', 'name', 'x'.repeat(90)], ['database', 'namespace', 'a_b'], ['database', 'version', ''],
    ['database', 'replicas', NaN], ['database', 'replicas', 1e9], ['database', 'storage', 'big'], ['database', 'labels', { a: 'b c' }],
    ['database', 'clientServiceName', 'Client'], ['database', 'run', { clientImage: 'A B' }], ['database', 'deletionPolicy', 'Keep'],
    ['database', 'spec', { podTemplate: null }], ['database', 'authSecret', { name: '' }], ['database', 'tls', { issuer: { name: 'ca', kind: 'issuer' } }],
    ['restore', 'restoreName', 'A'], ['restore', 'run', { deadline: 5 }], ['logical', 'encryptionSecret', { name: 'A' }], ['logical', 'directory', '..'],
    ['snapshot', 'namespace', 'Shop'], ['snapshot', 'method', 'dump'], ['snapshot', 'repository', ''],
  ];

  test('gives findings about its property and no others', () => {
    let told = 0;
    fc.assert(fc.property(worlds, fc.constantFrom(...BAD), (world, [of, key, value]) => {
      if (errorsOf(build(world)).length > 0) return;
      const errors = errorsOf(build(world, props => { if (of in props) (props as any)[of][key] = value; }));
      told += errors.length;
      // Some worlds have no Snapshot, backup or restore that would take the value.
      if (of === 'database' && world.target !== 'imported') expect(errors).not.toHaveLength(0);
      expect(errors.map(f => `${f.code} ${f.property} ${f.message}`).slice(1)).toEqual([]);
      for (const { property } of errors) expect(property).toContain(key);
    }), { numRuns: Math.min(RUNS, 2000) });
    expect(told).toBeGreaterThan(20);
  }, 3600_000);
});
