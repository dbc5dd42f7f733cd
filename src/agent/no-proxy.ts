import { BlockList, isIP } from 'net';

/**
 * The proxy on the way to the API server. client-go, and so every operator and kubectl, honours HTTPS_PROXY and NO_PROXY in a pod too, by the
 * rules of Go's net/http: with the same environment the agent takes the same way as they do. HTTP_PROXY and ALL_PROXY say nothing about https.
 */
export function proxyFor(host: string, port: number, env: NodeJS.ProcessEnv): URL | undefined {
  const proxy = env.HTTPS_PROXY || env.https_proxy;
  if (!proxy || goesDirectly(host, port, env.NO_PROXY || env.no_proxy || '')) return undefined;
  return new URL(proxy.includes('://') ? proxy : `http://${proxy}`);
}

/** Whether NO_PROXY excepts a host: `*`, addresses, CIDRs, domains with all below them (`.example.com`: only those below), each with or without a port. */
export function goesDirectly(host: string, port: number, noProxy: string): boolean {
  if (host === 'localhost' || isLoopback(host)) return true;
  return noProxy.split(',').map(entry => entry.trim().toLowerCase()).some(entry => entry === '*' || (entry !== '' && matches(host.toLowerCase(), port, entry)));
}

/** Whether an address is of this computer. */
export function isLoopback(host: string): boolean {
  return isIP(host) === 4 ? host.startsWith('127.') : host === '::1';
}

function matches(host: string, port: number, entry: string): boolean {
  if (entry.includes('/')) return within(host, entry);
  const [, name, only] = /^\[(.*)\](?::(\d+))?$/.exec(entry) ?? (isIP(entry) !== 0 ? [entry, entry, undefined] : /^(.*?)(?::(\d+))?$/.exec(entry)!);
  if (only !== undefined && Number(only) !== port) return false;
  if (isIP(name) !== 0) return isIP(host) === isIP(name) && within(host, `${name}/${isIP(name) === 4 ? 32 : 128}`);
  const domain = name.replace(/^\*/, '');
  return domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`);
}

function within(host: string, cidr: string): boolean {
  const family = isIP(host) === 6 ? 'ipv6' : 'ipv4';
  const [network, prefix] = cidr.split('/');
  if (isIP(host) === 0 || isIP(network) !== isIP(host) || !/^\d{1,3}$/.test(prefix)) return false;
  try {
    const list = new BlockList();
    list.addSubnet(network, Number(prefix), family);
    return list.check(host, family);
  } catch {
    return false;
  }
}
