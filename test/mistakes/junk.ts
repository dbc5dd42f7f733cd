import { Duration, Size } from 'cdk8s';
import fc from 'fast-check';
import { Engine } from '../../src';
import { isPlainObject } from '../../src/resources/merge';

const circular: any = {};
circular.self = circular;

/** Values of every type that a language lets through. */
export const junk: fc.Arbitrary<{ readonly of: string; readonly value: any }> = fc.oneof(
  fc.constantFrom<any>(undefined, null, '', ' ', 'Über', '-a', 'x'.repeat(300), 'a b', '${x}', '0o17', '\u2028', '__proto__', 0, -1, 1.5, 1e9, 2 ** 53, NaN, Infinity, true, false, 10n,
    [], [null], [undefined], {}, { name: 5 }, { a: null }, circular, new Date(0), new Date(NaN), () => 1, new Map(), Symbol('s'), Engine.POSTGRES, Size.gibibytes(0), Duration.millis(1500),
    '1Gi', '5GB', '10m', '1 hour', '0 25 * * *', 'busybox', 'A B:c', 'true', '2026-02-30T00:00:00Z', 'Delete', 'delete', [{}], [{ name: 'a' }, { name: 'a' }], { spec: {} }, { matchLabels: 1 }),
  fc.string({ maxLength: 20 }), fc.double(), fc.jsonValue({ maxDepth: 2 }),
).map(value => ({ of: typeof value, value }));

/** Keys that people add, right in one place or another. */
const KEYS = ['name', 'spec', 'replicas', 'namespace', 'resources', 'Resources', 'x', '__proto__', 'image', 'kind', 'key', 'labels', 'limits', 'timeout', 'mode', 'type'];

/** Properties that these worlds do not set. */
const PLACES: readonly (readonly [string, string])[] = [
  ...['namespace', 'storage', 'topology', 'tls', 'authSecret', 'spec', 'traffic', 'isolation', 'clientServiceName', 'readOnlyServiceName', 'maintenanceServiceName', 'recordName', 'scriptsName',
    'restoreName', 'pods', 'session', 'labels', 'annotations', 'deletionPolicy', 'like', 'init', 'resume', 'catalog', 'replicationStrategy', 'other']
    .map(key => ['database', key] as const),
  ...['overrides', 'pods', 'run', 'session', 'restoreId', 'restoreName', 'at', 'source', 'sourceLogs', 'database', 'snapshot', 'process', 'safetyBackup', 'retirePrevious', 'replicationStrategy',
    'catalog', 'resume', 'backup', 'isolation', 'maintenanceServiceName', 'settled']
    .map(key => ['restore', key] as const),
  ...['name', 'repository', 'directory', 'pod', 'hooks', 'timeout', 'params', 'spec', 'paused'].map(key => ['logical', key] as const),
  ...['size', 'volumeSize', 'components', 'health', 'manifest'].map(key => ['snapshot', key] as const),
  ...['timeout', 'database', 'resources', 'containerSecurityContext', 'arbitraryUserIds', 'volumeMounts'].map(key => ['check', key] as const),
];

/** One change of what is passed: of a property, or of something at any depth. */
export interface Change { readonly at: readonly [string, string] | readonly number[]; readonly adds?: string; readonly junk: { readonly value: any } }

export const changes: fc.Arbitrary<Change[]> = fc.array(fc.record({
  at: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(...PLACES) }, { weight: 3, arbitrary: fc.array(fc.nat(1000), { minLength: 2, maxLength: 9 }) },
  ),
  adds: fc.option(fc.constantFrom(...KEYS), { nil: undefined, freq: 6 }),
  junk,
}), { maxLength: 2 });

/** Makes a change, and says where. Steps lead into maps and lists, until one says that it is deep enough. */
export function spoil(into: any, { at, adds, junk: { value } }: Change, isTop = true): string {
  const [first, second] = at;
  if (typeof first === 'string') return into[first] === undefined ? '' : `${first}.${put(into[first], second as string, value)}`;
  const keys = Object.keys(into);
  const key = keys[first % keys.length];
  const inner = into[key];
  const isBranch = (isPlainObject(inner) || Array.isArray(inner)) && Object.keys(inner).length > 0;
  const goesOn = isBranch && at.length > 1 && (isTop || (second as number) % 5 > 0);
  if (goesOn) return `${key}.${spoil(inner, { at: at.slice(1) as number[], adds, junk: { value } }, false)}`;
  if (isTop) return '';
  return put(into, adds === undefined || Array.isArray(into) ? key : adds, value);
}

function put(into: any, key: string, value: any): string {
  Object.defineProperty(into, key, { value, enumerable: true, configurable: true, writable: true });
  return key;
}
