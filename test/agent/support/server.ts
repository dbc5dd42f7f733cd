import { createServer, IncomingMessage, RequestListener, ServerResponse } from 'http';
import { createServer as createSecureServer } from 'https';
import { AddressInfo, createServer as createTcpServer, Socket } from 'net';

/** A server of a test. */
export interface TestServer {
  readonly port: number;
  /** What was asked, `METHOD path`, call by call. */
  readonly calls: string[];
  /** The whole of the same. */
  readonly requests: { readonly method: string; readonly url: URL; readonly headers: IncomingMessage['headers']; readonly body: string }[];
  /** Connections that were made. */
  readonly connections: Socket[];
  close(): Promise<void>;
}

/** How a server answers. */
export type Handler = (response: ServerResponse, request: TestServer['requests'][number], count: number) => void;

/** Serves on loopback, on a unix socket, or with TLS. */
export function serve(
  handler: Handler, how: { readonly socket?: string; readonly tls?: { readonly key: string; readonly cert: string }; readonly host?: string } = {},
): Promise<TestServer> {
  const calls: string[] = [];
  const requests: TestServer['requests'] = [];
  const connections: Socket[] = [];
  const listener: RequestListener = (request, response) => {
    let body = '';
    request.on('data', chunk => { body += chunk; });
    request.on('end', () => {
      const url = new URL(request.url!, 'http://server');
      calls.push(`${request.method} ${url.pathname}`);
      requests.push({ method: request.method!, url, headers: request.headers, body });
      handler(response, requests[requests.length - 1], requests.length);
    });
  };
  const server = how.tls === undefined ? createServer(listener) : createSecureServer(how.tls, listener);
  server.on('connection', s => connections.push(s));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const listening = () => resolve({
      port: (server.address() as AddressInfo)?.port,
      calls,
      requests,
      connections,
      close: () => new Promise(done => {
        server.close(() => done());
        server.closeAllConnections();
        connections.forEach(c => c.destroy());
      }),
    });
    if (how.socket === undefined) server.listen(0, how.host ?? '127.0.0.1', listening);
    else server.listen(how.socket, listening);
  });
}

/** A proxy that tunnels what it is asked to CONNECT. */
export async function tunnelling(credentials?: string): Promise<{ readonly port: number; readonly asked: string[]; close(): Promise<void> }> {
  const asked: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer();
  server.on('connection', s => sockets.push(s));
  server.on('connect', (request, socket) => {
    asked.push(request.url!);
    if (credentials !== undefined && request.headers['proxy-authorization'] !== `Basic ${Buffer.from(credentials).toString('base64')}`) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const [, host, port] = /^\[?(.*?)\]?:(\d+)$/.exec(request.url!)!;
    // The API server of the test has a name that no resolver knows.
    const through = new Socket().connect(Number(port), host === '10.96.0.1' ? '127.0.0.1' : host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      through.pipe(socket).pipe(through);
    });
    sockets.push(through);
    through.on('error', () => socket.destroy());
    socket.on('error', () => through.destroy());
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    close: () => new Promise(done => {
      server.close(() => done());
      sockets.forEach(s => s.destroy());
    }),
  };
}

/** Takes connections and says nothing. */
export async function silent(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const sockets: Socket[] = [];
  const server = createTcpServer(s => sockets.push(s));
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise(done => {
      server.close(() => done());
      sockets.forEach(s => s.destroy());
    }),
  };
}

/** A port where nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise(done => server.close(done));
  return port;
}

/** Answers with JSON. */
export function json(response: ServerResponse, code: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(code, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Answers with a Status. */
export function status(response: ServerResponse, code: number, reason?: string, more: object = {}): void {
  json(response, code, { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, code, message: `said with ${code}`, ...more });
}
