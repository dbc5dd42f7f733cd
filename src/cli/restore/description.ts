import { Construct } from 'constructs';
import { processPiece } from './in-place';
import { presentDatabase } from './live';
import { Order } from './order';
import { camel, joined, NOTHING, pascal, Piece, quote } from './piece';
import { authPiece, idPiece, overridesPiece, overwritePiece, resumePiece, runPiece, shapePiece, snapshotPiece } from './pieces';
import { shapeLike } from './shape-like';
import { Engine } from '../../engines/engine';
import { LogSource } from '../../plan/request';
import { RestorePoint } from '../../restore/restore-point';
import { Call } from '../command';
import { CliError, Exit, usageError } from '../exit';

/** A restore, described once: its manifests, its plan and its code follow from this. */
export interface Description extends Piece {
  readonly construct: 'PointInTimeRestore' | 'SnapshotRestore' | 'SnapshotClone' | 'RestorableDatabase';
  /** Id of the construct in code. */
  readonly id: string;
}

/** Options that make no sense for a new database. */
const OF_THE_DATABASE_ITSELF = ['restore-id', 'overwrite', 'in-place', 'accept-unrecorded', 'safety-storage', 'no-safety-backup'];

/** What was ordered, in the words of the library. What has to stand beside it is made below `scope`. */
export function describe(call: Call, order: Order, scope: Construct): Description {
  return order.target === undefined ? ofTheDatabaseItself(call, order, scope) : anew(call, order);
}

function ofTheDatabaseItself(call: Call, order: Order, scope: Construct): Description {
  const { asked, source, catalog } = order;
  const { options } = call;
  if (options.text('auth-secret') !== undefined) {
    throw usageError('--auth-secret is for a new database: a restored one keeps its Secret', 'leave it out, or name the new database with --to');
  }
  if (options.flag('overwrite') && options.flag('in-place')) throw usageError('--overwrite and --in-place exclude each other', 'choose one');
  const database = presentDatabase(scope, 'Database', order.live!, { backupConfigurations: [...order.backups] }, logsOf(order));
  return {
    construct: asked.kind === 'time' ? 'PointInTimeRestore' : 'SnapshotRestore',
    id: pascal(`restore-${source.name}`),
    ...joined([
      { props: { database, catalog }, code: [`database: ${camel(source.name)},`], imports: [] },
      ...(asked.kind === 'time' ? [{ props: { at: asked.time }, code: [`at: ${quote(asked.time)},`], imports: [] }, processPiece(call)]
        : [snapshotPiece(asked.snapshot), overwritePiece(call, order, scope)]),
      overridesPiece(call), resumePiece(call, 'manual'), idPiece(call), runPiece(call),
    ]),
  };
}

function anew(call: Call, order: Order): Description {
  const { asked, catalog } = order;
  const { name, namespace } = order.target!;
  const senseless = OF_THE_DATABASE_ITSELF.find(o => call.options.flag(o) || call.options.text(o) !== undefined);
  if (senseless !== undefined) throw usageError(`--${senseless} is for a restore of a database that is there, not for a new one`, 'leave it out');
  return {
    construct: asked.kind === 'snapshot' ? 'SnapshotClone' : 'RestorableDatabase',
    id: pascal(asked.kind === 'snapshot' ? `${name}-clone` : name),
    ...joined([
      { ...NOTHING, props: { catalog } },
      asked.kind === 'snapshot' ? snapshotPiece(asked.snapshot) : repositoriesPiece(order),
      { props: { name, namespace }, code: [`name: ${quote(name)},`, `namespace: ${quote(namespace)},`], imports: [] },
      likenessPiece(call, order), authPiece(call, order), resumePiece(call, 'automatic'), runPiece(call),
    ]),
  };
}

/** The shape of a new database: that of the source, as far as nothing else is asked for. */
function likenessPiece(call: Call, { live, source }: Order): Piece {
  const shape = shapePiece(call);
  if (live === undefined) return shape;
  return {
    props: { ...shapeLike(live, shape.props) },
    code: [`like: ${camel(source.name)}, // the database in your code; or give version, storage and replicas`, ...shape.code],
    imports: shape.imports,
  };
}

function repositoriesPiece({ asked, source }: Order): Piece {
  if (asked.kind !== 'time' || asked.window === undefined || asked.full === undefined) {
    throw new CliError(Exit.FINDINGS, `no logs of ${source.namespace}/${source.name} are known, so there is no point in time to go back to`,
      `cdk8s-kubestash snapshots ${source.name} -n ${source.namespace} lists the Snapshots there are; --latest or --snapshot NAME takes one`);
  }
  const { window, full, time } = asked;
  const { engine, version = '', encryptionSecret: key } = full;
  const constant = Engine._constantName(engine._facts);
  return {
    props: {
      init: RestorePoint.inRepositories(time, {
        engine, version, database: window.database, namespace: window.namespace, fullRepository: window.repository, encryptionSecret: key,
      }),
    },
    code: [
      `init: RestorePoint.inRepositories(${quote(time)}, {`,
      `  engine: Engine.${constant ?? `${engine.key}({ /* as the database has it */ })`},`,
      `  version: ${quote(version)},`,
      `  database: ${quote(window.database)},`,
      `  namespace: ${quote(window.namespace)},`,
      `  fullRepository: ${quote(window.repository)},`,
      ...(key === undefined ? [] : [`  encryptionSecret: { name: ${quote(key.name)}${key.namespace === undefined ? '' : `, namespace: ${quote(key.namespace)}`} },`]),
      '}),',
    ],
    imports: ['Engine', 'RestorePoint'],
  };
}

function logsOf({ asked, live }: Order): LogSource | undefined {
  if (asked.kind !== 'time' || asked.window === undefined || asked.full === undefined || live === undefined) return undefined;
  const { window, full } = asked;
  return {
    database: window.database,
    namespace: full.databaseNamespace,
    facts: full.engine._facts,
    version: full.version,
    fullRepository: { name: window.repository, namespace: window.namespace },
    ...(full.encryptionSecret === undefined ? {} : {
      encryptionSecret: { name: full.encryptionSecret.name, namespace: full.encryptionSecret.namespace ?? full.namespace },
    }),
  };
}
