import { EngineFacts, Json } from './facts';

/** A spec without what is at some paths. */
export function withoutPaths(spec: Json, paths: readonly (readonly string[])[]): Json {
  return paths.reduce((at, path) => without(at, path), spec);
}

function without(spec: Json, [step, ...rest]: readonly string[]): Json {
  if (spec === null || typeof spec !== 'object' || !(step in spec)) return spec;
  if (Array.isArray(spec)) return spec.map((v, i) => (String(i) === step && rest.length > 0 ? without(v, rest) : v));
  const { [step]: value, ...others } = spec;
  return rest.length === 0 ? others : { ...others, [step]: without(value, rest) };
}

/**
 * What the spec of a database that is already there says about databases like it: without what belongs to this one object.
 * That is what only one object can have (`ownPaths`), the ServiceAccount that the operator makes, which is called like the
 * object, and the certificates that were issued for it. What the user wrote stays.
 */
export function withoutOwnParts(facts: EngineFacts | undefined, spec: Json, name: string, namespace: string | undefined): Json {
  const shared = withoutPaths(spec, facts?.ownPaths ?? []);
  const kept = withoutServiceAccount(shared, name) as Json;
  return kept.tls === undefined ? kept : { ...kept, tls: withoutOwnCertificates(kept.tls, name, namespace) };
}

function withoutServiceAccount(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map(v => withoutServiceAccount(v, name));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value)
    .filter(([key, v]) => key !== 'serviceAccountName' || v !== name)
    .map(([key, v]) => [key, withoutServiceAccount(v, name)]));
}

/** Aliases, names, lifetimes and subjects of the user stay; Secrets and names of the object go, and what is empty then. */
function withoutOwnCertificates(tls: Json, name: string, namespace: string | undefined): Json {
  const { certificates, ...rest } = tls;
  if (!Array.isArray(certificates)) return rest;
  const kept = certificates.map(({ secretName: _, dnsNames, ...certificate }: Json) => {
    const names = (Array.isArray(dnsNames) ? dnsNames : []).filter(n => !isNameOf(String(n), name, namespace));
    return names.length === 0 ? certificate : { ...certificate, dnsNames: names };
  }).filter(certificate => Object.keys(certificate).some(key => key !== 'alias'));
  return kept.length === 0 ? rest : { ...rest, certificates: kept };
}

/** Whether a DNS name leads to a Service or pod of a database: `orders`, `*.orders-pods.shop.svc`, `orders-0.orders-pods.shop`. */
function isNameOf(dnsName: string, name: string, namespace: string | undefined): boolean {
  const labels = dnsName.split('.');
  const own = (label: string): boolean => label === '*' || label === name || label.startsWith(`${name}-`);
  const first = labels.findIndex(label => !own(label));
  if (dnsName === 'localhost' || dnsName === '127.0.0.1') return true;
  return first !== 0 && (first === -1 || (labels[first] === namespace && (labels[first + 1] === undefined || labels[first + 1] === 'svc')));
}
