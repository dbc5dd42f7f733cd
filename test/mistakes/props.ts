import { App, Chart, Cron, Duration, Size } from 'cdk8s';
import { KINDS } from './kinds';
import { PLAIN } from './plain-objects';
import type { World } from './worlds';
import { BackupMethod, Expect, Isolation, RestorableDatabase, Retention, Traffic } from '../../src';
import { Shop } from '../support/shop';

const AT = '2026-11-20T08:30:00Z';

/** What is passed to the database, its restore and what stands around them; any of it may be made something else. */
export interface Props {
  /** A database that is declared, or the manifest of one that is imported. */
  database?: Record<string, any>;
  manifest?: Record<string, any>;
  restore?: Record<string, any>;
  snapshot?: Record<string, any>;
  check?: Record<string, any>;
  logical?: Record<string, any>;
  plain?: Record<string, any>;
  platform?: Record<string, any>;
  argocd?: Record<string, any>;
  flux?: Record<string, any>;
}

const PODS = () => ({
  resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '1Gi' } },
  labels: { 'team': 'shop', 'sidecar.istio.io/inject': 'false' },
  annotations: { note: 'x' },
  serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/x' },
  nodeSelector: { disk: 'ssd' },
  tolerations: [{ key: 'db', operator: 'Exists', effect: 'NoSchedule' }],
  imagePullSecrets: [{ name: 'pull' }],
  priorityClassName: 'high',
  env: { HTTPS_PROXY: 'http://proxy:3128' },
  volumes: [{ name: 'ca', configMap: { name: 'ca' } }],
  volumeMounts: [{ name: 'ca', mountPath: '/ca' }],
  containerSecurityContext: { runAsNonRoot: true, runAsUser: 1000 },
  spec: { shareProcessNamespace: false, dnsConfig: { nameservers: ['10.0.0.2'] } },
  backup: { resources: { limits: { memory: '2Gi' } } },
  restore: { nodeSelector: { disk: 'big' } },
});

/** What a world passes, and no more than it uses. */
export function propsOf(world: World, shop: Shop): Props {
  const { engine, topology, replicas, versionIs } = KINDS[world.kind];
  const of = engine();
  const versions = Object.keys(of._facts.shell.images).filter(v => versionIs?.test(v) ?? true);
  const version = versions[world.version % versions.length];
  const database = {
    engine: of,
    version,
    name: 'orders',
    ...(replicas === undefined ? {} : { replicas }),
    ...(topology === undefined ? {} : { topology: topology() }),
    storage: { size: Size.gibibytes(10), storageClassName: 'fast' },
    ...(world.declared ? { traffic: Traffic.declared({ open: false }) } : {}),
    ...(world.tls ? { tls: { issuer: { name: 'ca' } } } : {}),
    ...(world.labelled ? { labels: { team: 'shop' }, annotations: { note: 'x' }, isolation: Isolation.always(), spec: { monitor: { agent: 'prometheus.io' } } } : {}),
    run: { deadline: Duration.hours(2) },
  };
  const isNew = world.target === 'clone' || world.target === 'init';
  return {
    ...(world.target === 'imported' ? { manifest: manifestOf(database) } : { database }),
    ...(world.target === 'none' ? {} : { restore: restoreOf(world) }),
    ...(world.target === 'none' || world.target === 'moment' ? {} : {
      snapshot: { method: BackupMethod.LOGICAL, engine: of, version, namespace: 'shop', repository: 'orders-logical', database: 'orders', time: AT, encryptionSecret: { name: 'restic' } },
    }),
    ...(world.target === 'none' || isNew || world.declared ? {} : { check: { image: 'busybox:1.36', command: ['true'], env: { A: 'b' }, expect: Expect.atLeast(1), name: 'look' } }),
    ...(world.backup === 'logical' || world.backup === 'both' ? {
      logical: {
        storage: shop.storage, encryptionSecret: { name: 'restic' }, schedule: Cron.daily(), retention: Retention.keepLast(3), ...(world.labelled ? { pod: { labels: { a: 'b' } }, timeout: Duration.hours(1) } : {}),
      },
    } : {}),
    ...(world.plain === 'none' ? {} : { plain: structuredClone(PLAIN[world.plain]) }),
    ...(world.platform === 'mirror' ? { platform: { run: { registry: 'mirror.example.com/a', imagePullPolicy: 'Always', guardTimeout: Duration.minutes(5) } } } : {}),
    ...(world.platform === 'pods' ? { platform: { pods: PODS() } } : {}),
    ...(world.gitOps === 'argocd' || world.gitOps === 'both' ? { argocd: { firstWave: 3 } } : {}),
    ...(world.gitOps === 'flux' || world.gitOps === 'both' ? { flux: { keepDatabases: false } } : {}),
  };
}

function restoreOf({ target, labelled, settled, platform }: World): Record<string, any> {
  const changes = { labels: { tier: 'gold' }, storage: { size: Size.gibibytes(20) } };
  const isNew = target === 'clone' || target === 'init';
  return {
    ...(target === 'moment' ? { at: AT } : {}),
    ...(isNew ? { name: 'copy', authSecret: { name: 'a' } } : {}),
    ...(!labelled || target === 'overwrite' ? {} : isNew ? changes : { overrides: changes }),
    ...(settled && target !== 'overwrite' && target !== 'imported' ? { settled: true } : {}),
    ...(platform === 'pods' ? { pods: { restore: { resources: { limits: { memory: '4Gi' } } } } } : {}),
    ...(platform === 'pods' && target !== 'moment' ? { session: { timeout: Duration.hours(1), params: { args: '--x' } } } : {}),
  };
}

/** A database as its cluster has it. */
function manifestOf({ traffic: _, ...props }: Record<string, any>): Record<string, any> {
  const chart = new Chart(new App(), 'cluster', { namespace: 'shop' });
  return new RestorableDatabase(chart, 'Orders', props).resource!.toJson();
}
