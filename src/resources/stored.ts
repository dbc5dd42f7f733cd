import { isPlainObject } from './merge';
import { Json } from '../values/json';

const CONTAINERS = ['containers', 'initContainers', 'ephemeralContainers'];
const HOOKS = ['preBackup', 'postBackup', 'preRestore', 'postRestore'];

const of = (names: readonly string[], defaults: Json): [string, Json][] => names.map(name => [name, defaults]);

/** Defaults of upstream's CRDs in entries of lists, and in what entries hold: by the field, or by that and the one around it. */
const DEFAULTS: ReadonlyMap<string, Json> = new Map([
  ['sessions', { sessionHistoryLimit: 1 }],
  ['retryConfig', { maxRetry: 1 }],
  ...of(HOOKS, { executionPolicy: 'Always' }),
  ...of(['relabelings', 'metricRelabelings'], { action: 'replace' }),
  ...of(['readReplicas', 'podTemplate.spec'], { podPlacementPolicy: { name: 'default' } }),
  ...of(CONTAINERS.map(name => `${name}.ports`), { protocol: 'TCP' }),
  ['grpc', { service: '' }],
  ['fileKeyRef', { optional: false }],
  ['azureDisk', { fsType: 'ext4', readOnly: false }],
  ['iscsi', { iscsiInterface: 'default' }],
  ['rbd', { keyring: '/etc/ceph/keyring', pool: 'rbd', user: 'admin' }],
  ['scaleIO', { fsType: 'xfs', storageMode: 'ThinProvisioned' }],
]);

/**
 * A spec as the API server stores it, as far as lists go. GitOps tools compare them as a whole, so one in which an entry gained
 * a field in the cluster would be out of sync for ever; what objects gain beside lists is no difference to them.
 */
export function stored(spec: Json): Json {
  return below(spec, 'spec', '', false);
}

function below(value: unknown, field: string, around: string, inList: boolean): any {
  if (Array.isArray(value)) return each(value, (entry: unknown) => below(entry, field, around, true));
  if (!isPlainObject(value)) return value;
  let changed: Json | undefined;
  for (const key of Object.keys(value)) {
    const read = below(value[key], key, field, inList);
    if (read !== value[key]) (changed ??= { ...value })[key] = read;
  }
  const defaults = inList ? defaultsInLists(field, around) : undefined;
  if (defaults === undefined || Object.keys(defaults).every(key => value[key] !== undefined)) return changed ?? value;
  return { ...defaults, ...changed ?? value };
}

/** Defaults of an entry of a list, or of what such an entry holds, by the field that it stands in and the one around that. */
export function defaultsInLists(field: string, around: string): Json | undefined {
  return DEFAULTS.get(field) ?? DEFAULTS.get(`${around}.${field}`);
}

function each(list: readonly unknown[], read: (entry: unknown) => unknown): readonly unknown[] {
  const entries = list.map(read);
  return entries.some((entry, i) => entry !== list[i]) ? entries : list;
}
