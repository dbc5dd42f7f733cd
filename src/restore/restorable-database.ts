import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { assemble, Assembled, Wanted } from './assemble';
import { bindingOf } from './binding';
import { bringsPasswords, sourceSecret } from './credentials';
import { Database, Front } from './database';
import { DeletionPolicy } from './deletion-policy';
import { IncarnationResources, retireIncarnation } from './incarnation';
import { objectsOf, planOf } from './plan-of';
import { renderRestore, renderRunSupport } from './render';
import { firstFindings, restoreFindings } from './restore-findings';
import { firstRestorePod } from './restore-pod';
import { ResolvedPoint, RestorePoint } from './restore-point';
import { SnapshotRestoreOptions } from './session-options';
import { DatabaseShape, overlay } from './shape';
import { DatabaseState } from './state';
import { TrafficOptions } from './traffic-options';
import { restorableDatabaseProps } from './values';
import { Backup } from '../backup/backup';
import { Engine } from '../engines/engine';
import { Json } from '../engines/facts';
import { authSecretNameOf, isOpen } from '../engines/spec';
import { Finding, finding, Severity } from '../findings/finding';
import { Inquiry } from '../findings/inquiry';
import { follows, report } from '../findings/report';
import { RestorePlan } from '../plan/restore-plan';
import { PlatformOptions, podsAt, runOptionsAt } from '../platform/platform';
import { PodLayers } from '../platform/pod-needs';
import { Resume } from '../run/resume';
import { scriptsPrefix } from '../run/scripts';
import { SnapshotCatalog } from '../snapshots/catalog';
import { clientServices, TrafficNames, trafficNames } from '../traffic/endpoints';
import { Isolation } from '../traffic/isolation';
import { renderClientServices } from '../traffic/services';
import { Traffic } from '../traffic/traffic';
import { given } from '../values/given';
import { kebab } from '../values/kebab';

/** Properties of a `RestorableDatabase`. */
export interface RestorableDatabaseProps extends DatabaseShape, TrafficOptions, PlatformOptions, SnapshotRestoreOptions {
  /**
   * Engine that runs it.
   *
   * @default - the engine of `init` or `like`; an error if there is neither
   */
  readonly engine?: Engine;

  /**
   * Name: a DNS label.
   *
   * @default - the construct's id in kebab-case
   */
  readonly name?: string;

  /**
   * Namespace.
   *
   * @default - the namespace of the chart; an error if it has none
   */
  readonly namespace?: string;

  /**
   * How it is backed up; each incarnation anew.
   *
   * @default - not at all
   */
  readonly backup?: Backup;

  /**
   * Data it starts with.
   *
   * @default - none, an empty database
   */
  readonly init?: RestorePoint;

  /**
   * Whether what `init` asks for is done. It keeps its id, its names and `spec.init` byte for byte, but is no longer judged and
   * never run again.
   *
   * @default false
   */
  readonly settled?: boolean;

  /**
   * Database whose shape is the default for this one's, and what was said of its pods.
   *
   * @default - the source of `init`, where that is a database of this code
   */
  readonly like?: Database;

  /**
   * Name of the restore that `init` asks for, or of the first opening: of its RestoreSession and run (Role and RoleBinding;
   * ServiceAccount, Job and ConfigMaps begin with it).
   *
   * @default - `<name>-<restore id>`, `<name>-first` without `init`
   */
  readonly restoreName?: string;

  /**
   * Who makes it available after `init`.
   *
   * @default Resume.automatic()
   */
  readonly resume?: Resume;

  /**
   * What happens when the database CR is deleted.
   *
   * @default DeletionPolicy.DO_NOT_TERMINATE
   */
  readonly deletionPolicy?: DeletionPolicy;

  /**
   * How the replicas get their data in a recovery to a point in time (upstream: `init.archiver.replicationStrategy`):
   * `sync`, `fscopy`, `clone` or `none`.
   *
   * @default - what KubeDB does for the engine
   */
  readonly replicationStrategy?: string;

  /**
   * What can be restored: checks `init` against what there is.
   *
   * @default - not checked against a catalog
   */
  readonly catalog?: SnapshotCatalog;
}

/**
 * A database that KubeDB runs, with client Services that a restore can close and open, a backup of your choice, and
 * data to start with where you want some.
 *
 * @example
 *
 * import { App, Chart, Cron, Size } from 'cdk8s';
 * import { Backup, BackupStorage, Engine, RestorableDatabase, StorageBackend } from 'cdk8s-kubestash';
 *
 * const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
 * const storage = new BackupStorage(chart, 'Storage', {
 *   backend: StorageBackend.s3({ bucket: 'backups', region: 'eu-central-1', secret: { name: 's3-credentials' } }),
 * });
 * const orders = new RestorableDatabase(chart, 'Orders', {
 *   engine: Engine.POSTGRES,
 *   version: '17.5',
 *   replicas: 3,
 *   storage: { size: Size.gibibytes(50) },
 *   backup: Backup.continuous({ storage, encryptionSecret: { name: 'restic' }, fullBackup: Cron.daily() }),
 * });
 */
