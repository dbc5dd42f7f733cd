import { mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Cron, Size } from 'cdk8s';
import { IConstruct } from 'constructs';
import { parseAllDocuments } from 'yaml';
import {
  Backup, BackupMethod, BackupStorage, Engine, Finding, Findings, Platform, PlatformOptions, RestorableDatabase, RestorableDatabaseProps,
  Snapshot, SnapshotAttributes, StorageBackend,
} from '../../src';

/** An app with one chart, a storage, and what tests of restores need again and again. */
export class Shop {
  public readonly app = new App({ outdir: mkdtempSync(join(tmpdir(), 'shop-')) });
  public readonly chart = new Chart(this.app, 'shop', { namespace: 'shop' });
  public readonly storage: BackupStorage;

  /**
   * @param platform what is said of the whole app, before anything is declared
   * @param around what is said of the chart
   */
  constructor(platform?: PlatformOptions, around?: PlatformOptions) {
    if (platform !== undefined) Platform.of(this.app).use(platform);
    if (around !== undefined) Platform.of(this.chart).use(around);
    this.storage = new BackupStorage(this.chart, 'Storage', {
      backend: StorageBackend.s3({ bucket: 'backups', region: 'eu-central-1', secret: { name: 's3-credentials' } }),
    });
  }

  public get continuous(): Backup {
    return Backup.continuous({ storage: this.storage, encryptionSecret: { name: 'restic' }, fullBackup: Cron.daily() });
  }

  public get logical(): Backup {
    return Backup.logical({ storage: this.storage, encryptionSecret: { name: 'restic' }, schedule: Cron.daily() });
  }

  /** A Postgres with continuous and logical backups. */
  public orders(props: Partial<RestorableDatabaseProps> = {}): RestorableDatabase {
    return new RestorableDatabase(this.chart, 'Orders', {
      engine: Engine.POSTGRES,
      version: '17.5',
      replicas: 3,
      storage: { size: Size.gibibytes(50), storageClassName: 'fast' },
      backup: Backup.combined(this.continuous, this.logical),
      ...props,
    });
  }

  /** The objects as they will be applied. */
  public get objects(): any[] {
    return synthesized(this.app);
  }

  /** Errors and warnings, code by code. */
  public get codes(): string[] {
    return Findings.of(this.app).all.map(f => f.code);
  }

  public finding(code: string): Finding | undefined {
    return Findings.of(this.app).all.find(f => f.code === code);
  }

  /** One object out of all. */
  public object(kind: string, name?: string): any {
    return find(this.objects, kind, name);
  }
}

/** Objects of an app, in the order in which they are applied. */
export function synthesized(app: App): any[] {
  return [...parseAllDocuments(app.synthYaml(), { version: '1.1' })].map(d => d.toJS()).filter(o => o !== null);
}

/** One object out of many; fails if there is not exactly one. */
export function find(objects: any[], kind: string, name?: string): any {
  const found = objects.filter(o => o.kind === kind && (name === undefined || o.metadata.name === name));
  if (found.length !== 1) throw new Error(`${found.length} objects are ${kind} ${name ?? ''}: ${objects.map(o => `${o.kind} ${o.metadata.name}`).join(', ')}`);
  return found[0];
}

/** The ApiObjects below a construct. */
export function apiObjects(scope: IConstruct): ApiObject[] {
  return scope.node.findAll().filter((c): c is ApiObject => ApiObject.isApiObject(c));
}

/** `Kind name` of objects. */
export function names(objects: any[]): string[] {
  return objects.map(o => `${o.kind} ${o.metadata.name}`);
}

/** A logical Snapshot of orders. */
export function monday(attributes: Partial<SnapshotAttributes> = {}): Snapshot {
  return Snapshot.fromAttributes('orders-logical-1795424400', {
    method: BackupMethod.LOGICAL,
    engine: Engine.POSTGRES,
    version: '17.5',
    namespace: 'shop',
    repository: 'orders-logical',
    database: 'orders',
    time: '2026-11-23T09:00:00Z',
    encryptionSecret: { name: 'restic' },
    ...attributes,
  });
}

/** Containers of a run's pod, in the order in which they run. */
export function containers(job: any): any[] {
  const { initContainers, containers: main } = job.spec.template.spec;
  return [...(initContainers ?? []), ...main];
}

/** What the agents of all runs are told to do. */
export function intents(objects: readonly any[]): any[] {
  return objects.filter(o => o.data?.['run.json'] !== undefined).map(o => JSON.parse(o.data['run.json']));
}
