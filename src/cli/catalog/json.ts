import { Found } from './entries';
import { healthOf } from './health';
import { SnapshotCatalog } from '../../snapshots/catalog';
import { Snapshot } from '../../snapshots/snapshot';

/** A Snapshot that is listed. */
export interface Offered {
  readonly snapshot: Snapshot;
  /** What speaks for it, where it was suggested. */
  readonly reason?: string;
}

/** A Snapshot for machines. */
export function snapshotJson(s: Snapshot): object {
  return {
    name: s.name,
    namespace: s.namespace,
    method: s.method,
    time: s.time,
    size: s.size ?? null,
    health: healthOf(s),
    engine: s.engine.key,
    version: s.version ?? null,
    repository: s.repository,
    database: s.database,
    databaseNamespace: s.databaseNamespace,
    incarnationOf: s.incarnationOf ?? null,
    components: s.components,
    withManifest: s.withManifest,
  };
}

/** What a catalog has of one database, for machines. */
export function databaseJson({ listed, database: found }: Found, rows: readonly Offered[]): object {
  return {
    name: listed.name,
    namespace: listed.namespace,
    engine: listed.engine,
    incarnations: listed.incarnations,
    repositories: listed.repositories,
    windows: found.windows,
    snapshots: rows.map(({ snapshot, reason }) => ({ ...snapshotJson(snapshot), ...(reason === undefined ? {} : { reason }) })),
    leftOut: found.leftOut,
  };
}

/** The frame around it. */
export function catalogJson(catalog: SnapshotCatalog, databases: readonly object[]): string {
  return `${JSON.stringify({ schema: 'cdk8s-kubestash/snapshots/v1', exportedAt: catalog.exportedAt ?? null, databases }, undefined, 1)}\n`;
}
