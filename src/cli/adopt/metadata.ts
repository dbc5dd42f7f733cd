import { Given } from './read';
import { isPlainObject } from '../../resources/merge';
import { Json } from '../../values/json';

/** What only the cluster writes into metadata. */
const WRITTEN = ['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'selfLink'];

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** An object without what only the cluster writes, and the paths of that. */
export function declared(object: Json): { object: Json; written: string[] } {
  const { status, metadata = {}, ...rest } = object;
  const { [LAST_APPLIED]: applied, ...annotations } = metadata.annotations ?? {};
  const written = [
    ...(status === undefined ? [] : ['status']),
    ...WRITTEN.filter(k => metadata[k] !== undefined).map(k => `metadata.${k}`),
    ...(applied === undefined ? [] : [`metadata.annotations."${LAST_APPLIED}"`]),
  ];
  if (written.length === 0) return { object, written };
  const kept = Object.fromEntries(Object.entries(metadata).filter(([k]) => !WRITTEN.includes(k) && k !== 'annotations'));
  return { object: { ...rest, metadata: { ...kept, ...(Object.keys(annotations).length > 0 ? { annotations } : {}) } }, written };
}

/** Path of the first part of metadata that Kubernetes would not read. */
export function malformedMetadata({ object }: Given): string | undefined {
  const { metadata } = object;
  if (!isPlainObject(metadata)) return 'metadata';
  const texts = (value: unknown) => value === undefined || (isPlainObject(value) && Object.values(value).every(v => typeof v === 'string'));
  const text = (value: unknown) => value === undefined || typeof value === 'string';
  const checks: [string, boolean][] = [
    ['metadata.name', text(metadata.name)],
    ['metadata.namespace', text(metadata.namespace)],
    ['metadata.labels', texts(metadata.labels)],
    ['metadata.annotations', texts(metadata.annotations)],
    ['metadata.finalizers', listOf(metadata.finalizers, f => typeof f === 'string')],
    ['metadata.ownerReferences', listOf(metadata.ownerReferences, isOwner)],
  ];
  return checks.find(([, fine]) => !fine)?.[0];
}

function listOf(value: unknown, isEntry: (entry: unknown) => boolean): boolean {
  return value === undefined || (Array.isArray(value) && value.every(isEntry));
}

function isOwner(value: unknown): boolean {
  return isPlainObject(value) && ['apiVersion', 'kind', 'name', 'uid'].every(k => typeof value[k] === 'string')
    && ['controller', 'blockOwnerDeletion'].every(k => value[k] === undefined || typeof value[k] === 'boolean')
    && Object.keys(value).length <= 6;
}

/** Without what says nothing: null anywhere, empty maps and lists in metadata, and who set which field. */
export function tidy(object: Json): Json {
  const { managedFields: _, ...metadata } = isPlainObject(object.metadata) ? object.metadata : {} as Json;
  const said = isPlainObject(object.metadata)
    ? Object.fromEntries(Object.entries(withoutNulls(metadata)).filter(([, v]) => !isHollow(v)))
    : object.metadata ?? {};
  return { ...withoutNulls(object), metadata: said };
}

function isHollow(value: unknown): boolean {
  return (Array.isArray(value) && value.length === 0) || (isPlainObject(value) && Object.keys(value).length === 0);
}

/** Null in a map means: not set. In a list it stands for an entry. */
function withoutNulls(value: any): any {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== null && v !== undefined).map(([k, v]) => [k, withoutNulls(v)]));
}
