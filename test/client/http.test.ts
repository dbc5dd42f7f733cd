import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import { createServer, IncomingMessage, Server } from 'http';
import { createServer as createTlsServer } from 'https';
import { AddressInfo } from 'net';
import { join } from 'path';
import { client, Stubs } from './harness';
import { describeWith, testWith } from '../support/needs';
import { describeInShells } from '../support/shells';

jest.setTimeout(30_000);

/** What the scripts need of an image beside its client. */
const COREUTILS = ['sh', 'dirname', 'cat', 'chmod', 'date', 'mkdir', 'mktemp', 'rm', 'sleep'];
/** Ways to speak HTTP, by what an image has. */
const IMAGES: Record<string, string[]> = {
  curl: ['curl'],
  bash: ['bash', 'base64', 'tr', 'wc', 'sed', 'timeout'],
  nc: ['busybox', 'base64', 'tr', 'wc', 'sed', 'timeout'],
};

interface Seen {
  readonly method?: string;
  readonly url?: string;
  readonly authorization?: string;
  readonly key?: string;
  readonly body: string;
}

let server: Server;
let seen: Seen[];
const stubs: Stubs[] = [];

beforeAll(done => {
  server = createServer((request, response) => void read(request).then(body => {
    const { method, url, headers } = request;
    seen.push({ method, url, authorization: headers.authorization, key: headers['api-key'] as string, body });
    const refused = headers.authorization !== basic('shop', PASSWORD) && headers['api-key'] !== PASSWORD;
    response.writeHead(refused ? 401 : url === '/missing' ? 404 : 200, { 'content-type': 'application/json' });
    response.end(refused ? '{"error":"unauthorized"}' : url === '/druid/v2/sql' ? '[[42]]' : '{"count":42,\n\n"of":"orders"}');
  }));
  server.listen(0, '127.0.0.1', done);
});
afterAll(done => {
  stubs.forEach(s => s.remove());
  server.close(() => done());
});
beforeEach(() => {
  seen = [];
});

const PASSWORD = 'p"a\\s $(x) word';
const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

for (const [name, commands] of Object.entries(IMAGES)) describeWith(commands, `an image with ${name}`, () => speaks(name, commands));

function speaks(name: string, commands: string[]): void {
  const image = new Stubs().link(...COREUTILS, ...commands);
  if (name === 'nc') image.add('nc', 'exec busybox nc "$@"');
  stubs.push(image);
  const env = (more: Record<string, string> = {}) => ({
    PATH: image.folder, DB_HOST: '127.0.0.1', DB_PORT: String((server.address() as AddressInfo).port), DB_USERNAME: 'shop', DB_PASSWORD: PASSWORD, ...more,
  });

  describeInShells('in', shell => {
    test('ping takes user and password, or a key', async () => {
      expect(await client(shell, 'elasticsearch.sh', 'ping', env())).toMatchObject({ status: 0, stderr: '' });
      expect(await client(shell, 'druid.sh', 'ping', env())).toMatchObject({ status: 0, stderr: '' });
      expect(await client(shell, 'qdrant.sh', 'ping', env({ DB_USERNAME: '' }))).toMatchObject({ status: 0, stderr: '' });
      expect(seen.map(s => [s.method, s.url, s.authorization ?? s.key])).toEqual([
        ['GET', '/_cluster/health', basic('shop', PASSWORD)],
        ['GET', '/status', basic('shop', PASSWORD)],
        ['GET', '/collections', PASSWORD],
      ]);
    });

    test('wrong credentials are told at once', async () => {
      const { status, stderr } = await client(shell, 'elasticsearch.sh', 'ping', env({ DB_PASSWORD: 'wrong one', TIMEOUT: '600' }));
      expect(status).toBe(1);
      expect(stderr).toMatch(/refuses the credentials of user shop: status 401/);
      expect((await client(shell, 'qdrant.sh', 'ping', env({ DB_USERNAME: '', DB_PASSWORD: 'wrong one' }))).stderr).toMatch(/refuses the credentials of the Secret/);
    });

    test('query sends method, path and body, and prints the whole answer', async () => {
      const STATEMENT = 'POST /orders/_count\n{"query": {"term": {"state": "$(paid) `x`"}}}\n';
      const { status, stdout } = await client(shell, 'elasticsearch.sh', 'query', env({ STATEMENT }));
      expect({ status, stdout }).toEqual({ status: 0, stdout: '{"count":42,\n\n"of":"orders"}' });
      expect(seen[0]).toMatchObject({ method: 'POST', url: '/orders/_count', body: expect.stringContaining('{"query": {"term": {"state": "$(paid) `x`"}}}') });
    });

    test('a path alone is got', async () => {
      expect((await client(shell, 'elasticsearch.sh', 'query', env({ STATEMENT: '/_cat/indices' }))).status).toBe(0);
      expect(seen).toMatchObject([{ method: 'GET', url: '/_cat/indices', body: '' }]);
    });

    test('answers that are errors fail, and so does what is no statement', async () => {
      expect(await client(shell, 'elasticsearch.sh', 'query', env({ STATEMENT: 'GET /missing' }))).toMatchObject({ status: 1, stderr: expect.stringContaining('status 404') });
      expect((await client(shell, 'elasticsearch.sh', 'query', env({ STATEMENT: 'count orders' }))).stderr).toContain('a statement is METHOD /path');
    });

    test('Druid is sent SQL as JSON', async () => {
      const STATEMENT = 'select "a\\b"\n\tfrom orders';
      expect((await client(shell, 'druid.sh', 'query', env({ STATEMENT }))).status).toBe(0);
      expect(JSON.parse(seen[0].body)).toEqual({ query: STATEMENT, header: true });
    });

    test('there is nothing to disconnect, and that is said', async () => {
      const { status, stdout } = await client(shell, 'elasticsearch.sh', 'disconnect', env());
      expect(status).toBe(0);
      expect(stdout).toContain('HTTP knows no sessions');
      expect(seen).toEqual([]);
    });
  });
}

