import { readdirSync, readFileSync } from 'fs';
import { Size } from 'cdk8s';
import fc from 'fast-check';
import { parse } from 'yaml';
import { Engine, ExistingDatabase, Findings, resources, RestorableDatabase, Severity, SnapshotRestore, Topology } from '../../src';
import { defaultsInLists, stored } from '../../src/resources/stored';
import { RIGHT } from '../mistakes/in-words';
import { build, worlds } from '../mistakes/worlds';
import { hasCrd, withDefaults } from '../support/crds';
import { monday, Shop } from '../support/shop';
import { describeUpstream, upstream } from '../support/upstream';

beforeAll(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

/** Lists that are not stored as they were sent. */
function changedLists(sent: any, kept: any, path = 'spec'): string[] {
  if (Array.isArray(sent)) return JSON.stringify(sorted(sent)) === JSON.stringify(sorted(kept)) ? [] : [`${path}: ${JSON.stringify(kept)}`];
  if (typeof sent !== 'object' || sent === null) return [];
  return Object.entries(sent).flatMap(([key, value]) => changedLists(value, kept[key], `${path}.${key}`));
}

function sorted(value: any): any {
  if (Array.isArray(value)) return value.map(sorted);
  return typeof value !== 'object' || value === null ? value : Object.fromEntries(Object.keys(value).sort().map(key => [key, sorted(value[key])]));
}

const changesOf = (shop: Shop): string[] => shop.objects.filter(hasCrd).flatMap(o => changedLists(o.spec, withDefaults(o), o.kind));

const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
const probe = { grpc: { port: 5432 } };

describeUpstream('lists are stored as they are sent', () => {
  test.each(RIGHT)('with %s', (_, spec) => {
    const shop = new Shop();
    shop.orders({ spec });
    expect(changesOf(shop)).toEqual([]);
  });

  test('of every engine, with whatever backups and restores', () => {
    fc.assert(fc.property(worlds, world => {
      const shop = build(world);
      fc.pre(!Findings.of(shop.app).all.some(f => f.severity === Severity.ERROR));
      expect(changesOf(shop)).toEqual([]);
    }), { numRuns: 60 });
  }, 600_000);

  test('of containers, relabelings, volumes and groups of pods', () => {
    const shop = new Shop();
    const relabelings = [{ targetLabel: 'a', replacement: 'b' }];
    shop.orders({
      spec: {
        readReplicas: [{ name: 'reports', storage: claim }],
        monitor: { agent: 'prometheus.io/operator', prometheus: { serviceMonitor: { endpoints: [{ port: 'metrics', relabelings, metricRelabelings: relabelings }] } } },
        podTemplate: {
          spec: {
            containers: [{ name: 'postgres', livenessProbe: probe }, { name: 'proxy', image: 'proxy:1', ports: [{ containerPort: 80 }, { containerPort: 53, protocol: 'UDP' }] }],
            initContainers: [{ name: 'first', image: 'first:1', ports: [{ containerPort: 80 }] }],
            volumes: [{ name: 'a', iscsi: { targetPortal: '10.0.0.1', iqn: 'iqn.2001-04.com.example:a', lun: 0 } }, { name: 'b', rbd: { monitors: ['a'], image: 'b' } }],
          },
        },
      },
    });
    new RestorableDatabase(shop.chart, 'Ring', {
      engine: Engine.CASSANDRA,
      version: '5.0.3',
      storage: { size: Size.gibibytes(1) },
      topology: Topology.cassandraRacks([{ name: 'a' }, { name: 'b' }]),
      spec: { topology: { rack: [{ podTemplate: { spec: { nodeSelector: { rack: 'a' } } } }, {}] } },
    });
    expect(shop.codes.filter(code => code !== 'secret-first')).toEqual([]);
    expect(changesOf(shop)).toEqual([]);
    expect(shop.object('Postgres').spec.readReplicas[0].podPlacementPolicy).toEqual({ name: 'default' });
  });

  test('of racks, as the webhook leaves them: what is rendered, adopted and rendered again is the same', () => {
    const shop = new Shop();
    const rack = [{ podTemplate: { spec: { nodeSelector: { rack: 'a' }, containers: [{ name: 'cassandra', resources: { requests: { cpu: '2' } } }] } } }, {}];
    new RestorableDatabase(shop.chart, 'Ring', {
      engine: Engine.CASSANDRA,
      version: '5.0.3',
      storage: { size: Size.gibibytes(1) },
      topology: Topology.cassandraRacks([{ name: 'a' }, { name: 'b' }]),
      spec: { topology: { rack } },
    });
    const { spec: { topology } } = shop.object('Cassandra');
    const secured = {
      allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, runAsUser: 999, seccompProfile: { type: 'RuntimeDefault' },
    };
    expect(topology.rack[1]).toMatchObject({
      replicas: 1,
      storageType: 'Durable',
      podTemplate: {
        spec: {
          containers: [{ name: 'cassandra', resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '1Gi' } }, securityContext: secured }],
          initContainers: [{ name: 'cassandra-init', resources: {}, securityContext: secured }],
          securityContext: { fsGroup: 999 },
        },
      },
    });
    expect(topology.rack[0].podTemplate.spec).toMatchObject({ nodeSelector: { rack: 'a' }, containers: [{ resources: { requests: { cpu: '2' } }, securityContext: secured }] });
    const other = new Shop();
    const database = ExistingDatabase.fromManifest(other.chart, 'Ring', shop.object('Cassandra'));
    new SnapshotRestore(other.chart, 'Back', { database, snapshot: monday({ engine: Engine.CASSANDRA, version: '5.0.3', database: 'ring', encryptionSecret: undefined }) });
    expect(other.object('Cassandra').spec.topology).toEqual(topology);
  });

  test('of sessions and hooks, in the words of KubeStash', () => {
    const shop = new Shop();
    new resources.BackupConfiguration(shop.chart, 'Plain', {
      target: { apiGroup: 'kubedb.com', kind: 'Postgres', name: 'orders', namespace: 'shop' },
      backends: [{ name: 'b', storageRef: { name: 'storage', namespace: 'shop' }, retentionPolicy: { name: 'keep', namespace: 'shop' } }],
      sessions: [{
        name: 'daily',
        scheduler: { schedule: '0 0 * * *', jobTemplate: { backoffLimit: 1 } },
        addon: { name: 'postgres-addon', tasks: [{ name: 'logical-backup' }] },
        repositories: [{ name: 'r', backend: 'b', directory: 'x' }],
        retryConfig: {},
        hooks: { preBackup: [{ name: 'first', hookTemplate: { name: 'first' } }], postBackup: [{ name: 'last', hookTemplate: { name: 'last' } }] },
      }],
    });
    expect(shop.codes).toEqual([]);
    expect(changesOf(shop)).toEqual([]);
  });
});

