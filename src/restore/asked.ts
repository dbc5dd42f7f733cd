import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Assembled, Wanted } from './assemble';
import { bindingOf } from './binding';
import { bringsPasswords, sourceSecret } from './credentials';
import { Database } from './database';
import { DeletionPolicy } from './deletion-policy';
import { RestorableDatabaseProps } from './restorable-database-props';
import { firstRestorePod } from './restore-pod';
import { ResolvedPoint } from './restore-point';
import { DatabaseShape, overlay } from './shape';
import { DatabaseState } from './state';
import { Engine } from '../engines/engine';
import { authSecretNameOf, isOpen } from '../engines/spec';
import { articled } from '../findings/article';
import { Finding, finding, Severity } from '../findings/finding';
import { Inquiry } from '../findings/inquiry';
import { platformAt, podsAt, runOptionsAt } from '../platform/platform';
import { PodLayers } from '../platform/pod-needs';
import { Resume } from '../run/resume';
import { scriptsPrefix } from '../run/scripts';
import { clientServiceNames, clientServices, TrafficNames, trafficNames } from '../traffic/endpoints';
import { Isolation } from '../traffic/isolation';
import { Traffic } from '../traffic/traffic';
import { Json } from '../values/json';
import { kebab } from '../values/kebab';

const UNKNOWN = 'unknown';

/** What is asked of a new database, with everything that follows from elsewhere. */
export interface Asked {
  readonly props: RestorableDatabaseProps;
  readonly resolved: ResolvedPoint;
  readonly like?: Database;
  /** What was to be the model, and is of another engine. */
  readonly strange?: Database;
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

/** What the properties say, and what they leave to a point, a model, the chart or the defaults. */
export function askedOf(scope: Construct, id: string, props: RestorableDatabaseProps): Asked {
  const resolved = props.init?._resolve() ?? { findings: [] };
  const strange = strangeModel(props, resolved);
  const like = strange ? undefined : props.like ?? resolved.like;
  const name = props.name ?? kebab(id);
  const namespace = props.namespace ?? Chart.of(scope).namespace;
  return {
    props,
    resolved,
    like,
    strange,
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

/** What the plan is made of. */
export function wantedOf(asked: Asked): Wanted {
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
    services: clientServiceNames((engine ?? Engine.POSTGRES)._facts, names),
    restoreName: props.restoreName,
    maintenance: props.maintenanceServiceName,
  };
}

/** What stands behind the client Services once it is deployed. */
export function stateOf(scope: Construct, asked: Asked, { decision, outline, spec, maintenance }: Assembled): DatabaseState {
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
    platform: platformAt(scope),
    deletionPolicy,
    backup: props.backup,
    bound: bindingOf(props.backup, unbound),
  };
}

/** A model of another engine: its version is none of this one's. */
function strangeModel(props: RestorableDatabaseProps, resolved: ResolvedPoint): Database | undefined {
  const { like, version } = props;
  const engine = props.engine ?? resolved.engine;
  return version === undefined && engine !== undefined && like !== undefined && like._state.engine.key !== engine.key ? like : undefined;
}

/** A model that nothing can be taken from. */
export function strangeFindings({ strange, engine }: Asked, inquiry: Inquiry): Finding[] {
  if (strange === undefined || inquiry.isRefused(['engine', 'like', 'init'])) return [];
  inquiry.refuse('like');
  return [finding('like-of-another-engine', Severity.ERROR, {
    message: `${strange._state.name} is ${articled(strange._state.engine._facts.kind)}, and this database ${articled(engine!._facts.kind)}`,
    value: strange._state.name,
    allowed: `a database of ${engine!.key}`,
    remedy: 'leave like out, and say version and storage',
    property: 'like',
  })];
}

/** What nobody knows, and no database can do without. */
export function unknownIn({ engine, namespace, shape }: Asked, inquiry: Inquiry): Finding[] {
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
