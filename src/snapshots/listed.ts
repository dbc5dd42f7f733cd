import { BackupMethod, Makeup, makeupOf } from './method';
import { canonicalTime, epochOf, looksCanonical, timeOfEpochSeconds } from './time';

/** Times of logs, as a component of a log Snapshot states them. Whatever form it writes them in. */
export interface LogStats {
  readonly start?: unknown;
  readonly end?: unknown;
  readonly lastFailedStats?: readonly LogRange[];
  readonly lastSucceededStats?: readonly LogRange[];
}

/** One attempt to ship logs. */
export interface LogRange {
  readonly start?: unknown;
  readonly end?: unknown;
}

/** What is kept of one Snapshot of an export: enough to judge it, small enough for a million. */
export interface Listed {
  readonly name: string;
  readonly namespace: string;
  /** Canonical. */
  readonly time: string | undefined;
  readonly repository: string;
  readonly session: string | undefined;
  readonly version: string | undefined;
  readonly phase: string | undefined;
  /** As printed. */
  readonly size: string | undefined;
  readonly makeup: Makeup;
  readonly expected: number | undefined;
  readonly failedComponent: string | undefined;
  readonly integrity: boolean | undefined;
  readonly verification: string | undefined;
  readonly deleting: boolean;
  readonly broughtBack: boolean;
  /** One for each component that holds logs. */
  readonly logs: readonly LogStats[] | undefined;
}

/** What is kept of one Repository. */
export interface ListedRepository {
  readonly name: string;
  readonly namespace: string;
  readonly storage?: string;
  readonly encryptionSecret?: { readonly name: string; readonly namespace?: string };
  readonly app?: AppRef;
}

/** The thing that was backed up (upstream: `spec.appRef`). */
export interface AppRef {
  readonly group: string | undefined;
  readonly kind: string | undefined;
  readonly name: string;
  readonly namespace: string | undefined;
}

const LABEL = 'kubestash.com/';

/** Most Snapshots have the same few components: what follows from them is worked out once. */
const makeups = new Map<string, Makeup>();

/** Compact facts of a Snapshot object. */
export function listedOf(item: any): Listed {
  const meta = item.metadata;
  const spec = item.spec ?? undefined;
  const status = item.status ?? undefined;
  const components = status?.components;
  let failedComponent: string | undefined;
  let integrity: boolean | undefined = status?.integrity ?? undefined;
  let logs: LogStats[] | undefined;
  let key = '';
  if (typeof components === 'object') {
    for (const name in components) {
      const component = components[name] ?? undefined;
      const stats = component?.logStats ?? undefined;
      key += stats === undefined ? `${name}\n` : `${name}\t\n`;
      if (stats !== undefined) (logs ??= []).push(stats);
      if (component?.phase === 'Failed') failedComponent ??= name;
      if (component?.integrity === false) integrity = false;
    }
  }
  const makeup = sharedMakeup(key);
  const created = utc(meta.creationTimestamp);
  const time = utc(status?.snapshotTime) ?? created ?? timeInName(meta.name);
  return {
    name: text(meta.name) ?? '',
    namespace: text(meta.namespace) ?? 'default',
    time,
    repository: text(spec?.repository) ?? text(meta.labels?.[`${LABEL}repo-name`]) ?? ownerOf(meta) ?? '',
    session: text(spec?.session),
    version: text(meta.annotations?.['kubedb.com/db-version']),
    phase: text(status?.phase),
    size: text(status?.size),
    makeup,
    expected: typeof status?.totalComponents === 'number' ? status.totalComponents : undefined,
    failedComponent,
    integrity,
    verification: text(status?.verificationStatus),
    deleting: typeof meta.deletionTimestamp === 'string',
    broughtBack: makeup.method === BackupMethod.VOLUME_SNAPSHOT && wasBroughtBack(time, created),
    logs,
  };
}

/** Compact facts of a Repository object. */
export function repositoryOf(item: any): ListedRepository {
  const spec = item.spec ?? {};
  const secret = text(spec.encryptionSecret?.name);
  return {
    name: text(item.metadata.name) ?? '',
    namespace: text(item.metadata.namespace) ?? 'default',
    storage: text(spec.storageRef?.name),
    encryptionSecret: secret === undefined ? undefined : { name: secret, namespace: text(spec.encryptionSecret.namespace) },
    app: appOf(item),
  };
}

/** What a Snapshot or Repository says it is of: by `spec.appRef`, else by its labels. */
export function appOf(item: any): AppRef | undefined {
  const ref = item.spec?.appRef;
  const name = text(ref?.name);
  if (name !== undefined) return { group: text(ref.apiGroup), kind: text(ref.kind), name, namespace: text(ref.namespace) };
  const labels = item.metadata.labels ?? {};
  const labelled = text(labels[`${LABEL}app-ref-name`]);
  if (labelled === undefined) return undefined;
  return {
    group: undefined,
    kind: text(labels[`${LABEL}app-ref-kind`]),
    name: labelled,
    namespace: text(labels[`${LABEL}app-ref-namespace`]),
  };
}

/** A text, whatever a YAML reader made of it; undefined where there is none. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A canonical time. What an API server prints is one as it stands. */
function utc(value: unknown): string | undefined {
  return typeof value === 'string' && looksCanonical(value) ? value : canonicalTime(value);
}

/** Names of Snapshots end with the second in which they were taken. */
function timeInName(name: unknown): string | undefined {
  const seconds = /-(\d{10})$/.exec(text(name) ?? '')?.[1];
  return seconds === undefined ? undefined : timeOfEpochSeconds(Number(seconds));
}

function ownerOf(meta: any): string | undefined {
  const owners: any[] = Array.isArray(meta.ownerReferences) ? meta.ownerReferences : [];
  return text(owners.find(o => o?.kind === 'Repository')?.name);
}

/** Objects that KubeStash makes again out of a backend are younger than what they speak of. */
function wasBroughtBack(time: string | undefined, created: string | undefined): boolean {
  if (time === undefined || created === undefined || created <= time) return false;
  return epochOf(created) - epochOf(time) > 3_600_000;
}

/** What the components of a key are: names, each ended by a new line, those of logs with a tab before it. */
function sharedMakeup(key: string): Makeup {
  let makeup = makeups.get(key);
  if (makeup === undefined) {
    makeup = makeupOf(key.split('\n').slice(0, -1).map(c => ({ name: c.trimEnd(), hasLogStats: c.endsWith('\t') })));
    makeups.set(key, makeup);
  }
  return makeup;
}
