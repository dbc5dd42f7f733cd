import { randomBytes } from 'crypto';
import { createServer, IncomingMessage, Server, ServerResponse } from 'http';
import { AddressInfo } from 'net';
import { Api } from './api';
import { Files } from './files';
import { HEADERS, judge, Keys, setCookie } from './guard';
import { CliError, Exit } from '../cli/exit';

/** A console that answers. */
export interface Running {
  /** With the token: whoever has it may do what its user may. */
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
}

const KEPT_MS = 600_000;

/** Serves the page and its API on the loopback, to whoever knows the token. */
export async function serve(api: Api, files: Files, wanted: number, onMistake: (e: Error) => void): Promise<Running> {
  const secret = () => randomBytes(24).toString('base64url');
  const keys = { port: wanted, token: secret(), session: secret() };
  const server = createServer((request, response) => {
    handle(request, response, keys, api, files).catch((e: Error) => {
      onMistake(e);
      if (!response.headersSent) send(response, 500, 'application/json', JSON.stringify({ error: { message: 'a mistake of the console itself; the terminal says more' } }));
      else response.destroy();
    });
  });
  // A page that asks every few seconds must not meet a connection that is just being closed.
  server.keepAliveTimeout = KEPT_MS;
  keys.port = await listen(server, wanted);
  return {
    address: `http://127.0.0.1:${keys.port}/?token=${keys.token}`,
    port: keys.port,
    close: () => new Promise(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

async function handle(request: IncomingMessage, response: ServerResponse, keys: Keys, api: Api, files: Files): Promise<void> {
  const verdict = judge({ method: request.method!, url: request.url!, headers: request.headers }, keys);
  const { pathname } = new URL(request.url!, 'http://127.0.0.1');
  if (verdict.status !== 200) {
    const isPage = pathname === '/';
    return send(response, verdict.status, isPage ? 'text/plain; charset=utf-8' : 'application/json', isPage ? `${verdict.message}\n` : JSON.stringify({ error: { message: verdict.message } }));
  }
  if (verdict.welcome) response.setHeader('Set-Cookie', setCookie(keys));
  if (pathname.startsWith('/api/')) {
    const { status, body } = await api.answer(request);
    return send(response, status, 'application/json', JSON.stringify(body));
  }
  const file = request.method === 'GET' ? files.at(pathname) : undefined;
  return file === undefined ? send(response, 404, 'text/plain; charset=utf-8', 'there is nothing here\n') : send(response, 200, file.type, file.content);
}

function send(response: ServerResponse, status: number, type: string, content: string | Buffer): void {
  response.writeHead(status, { ...HEADERS, 'Content-Type': type, 'Content-Length': Buffer.byteLength(content) });
  response.end(content);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (e: NodeJS.ErrnoException) => reject(new CliError(Exit.USAGE,
      e.code === 'EADDRINUSE' ? `port ${port} is taken` : `port ${port} cannot be listened on: ${e.message}`, 'choose another one with --port, or none: one that is free is taken')));
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
