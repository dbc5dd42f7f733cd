import { Place, ResourceType, Selection } from './api';

/** A DNS subdomain (RFC 1123): what the API server takes for the name of an object. */
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Whether something can be the name of an object. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 253 && SUBDOMAIN.test(value);
}

function isLabel(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 63 && LABEL.test(value);
}

/** What is wrong with a place or a selection; such words never become part of a path. */
export function complaint({ type, namespace, name }: Place, selection: Selection = {}): string | undefined {
  const quote = (value: unknown) => JSON.stringify(value)?.slice(0, 80);
  if (type.group !== '' && !isName(type.group)) return `not an API group: ${quote(type.group)}`;
  if (!isLabel(type.version)) return `not an API version: ${quote(type.version)}`;
  if (!isLabel(type.plural)) return `not the plural of a kind: ${quote(type.plural)}`;
  if (namespace !== '' && !isLabel(namespace)) return `not a namespace: ${quote(namespace)}`;
  if (name !== undefined && !isName(name)) return `not the name of an object: ${quote(name)}`;
  if (selection.name !== undefined && !isName(selection.name)) return `not the name of an object: ${quote(selection.name)}`;
  return undefined;
}

/** The path of all objects of a place. */
export function collectionPath({ type, namespace }: Place): string {
  return pathOf(type.group, type.version, ...(namespace === '' ? [] : ['namespaces', namespace]), type.plural);
}

/** The path of one object. */
export function objectPath(place: Place & { readonly name: string }): string {
  return `${collectionPath(place)}/${encodeURIComponent(place.name)}`;
}

/** The path where reviews of one's own rights are asked for. */
export const ACCESS_REVIEWS: ResourceType = { group: 'authorization.k8s.io', version: 'v1', plural: 'selfsubjectaccessreviews' };

/** Parameters of a call, in the order given. */
export function query(parameters: Record<string, string | undefined>): string {
  const given = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length === 0 ? '' : `?${given.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')}`;
}

/** The parameters of a selection. */
export function selectors(selection: Selection): Record<string, string | undefined> {
  return {
    fieldSelector: selection.name === undefined ? undefined : `metadata.name=${selection.name}`,
    labelSelector: selection.labels,
  };
}

function pathOf(group: string, ...words: string[]): string {
  return ['', ...(group === '' ? ['api'] : ['apis', group]), ...words].map(encodeURIComponent).join('/');
}
