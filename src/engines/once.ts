import { EngineFacts } from './facts';
import { PlaceFacts } from './place-facts';
import { dotted, valueAt, visitFields } from './spec';
import { Json } from '../values/json';

/** Something that a spec lays claim to and that exists once: for a second database of the same spec there is none left. */
export interface Claim {
  /** Where it stands, with its indexes: `serviceTemplates[0].spec.ports[0].nodePort`. */
  readonly path: string;
  readonly value: string;
  /** What it is: `a node port`. */
  readonly what: 'a node port' | 'an address' | 'an announced name' | 'a volume' | PlaceFacts['what'];
}

/** Annotations of Services by which load balancers are asked for an address of one's own (MetalLB, Cilium, kube-vip, clouds). */
const ADDRESSES = /load-?balancer-?ips?$|lb-?ipam-ips$|load-balancer-ip-addresses$|load-balancer-ipv[46]$|eip-allocations$|private-ipv4-addresses$/i;

/** Annotations of Services by which a name is announced (external-dns, clouds, Tailscale). */
const NAMES = /(external-dns\.alpha\.kubernetes\.io\/(internal-)?hostname|tailscale\.com\/hostname|load-balancer-name|dns-label-name|pip-name)$/;

/** What a spec lays claim to. Nobody else in the cluster, or in its network, can have the same. */
export function claimsOf(facts: Pick<EngineFacts, 'announced' | 'places'> | undefined, spec: Json): Claim[] {
  const claims: Claim[] = [];
  visitFields(spec, (field, value, path) => {
    if (field === 'serviceTemplates') {
      list(value).forEach((template, i) => claims.push(...claimsOfService(template, `${dotted(path)}[${i}]`)));
    } else if (field === 'storage' && value?.volumeName) {
      claims.push(...texts(value.volumeName, `${dotted(path)}.volumeName`).map(claim('a volume')));
    }
    return field === 'serviceTemplates';
  });
  for (const path of facts?.announced ?? []) claims.push(...texts(valueAt(spec, path), dotted(path)).map(claim('an announced name')));
  claims.push(...facts?.places?.(spec) ?? []);
  return claims;
}

/** Whether two claims are for the same thing. */
export function claimKey({ what, value }: Claim): string {
  return `${what} ${value}`;
}

function claimsOfService({ metadata, spec = {} }: Json, path: string): Claim[] {
  const annotations = Object.entries(metadata?.annotations ?? {});
  const annotated = (pattern: RegExp): Found[] => annotations.filter(([key]) => pattern.test(key))
    .flatMap(([key, value]) => texts(String(value).split(/[\s,]+/), `${path}.metadata.annotations["${key}"]`));
  const ports = list(spec.ports).flatMap((port, i) => texts(port.nodePort, `${path}.spec.ports[${i}].nodePort`));
  const addresses = ['loadBalancerIP', 'externalIPs', 'clusterIP', 'clusterIPs'].flatMap(key => texts(spec[key], `${path}.spec.${key}`));
  return [
    ...[...ports, ...texts(spec.healthCheckNodePort, `${path}.spec.healthCheckNodePort`)].map(claim('a node port')),
    ...[...addresses, ...annotated(ADDRESSES)].filter(a => a.value !== 'None').map(claim('an address')),
    ...annotated(NAMES).map(claim('an announced name')),
  ];
}

interface Found {
  readonly path: string;
  readonly value: string;
}

/** Texts and numbers in a value, however deep. */
function texts(value: any, path: string): Found[] {
  if (Array.isArray(value)) return value.flatMap((v, i) => texts(v, `${path}[${i}]`));
  if (value !== null && typeof value === 'object') return Object.entries(value).flatMap(([key, v]) => texts(v, `${path}.${key}`));
  return (typeof value === 'string' && value !== '') || (typeof value === 'number' && value !== 0) ? [{ path, value: String(value) }] : [];
}

function claim(what: Claim['what']): (found: Found) => Claim {
  return found => ({ ...found, what });
}

function list(value: any): Json[] {
  return Array.isArray(value) ? value.filter(v => v !== null && typeof v === 'object') : [];
}