export class RestorableDatabase extends Database {
  /** @internal */
  public readonly _state: DatabaseState;

  /** @internal */
  public readonly _front: Front;

  private readonly assembled: Assembled;
  private readonly resolved: ResolvedPoint;

  constructor(scope: Construct, id: string, props: RestorableDatabaseProps = {}) {
    super(scope, id);
    const asked = askedOf(this, id, given(this, restorableDatabaseProps, props));
    const { resolved, like, engine, namespace, resume } = asked;
    follows(this, ...[like, resolved.like].flatMap(d => (d === undefined ? [] : [d._home()])));
    this.resolved = resolved;
    this.assembled = assemble(wantedOf(asked));
    this._state = stateOf(this, asked, this.assembled);
    this._front = new Front(this._state);

    const { session, catalog } = asked.props;
    const model = like?._state.base === undefined ? undefined : like._state;
    const subject = { state: this._state, assembled: this.assembled, resolved, resume, session, catalog, model };
    report(this, inquiry => [
      ...firstFindings(subject, inquiry),
      ...unknownIn(asked, inquiry),
      ...(engine === undefined ? [] : this.assembled.findings(inquiry)),
      ...restoreFindings(subject, inquiry),
    ]);
    if (engine === undefined || namespace === undefined) return;

    const { decision, outline, spec } = this.assembled;
    this._front.through(renderClientServices(this, { database: asked.name, namespace, facts: engine._facts, spec: outline ?? {} }, this._state));
    this.node.defaultChild = new IncarnationResources(this, 'Incarnation', this._state, spec).resource;
    renderRunSupport(this, this._state);
    renderRestore(this, decision, undefined, this._state, { resume, acceptUnrecorded: false });
  }

  /** What is going to happen when it is applied. */
  public get plan(): RestorePlan {
    return planOf(this.assembled, this._state, undefined, this.resolved.point, objectsOf(this));
  }

  /** @internal */
  public _retire(keepMaintenance: boolean): void {
    retireIncarnation(this, keepMaintenance);
  }

  /** @internal */
  public _home(): Construct {
    return this;
  }
}

const UNKNOWN = 'unknown';

/** What is asked for, with everything that follows from elsewhere. */
interface Asked {
  readonly props: RestorableDatabaseProps;
  readonly resolved: ResolvedPoint;
  readonly like?: Database;
  readonly engine?: Engine;
  readonly shape?: DatabaseShape;
  readonly name: string;
  readonly namespace?: string;
  readonly names: TrafficNames;
  readonly pods: PodLayers;
  readonly traffic: Traffic;
  readonly resume: Resume;
  readonly deletionPolicy: DeletionPolicy;
}

function askedOf(scope: Construct, id: string, props: RestorableDatabaseProps): Asked {
  const resolved = props.init?._resolve() ?? { findings: [] };
  const like = props.like ?? resolved.like;
  const name = props.name ?? kebab(id);
  const namespace = props.namespace ?? Chart.of(scope).namespace;
  return {
    props,
    resolved,
    like,
    engine: engineOf(props, resolved, like),
    shape: shapeOf(props, resolved, like),
    name,
    namespace,
    names: trafficNames(name, { client: props.clientServiceName, readOnly: props.readOnlyServiceName, record: props.recordName }),
    pods: podsAt(scope, props.pods, like && { home: like._home(), pods: like._state.pods, elsewhere: like._state.namespace !== namespace }),
    traffic: props.traffic ?? Traffic.managed(),
    resume: props.resume ?? Resume.automatic(),
    deletionPolicy: props.deletionPolicy ?? DeletionPolicy.DO_NOT_TERMINATE,
  };
}

function wantedOf(asked: Asked): Wanted {
  const { props, resolved, like, engine, shape, name, namespace, names, pods, traffic, resume, deletionPolicy } = asked;
  return {
    name,
    namespace: namespace ?? UNKNOWN,
    engine: engine ?? Engine.POSTGRES,
    shape,
    saidHere: like === undefined ? undefined : props,
    base: baseOf(engine, like),
    point: resolved.point,
    settled: props.init === undefined ? undefined : props.settled,
    manual: resume._manual,
    declared: traffic._declared,
    safetyBackup: false,
    replicationStrategy: props.replicationStrategy,
    session: { ...props.session, pod: firstRestorePod(pods, props.backup, resolved.point, like?._state, namespace) },
    authSecret: secretOf(props, resolved, like, namespace, shape),
    deletionPolicy,
    services: [names.client, names.readOnly],
    restoreName: props.restoreName,
    maintenance: props.maintenanceServiceName,
  };
}