describeWith('openssl', 'TLS', () => {
  const images: Record<string, string[]> = { curl: ['curl'], openssl: ['openssl', 'base64', 'tr', 'wc', 'sed', 'timeout'] };
  let tls: Server;
  let certificate: string;
  let other: string;

  /** A certificate that is its own authority. */
  function certify(name: string, folder: string): string {
    const [key, file] = [join(folder, `${name}.key`), join(folder, `${name}.crt`)];
    spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1',
      '-keyout', key, '-out', file]);
    return readFileSync(file, 'utf8');
  }

  beforeAll(done => {
    const folder = new Stubs();
    stubs.push(folder);
    certificate = certify('server', folder.folder);
    other = certify('other', folder.folder);
    tls = createTlsServer({ cert: certificate, key: folder.read('server.key') }, (request, response) => {
      response.writeHead(request.headers['api-key'] === PASSWORD ? 200 : 403);
      response.end('{"result":"ok"}');
    });
    tls.listen(0, '127.0.0.1', done);
  });
  afterAll(done => {
    tls.close(() => done());
  });

  for (const [name, commands] of Object.entries(images)) {
    testWith(commands, `with ${name}: the authority decides`, async () => {
      const image = new Stubs().link(...COREUTILS, ...commands);
      stubs.push(image);
      const ask = (ca: string) => client(['sh'], 'qdrant.sh', 'ping', {
        PATH: image.folder, DB_HOST: '127.0.0.1', DB_PORT: String((tls.address() as AddressInfo).port), DB_PASSWORD: PASSWORD, DB_TLS: 'true', DB_CA_PEM: ca, TIMEOUT: '0',
      });
      expect(await ask(certificate)).toMatchObject({ status: 0, stderr: '' });
      expect(await ask(other)).toMatchObject({ status: 1, stderr: expect.stringContaining('did not answer') });
    });
  }
});

test('an image that cannot speak HTTP says so', async () => {
  const image = new Stubs().link(...COREUTILS, 'base64', 'tr', 'wc', 'sed');
  stubs.push(image);
  const { status, stderr } = await client(['sh'], 'qdrant.sh', 'query', {
    PATH: image.folder, DB_HOST: '127.0.0.1', DB_PORT: '1', DB_PASSWORD: PASSWORD, STATEMENT: '/collections',
  });
  expect(status).toBe(1);
  expect(stderr).toContain('this image has neither curl, bash nor nc: give the checks another image');
});

function read(request: IncomingMessage): Promise<string> {
  return new Promise(resolve => {
    let text = '';
    request.on('data', data => text += data);
    request.on('end', () => resolve(text));
  });
}
