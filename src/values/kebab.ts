/** A DNS label (RFC 1123): names of Services, namespaces, and of whatever becomes part of a pod's name. */
export const MAX_LABEL = 63;

/** A DNS subdomain (RFC 1123): names of most other objects. */
export const MAX_SUBDOMAIN = 253;

const LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const SERVICE_LABEL = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;

/**
 * A construct id as the name of an object: `OrdersDb` becomes `orders-db`, `UndoDelete2` `undo-delete2`, `S3Backups` `s3-backups`.
 * What cannot stand in a name separates words. May return an empty string, which no name check accepts.
 */
export function kebab(id: string): string {
  return id
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** Whether a text is a DNS label of at most 63 characters. */
export function isDnsLabel(text: string): boolean {
  return text.length <= MAX_LABEL && LABEL.test(text);
}

/** Whether a text may be the name of a Service: a DNS label that starts with a letter. */
export function isServiceName(text: string): boolean {
  return text.length <= MAX_LABEL && SERVICE_LABEL.test(text);
}

/** Whether a text is a DNS subdomain of at most 253 characters. */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= MAX_SUBDOMAIN && SUBDOMAIN.test(text);
}