describeUpstream('defaults of upstream\'s CRDs in lists', () => {
  test('are known', () => {
    const unknown = new Set<string>();
    let seen = 0;
    const visit = (schema: any, field: string, around: string, inList: boolean): void => {
      for (const [key, of] of Object.entries<any>(schema.properties ?? {})) {
        // Names that are empty are nobody's: whoever refers to something is asked for its name.
        if (inList && of.default !== undefined && (of.default !== '' || key === 'service')) {
          seen++;
          if (JSON.stringify(defaultsInLists(field, around)?.[key]) !== JSON.stringify(of.default)) unknown.add(`${around}.${field}.${key}: ${JSON.stringify(of.default)}`);
        }
        visit(of, key, field, inList);
      }
      if (schema.items !== undefined) visit(schema.items, field, around, true);
      if (typeof schema.additionalProperties === 'object') visit(schema.additionalProperties, field, around, inList);
    };
    for (const file of readdirSync(upstream('upstream/crds'))) {
      const { spec: { group, versions } } = parse(readFileSync(upstream(`upstream/crds/${file}`), 'utf8'));
      if (!/^((archiver\.)?kubedb\.com|(core|storage)\.kubestash\.com)$/.test(group)) continue;
      for (const { storage, schema } of versions) if (storage) visit(schema.openAPIV3Schema.properties.spec ?? {}, 'spec', '', false);
    }
    expect(seen).toBeGreaterThan(500);
    expect([...unknown]).toEqual([]);
  }, 300_000);
});

test('what an entry says itself stays, and what is in no list is left alone', () => {
  const spec = { sessions: [{ sessionHistoryLimit: 3 }], podTemplate: { spec: { containers: [{ ports: [{ protocol: 'UDP' }] }] } } };
  expect(stored(spec)).toBe(spec);
});
