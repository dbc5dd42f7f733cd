import { Json } from '../values/json';

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
 * A spec without the names of one database in its certificates: those of its Services and pods, which upstream (SQL Server,
 * MongoDB) and people add. Names that people reach it by elsewhere stay.
 */
export function withoutOwnNames(spec: Json, name: string, namespace: string | undefined): Json {
  const certificates = spec.tls?.certificates;
  if (!Array.isArray(certificates)) return spec;
  return {
    ...spec,
    tls: {
      ...spec.tls,
      certificates: certificates.map((entry: Json) => (Array.isArray(entry?.dnsNames)
        ? { ...entry, dnsNames: entry.dnsNames.filter(host => !isNameOf(String(host), name, namespace)) } : entry)),
    },
  };
}

/** Whether a DNS name leads to a Service or pod of a database: `orders`, `*.orders-pods.shop.svc`, `orders-0.orders-pods.shop`. */
function isNameOf(dnsName: string, name: string, namespace: string | undefined): boolean {
  if (dnsName === 'localhost' || dnsName === '127.0.0.1') return true;
  const labels = dnsName.split('.');
  const own = (label: string): boolean => label === '*' || label === name || label.startsWith(`${name}-`);
  // A namespace may be called like a part of it: `orders.orders-eu.svc`.
  return labels.some((label, i) => i > 0 && label === namespace && [undefined, 'svc'].includes(labels[i + 1]) && labels.slice(0, i).every(own))
    || labels.every(own);
}
