import { request as httpRequest } from 'http';
import { Agent, AgentOptions, request as httpsRequest } from 'https';
import { Duplex } from 'stream';
import { connect as tlsConnect } from 'tls';

type Created = (error: Error | null, socket?: Duplex) => void;

/** Connections to the API server through a proxy that is asked to CONNECT; TLS is spoken with the API server itself. */
export class TunnelAgent extends Agent {
  constructor(private readonly proxy: URL, private readonly timeoutMs: number, options: AgentOptions) {
    super(options);
    if (proxy.protocol !== 'http:' && proxy.protocol !== 'https:') throw new Error(`HTTPS_PROXY: ${proxy.protocol}// is not supported, only http:// and https://`);
  }

  /** Called by Node for every new connection. */
  public createConnection(options: any, created: Created): undefined {
    const host = options.host.includes(':') ? `[${options.host}]` : options.host;
    const authority = `${host}:${options.port}`;
    const { username, password, protocol, hostname, port } = this.proxy;
    const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
    const connect = (protocol === 'https:' ? httpsRequest : httpRequest)({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port || (protocol === 'https:' ? 443 : 80),
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...(username === '' ? {} : { 'proxy-authorization': `Basic ${credentials}` }) },
      agent: false,
      timeout: this.timeoutMs,
    });
    connect.once('connect', (response, socket) => {
      socket.setTimeout(0);
      if (response.statusCode === 200) {
        created(null, tlsConnect({ ...options, socket }));
      } else {
        socket.destroy();
        created(new Error(`the proxy ${hostname} answered HTTP ${response.statusCode}`));
      }
    });
    connect.once('response', response => connect.destroy(new Error(`the proxy ${hostname} answered HTTP ${response.statusCode}`)));
    connect.once('timeout', () => connect.destroy(new Error(`the proxy ${hostname} did not answer`)));
    connect.once('error', created);
    connect.end();
    return undefined;
  }
}
