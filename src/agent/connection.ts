import { readFileSync } from 'fs';
import { Agent as HttpAgent, RequestOptions } from 'http';
import { Agent } from 'https';
import { isLoopback, proxyFor } from './no-proxy';
import { TunnelAgent } from './tunnel';

/** Where the API server is, and how one proves to it who one is. */
export interface Connection {
  readonly protocol: 'http:' | 'https:';
  /** Options of the next request, which may differ from those of the last: tokens and certificates are renewed. Throws where files are missing. */
  options(): RequestOptions;
  /** Ends what is kept open between calls. */
  close(): void;
}

const CREDENTIALS = '/var/run/secrets/kubernetes.io/serviceaccount';

/** A connection that is not used for so long is given up, before somebody on the way forgets it. */
const IDLE_MS = 30_000;

const KEPT = { keepAlive: true, keepAliveMsecs: 10_000, timeout: IDLE_MS };

/** From a pod, as its ServiceAccount. Token and CA are read for every call: both are renewed while the pod runs, and a run makes few calls. */
export function fromPod(env: NodeJS.ProcessEnv, timeoutMs: number, folder = CREDENTIALS): Connection {
  const host = (env.KUBERNETES_SERVICE_HOST ?? '').replace(/^\[|\]$/g, '');
  const port = Number(env.KUBERNETES_SERVICE_PORT_HTTPS || env.KUBERNETES_SERVICE_PORT || 443);
  if (host === '') throw new Error('KUBERNETES_SERVICE_HOST is not set: this is no pod');
  const proxy = proxyFor(host, port, env);
  let ca: string | undefined;
  let agent: Agent | undefined;
  return {
    protocol: 'https:',
    options: () => {
      const latest = readFileSync(`${folder}/ca.crt`, 'utf8');
      if (agent === undefined || latest !== ca) {
        ca = latest;
        agent = proxy === undefined ? new Agent({ ...KEPT, ca }) : new TunnelAgent(proxy, timeoutMs, { ...KEPT, ca });
      }
      return { host, port, agent, headers: { authorization: `Bearer ${readFileSync(`${folder}/token`, 'utf8').trim()}` } };
    },
    close: () => agent?.destroy(),
  };
}

/** Over the unix socket of a `kubectl proxy`, which accepts nothing but localhost for a host. */
export function overSocket(socketPath: string): Connection {
  return plain({ socketPath, host: 'localhost' });
}

/** Over a `kubectl proxy` on this computer. Throws where the URL leads elsewhere: nothing proves there who answers. */
export function overLoopback(url: string): Connection {
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol !== 'http:' || !(host === 'localhost' || isLoopback(host))) throw new Error(`not an http:// URL of this computer: ${url}`);
  return plain({ host, port: port || 80 });
}

function plain(to: RequestOptions): Connection {
  const agent = new HttpAgent(KEPT);
  return { protocol: 'http:', options: () => ({ ...to, agent }), close: () => agent.destroy() };
}