function stateOf(scope: Construct, asked: Asked, { decision, outline, spec, maintenance }: Assembled): DatabaseState {
  const { props, resolved: { point, version }, like, shape, name, names, pods, traffic, deletionPolicy } = asked;
  const engine = asked.engine ?? Engine.POSTGRES;
  const unbound = {
    name,
    namespace: asked.namespace ?? UNKNOWN,
    engine,
    version: shape?.version ?? version,
    shape,
    base: baseOf(asked.engine, like),
    spec: outline,
    incarnation: decision.next,
    livesSince: point?.kind === 'time' ? point.time : point?.snapshot.time,
    pods,
  };
  return {
    ...unbound,
    maintenance,
    names,
    scripts: props.scriptsName ?? scriptsPrefix(scope),
    services: clientServices(engine._facts, outline ?? {}, names),
    authSecret: authSecretNameOf(spec, name),
    traffic,
    isolation: props.isolation ?? Isolation.automatic(),
    run: runOptionsAt(scope, props.run),
    deletionPolicy,
    backup: props.backup,
    bound: bindingOf(props.backup, unbound),
  };
}

/** What nobody knows, and no database can do without. */
function unknownIn({ engine, namespace, shape }: Asked, inquiry: Inquiry): Finding[] {
  return [
    ...(engine === undefined && !inquiry.isRefused(['engine', 'init', 'like'])
      ? [unknown('engine-unknown', 'engine', 'nobody knows which engine is meant', 'engine: Engine.…')] : []),
    ...(namespace === undefined && !inquiry.isRefused(['namespace'])
      ? [unknown('namespace-unknown', 'namespace', 'the database has no namespace', 'the property namespace, or that of the chart')] : []),
    ...(shape !== undefined && shape.version === undefined && !inquiry.isRefused(['version', 'init', 'like'])
      ? [unknown('version-unknown', 'version', 'nobody knows the version', 'version: \'…\'')] : []),
  ];
}

/** The engine of `like` knows what its factory was given, which a Snapshot of the same engine does not. */
function engineOf(props: RestorableDatabaseProps, resolved: ResolvedPoint, like: Database | undefined): Engine | undefined {
  const inherited = like?._state.engine;
  return props.engine ?? (resolved.engine?.key === inherited?.key ? inherited : undefined) ?? resolved.engine ?? inherited;
}

/** What an imported model has beyond its shape. */
function baseOf(engine: Engine | undefined, like: Database | undefined): Json | undefined {
  return like !== undefined && like._state.engine.key === engine?.key ? like._state.base : undefined;
}

function shapeOf(props: RestorableDatabaseProps, resolved: ResolvedPoint, like: Database | undefined): DatabaseShape | undefined {
  const { version, replicas, storage, topology, tls, authSecret, labels, annotations, spec } = props;
  const own: DatabaseShape = { version, replicas, storage, topology, tls, authSecret, labels, annotations, spec };
  const said = Object.values(own).some(v => v !== undefined);
  const inherited = like?._state.shape;
  // Nothing said and a Snapshot that holds the manifest: the manifest is the shape.
  const snapshot = resolved.point?.kind === 'snapshot' ? resolved.point.snapshot : undefined;
  if (!said && inherited === undefined && snapshot?.withManifest && snapshot.engine._facts.manifestRename) return undefined;
  // Whoever lets pods with these labels in did not mean a copy.
  const { authSecret: _, labels: __, annotations: ___, ...shared } = inherited ?? {};
  return overlay(overlay(resolved.version === undefined ? {} : { version: resolved.version }, shared), own);
}

/** Secret with the credentials: the one that fits the data, where a Secret of its own would not. */
function secretOf(
  { authSecret, spec }: RestorableDatabaseProps, { point, engine }: ResolvedPoint, like: Database | undefined, namespace: string | undefined,
  shape: DatabaseShape | undefined,
): string | undefined {
  if (authSecret !== undefined) return authSecret.name;
  if (engine === undefined || spec?.authSecret !== undefined || isOpen(shape?.spec) || !bringsPasswords(engine._facts, point)) return undefined;
  return sourceSecret(point, like, namespace);
}

function unknown(code: string, property: string, message: string, allowed: string): Finding {
  return finding(code, Severity.ERROR, { message, allowed, remedy: `give ${allowed}`, property });
}
