import { cluster } from './cluster';

/** Something that happened in the cluster, with the time to the nanosecond. */
export interface Event {
  readonly seq: number;
  readonly time: string;
  readonly unixNano: number;
  readonly type: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly data?: any;
}

/** A user of the cluster. */
export interface Identity {
  readonly name: string;
  readonly token: string;
  readonly kubeconfig: string;
  readonly proxyKubeconfig: string;
}

/** The HTTP interface by which tests steer the cluster. */
export async function control<T = any>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${cluster().control}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} ${JSON.stringify(body) ?? ''}: ${answer.status} ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** A user; its rights are what RBAC grants it. */
export function identity(name: string, groups: string[] = []): Promise<Identity> {
  return control('POST', '/identities', { name, groups });
}

/** How the stand-ins of the operators behave about a namespace, or about one object in it. */
export async function behave(namespace: string, settings: Record<string, unknown>, name?: string): Promise<void> {
  await control('POST', '/behaviour', { namespace, ...(name === undefined ? {} : { name }), ...settings });
}

/** What happened, in order. */
export async function events(filter: { type?: string; namespace?: string; name?: string; since?: number }): Promise<Event[]> {
  const query = new URLSearchParams(Object.entries(filter).map(([k, v]): [string, string] => [k, String(v)]));
  return (await control<{ events: Event[] }>('GET', `/events?${query.toString()}`)).events;
}
