import { ExistingContinuousBackup, logsIn } from './continuous-backup';
import { Database } from './database';
import * as kinds from './values';
import { Engine } from '../engines/engine';
import { NamespacedRef } from '../engines/refs';
import { Finding, finding, Severity } from '../findings/finding';
import { LogSource, Point } from '../plan/request';
import { Snapshot } from '../snapshots/snapshot';
import { readTime } from '../snapshots/time';
import { struct } from '../values/compound';
import { made } from '../values/given';
import { optional } from '../values/kind';
import { namespacedRef, namespaceName, serviceName, subdomain } from '../values/names';
import { anyText, version as versionName } from '../values/texts';

/** Where the logs and full backups of a database lie that is not in this code: another cluster's, or one that is gone. */
export interface LogRepositories {
  /** Engine of the database. */
  readonly engine: Engine;

  /** Version of the database, as KubeDB names it. */
  readonly version: string;

  /** Name of the database. */
  readonly database: string;

  /** Namespace of the Repositories. */
  readonly namespace: string;

  /**
   * Repository of the full backups.
   *
   * @default - the operator's name for it: `<database>-full`
   */
  readonly fullRepository?: string;

  /**
   * Repository of the manifests.
   *
   * @default - none: what is declared in code is what is made
   */
  readonly manifestRepository?: string;

  /**
   * Secret with the key of the Repositories.
   *
   * @default - none
   */
  readonly encryptionSecret?: NamespacedRef;
}

/** A restore point, resolved. */
export interface ResolvedPoint {
  readonly point?: Point;
  /** The time as it was given, for the rules about times. */
  readonly time?: string;
  readonly findings: Finding[];
  /** Database whose logs it takes although nobody says where they lie. */
  readonly logsOf?: Database;
  /** Database whose shape is the default of what is made. */
  readonly like?: Database;
  readonly engine?: Engine;
  readonly version?: string;
}

const POINT_IN_TIME = struct<{ readonly time: string; readonly source: object }>({ time: anyText, source: kinds.database });

const SNAPSHOT = struct<{ readonly snapshot: object }>({ snapshot: kinds.snapshot });

const LOG_REPOSITORIES = struct<LogRepositories & { readonly time: string }>({
  time: anyText,
  engine: kinds.engine,
  version: versionName,
  database: serviceName('the name of a database'),
  namespace: namespaceName,
  fullRepository: optional(subdomain('the name of a Repository')),
  manifestRepository: optional(subdomain('the name of a Repository')),
  encryptionSecret: optional(namespacedRef('a Secret')),
});

/**
 * Which data is wanted: that of a moment, or that of a Snapshot.
 *
 * A bad value does not throw here: the construct that takes it reports it with its path.
 */
export class RestorePoint {
  /**
   * The data as it was at a moment, replayed from the logs of a database. Its shape is the default for what is made.
   *
   * @param time RFC 3339 with a zone: `2026-11-20T08:30:00Z`, `2026-11-20T09:30:00+01:00`
   * @param source database whose logs are replayed; it must be backed up with `Backup.continuous`
   */
  public static at(time: string, source: Database): RestorePoint {
    return RestorePoint._at(time, source);
  }

  /**
   * The same, of logs that the code of their database does not tell about any more. Whatever is missing, the point is known
   * by its names: they are what identity hangs on.
   *
   * @internal
   */
  public static _at(time: string, source: Database, said?: ExistingContinuousBackup): RestorePoint {
    return made('RestorePoint.at', POINT_IN_TIME, { time, source }, of => new RestorePoint(() => {
      const { engine, version, namespace, incarnation, livesSince, bound } = source._state;
      const logged = { database: incarnation.name, namespace, facts: engine._facts, version, livesSince };
      const logs = said === undefined ? bound.logs : logsIn(logged, said);
      const known = { like: source, engine, version, ...atTime(of.time, logs ?? logsIn(logged, {})) };
      return logs !== undefined || engine._facts.archiver === undefined ? known : { ...known, logsOf: source, findings: [notArchived(source)] };
    }));
  }

  /**
   * The data as it was at a moment, from Repositories of a database that is not in this code.
   *
   * @param time RFC 3339 with a zone
   * @param repositories where logs and full backups lie
   */
  public static inRepositories(time: string, repositories: LogRepositories): RestorePoint {
    return made('RestorePoint.inRepositories', LOG_REPOSITORIES, { ...repositories, time }, of => new RestorePoint(() => resolved(of)));
  }

  /**
   * The data of one Snapshot.
   *
   * @param snapshot pinned in code, or the latest of a catalog for what may be thrown away
   */
  public static snapshot(snapshot: Snapshot): RestorePoint {
    return made('RestorePoint.snapshot', SNAPSHOT, { snapshot }, () => new RestorePoint(() => ({
      point: { kind: 'snapshot', snapshot },
      findings: snapshot._problems.map(found => ({ ...found, property: 'snapshot' })),
      engine: snapshot.engine,
      version: snapshot.version,
    })));
  }

  private constructor(
    /** @internal */ public readonly _resolve: () => ResolvedPoint,
  ) {}
}

function resolved(
  { time, engine, version, database, namespace, fullRepository, manifestRepository, encryptionSecret }: LogRepositories & { readonly time: string },
): ResolvedPoint {
  const { archiver } = engine._facts;
  const unused = manifestRepository !== undefined && archiver !== undefined && archiver.repositories.manifest === undefined;
  return {
    engine,
    version,
    ...atTime(time, {
      database,
      namespace,
      facts: engine._facts,
      version,
      fullRepository: { namespace, name: fullRepository ?? `${database}${archiver?.repositories.full ?? '-full'}` },
      ...(manifestRepository === undefined ? {} : { manifestRepository: { namespace, name: manifestRepository } }),
      ...(encryptionSecret === undefined ? {} : {
        encryptionSecret: { name: encryptionSecret.name, namespace: encryptionSecret.namespace ?? namespace },
      }),
    }),
    ...(unused ? { findings: [manifestsWithData(engine, manifestRepository)] } : {}),
  };
}

function manifestsWithData({ kind }: Engine, value: string): Finding {
  return finding('manifest-repository-unused', Severity.WARNING, {
    message: `${kind} keeps its manifests in the Repository of its full backups, so that another one has no effect`, value, remedy: 'leave manifestRepository out', property: 'source',
  });
}

function atTime(time: string, source: LogSource): { time: string; point: Point; findings: Finding[] } {
  // A time that cannot be read is reported by the rules about times; until then it stands as it was written.
  return { time, point: { kind: 'time', time: readTime(time).time ?? time, source }, findings: [] };
}

function notArchived(source: Database): Finding {
  const { engine } = source._state;
  if (engine._facts.archiver === undefined) {
    return finding('point-in-time-not-offered', Severity.ERROR, {
      message: `${engine.kind} has no recovery to a point in time`, value: engine.key, remedy: 'restore one of its Snapshots', property: 'source',
    });
  }
  return finding('source-not-archived', Severity.ERROR, {
    message: `${source.name} keeps no logs, so there is no point in time to go back to`,
    value: source.node.path,
    allowed: 'a database with Backup.continuous(…)',
    remedy: 'restore one of its Snapshots, or give it a continuous backup for the next time; if this restore is done: settled: true',
    property: 'source',
  });
}
