import { spawn, spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as fc from 'fast-check';
import { FakeCluster } from './support/harness';
import { lease, postgres, service, shop } from './support/shop';
import { Answer, Api, Place, WatchEvent } from '../../src/agent/api';
import { HttpApi } from '../../src/agent/transport';
import { Kubectl } from '../../src/cli/kubectl';
import { merge } from '../../src/cli/merge-patch';
import { connect, disconnect } from '../../src/cli/proxy';
import { RawApi } from '../../src/cli/raw-api';
import { json, serve, status, TestServer } from '../agent/support/server';

const LEASES = { group: 'coordination.k8s.io', version: 'v1', plural: 'leases' };
const POSTGRESES = { group: 'kubedb.com', version: 'v1', plural: 'postgreses' };
const RECORD: Place = { type: LEASES, namespace: 'shop', name: 'orders-traffic' };

// A process a call, on a machine that may be busy.
jest.setTimeout(60_000);

const ends: (() => unknown)[] = [];
afterEach(async () => { for (const end of ends.splice(0)) await end(); });

/** A kubectl with an environment of its own, and what it says to a person. */
function kubectlOf(env: Record<string, string>, flags: Kubectl['flags'] = {}): { readonly kubectl: Kubectl; readonly said: () => string } {
  let said = '';
  const stderr = { write: (text: string) => { said += text; } };
  const io = {
    stdin: process.stdin, stdout: stderr, stderr, env: { ...process.env, ...env }, now: () => new Date(), onInterrupt: () => () => undefined,
  };
  const kubectl = new Kubectl(io, flags);
  ends.push(() => disconnect(kubectl));
  return { kubectl, said: () => said };
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'proxy-'));
  ends.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function cluster(state: object = {}): FakeCluster {
  const made = shop([lease({}), service()], state);
  ends.push(() => made.remove());
  return made;
}

const refusalIn = (answer: Answer): string => (answer.ok ? 'ok' : answer.refusal);
const until = async (what: () => boolean) => {
  for (let i = 0; !what(); i++) {
    if (i > 500) throw new Error('it did not come');
    await new Promise(done => setTimeout(done, 10));
  }
};

describe('kubectl proxy', () => {
  test('is started once, on a private socket, and nothing of it stays', async () => {
    const path = folder();
    const orders = cluster();
    const { kubectl } = kubectlOf({ ...orders.env, TMPDIR: path });
    const [one, two] = await Promise.all([connect(kubectl), connect(kubectl)]);
    expect(one).toBe(two);
    expect(one.api).toBeInstanceOf(HttpApi);
    const [made] = readdirSync(path);
    expect((statSync(join(path, made)).mode % 0o1000).toString(8)).toBe('700');
    expect(await one.api.get(RECORD)).toMatchObject({ ok: true, body: { kind: 'Lease' } });
    await disconnect(kubectl);
    expect(readdirSync(path)).toEqual([]);
    expect(refusalIn(await one.api.get(RECORD))).toBe('unreachable');
    expect(orders.calls.filter(([verb]) => verb === 'proxy')).toHaveLength(1);
  });

  test('goes to the cluster that was asked for', async () => {
    const orders = cluster();
    const { kubectl } = kubectlOf(orders.env, { context: 'blue', kubeconfig: '/k' });
    await connect(kubectl);
    expect(orders.calls[0]).toEqual(['--context=blue', '--kubeconfig=/k', 'proxy', expect.stringMatching(/^--unix-socket=/), '--append-server-path=true']);
  });

  test('what kubectl says is what the user reads', async () => {
    const { kubectl } = kubectlOf(cluster({ proxyFails: 'error: context "blue" does not exist' }).env);
    await expect(connect(kubectl)).rejects.toMatchObject({ message: 'kubectl proxy: context "blue" does not exist' });
    await disconnect(kubectl);
    await expect(connect(kubectlOf({ KUBECTL: '/nowhere/kubectl' }).kubectl)).rejects.toMatchObject({ next: expect.stringContaining('install kubectl') });
  });

  test('what a plugin says is passed on, the log is not', () => {
    const { kubectl, said } = kubectlOf({});
    kubectl.relay('E1125 16:08:40.599491   28913 proxy_server.go:147] Error while proxying request\nTo sign in, open https://login\n');
    kubectl.relay('Password: ');
    expect(said()).toBe('To sign in, open https://login\nPassword: ');
  });

  test('long folders are gone round', async () => {
    const long = join(folder(), 'x'.repeat(100));
    mkdirSync(long);
    const short = folder();
    const { api } = await connect(kubectlOf({ ...cluster().env, TMPDIR: long, XDG_RUNTIME_DIR: short }).kubectl);
    expect(readdirSync(short)).toHaveLength(1);
    expect(refusalIn(await api.get(RECORD))).toBe('ok');
  });

  test('a kubectl whose files are not ours is used without a socket', async () => {
    const { api } = await connect(kubectlOf(cluster({ proxyElsewhere: true }).env).kubectl);
    expect(api).toBeInstanceOf(RawApi);
    expect(refusalIn(await api.get(RECORD))).toBe('ok');
  });

  test('ends with the process, however that ends', async () => {
    const path = folder();
    const orders = cluster();
    const source = (end: string) => `
      const { connect } = require(${JSON.stringify(join(__dirname, '../../src/cli/proxy'))});
      const { Kubectl } = require(${JSON.stringify(join(__dirname, '../../src/cli/kubectl'))});
      const io = { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, env: process.env };
      connect(new Kubectl(io, {})).then(() => { ${end} });`;
    await Promise.all(['process.exit(3)', 'throw new Error("oops")'].map(end => new Promise(done => spawn(
      process.execPath, ['-r', 'ts-node/register/transpile-only', '-e', source(end)],
      { cwd: join(__dirname, '..', '..'), env: { ...process.env, ...orders.env, TMPDIR: path, TS_NODE_PROJECT: 'test/tsconfig.json' }, stdio: 'ignore' },
    ).once('close', done))));
    expect(readdirSync(path).filter(name => name.startsWith('kubestash-'))).toEqual([]);
    expect(orders.calls.filter(([verb]) => verb === 'proxy')).toHaveLength(2);
  });
});

const WAYS: readonly (readonly [string, (kubectl: Kubectl) => Promise<Api>])[] = [
  ['kubectl proxy', async kubectl => (await connect(kubectl)).api],
  ['kubectl get --raw', async kubectl => {
    const api = new RawApi(kubectl);
    ends.push(() => api.close());
    return api;
  }],
];

describe.each(WAYS)('the API server by %s', (_, way) => {
  const started = async (state: object = {}) => {
    const orders = cluster(state);
    return { orders, api: await way(kubectlOf(orders.env).kubectl) };
  };

  test('reads and lists', async () => {
    const { api } = await started();
    expect(await api.get(RECORD)).toMatchObject({ ok: true, body: { metadata: { name: 'orders-traffic' } } });
    const list = await api.list({ type: LEASES, namespace: 'shop' }, { name: 'orders-traffic' });
    expect(list).toMatchObject({ ok: true, body: { metadata: { resourceVersion: '1000' }, items: [{ kind: 'Lease' }] } });
    expect(await api.list({ type: { group: '', version: 'v1', plural: 'services' }, namespace: 'shop' }, { labels: 'cdk8s-kubestash/database in (orders,x)' }))
      .toMatchObject({ ok: true, body: { items: [{ metadata: { name: 'orders-client' } }] } });
  });

  test('patches, fenced or not', async () => {
    const { orders, api } = await started();
    const patched = await api.patch(RECORD, { metadata: { resourceVersion: '10', annotations: { 'cdk8s-kubestash/state': 'halted', 'cdk8s-kubestash/by': null } } });
    expect(patched).toMatchObject({ ok: true, body: { metadata: { resourceVersion: '1001', annotations: { 'cdk8s-kubestash/state': 'halted' } } } });
    expect(orders.object('Lease', 'orders-traffic').metadata.annotations).not.toHaveProperty(['cdk8s-kubestash/by']);
    expect(refusalIn(await api.patch(RECORD, { metadata: { resourceVersion: '10' } }))).toBe('conflict');
    expect(refusalIn(await api.patch(RECORD, { spec: { holderIdentity: 'me' } }))).toBe('ok');
    expect(orders.object('Lease', 'orders-traffic').spec).toMatchObject({ holderIdentity: 'me', leaseTransitions: 3 });
  });

  test('creates and deletes', async () => {
    const { orders, api } = await started();
    const other = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'other', namespace: 'shop' }, spec: {} };
    expect(refusalIn(await api.create({ type: LEASES, namespace: 'shop' }, other))).toBe('ok');
    expect(refusalIn(await api.create({ type: LEASES, namespace: 'shop' }, other))).toBe('exists');
    expect(refusalIn(await api.remove({ ...RECORD, name: 'other' }))).toBe('ok');
    expect(orders.object('Lease', 'other')).toBeUndefined();
  });

  test('refusals', async () => {
    const { api } = await started({ forbidden: ['secrets'], unknown: ['mysqls'] });
    const place = (plural: string, name: string, group = '') => ({ type: { group, version: 'v1', plural }, namespace: 'shop', name });
    expect([
      await api.get({ ...RECORD, name: 'none' }),
      await api.patch({ ...RECORD, name: 'none' }, {}),
      await api.get(place('mysqls', 'orders', 'kubedb.com')),
      await api.list({ type: { group: 'kubedb.com', version: 'v1', plural: 'mysqls' }, namespace: 'shop' }),
      await api.get(place('secrets', 'orders-auth')),
      // Who may delete, but is refused by admission.
      await api.remove({ type: POSTGRESES, namespace: 'shop', name: 'orders' }),
      await api.get(place('services', '--kubeconfig=/etc/passwd')),
    ].map(refusalIn)).toEqual(['absent', 'absent', 'unknown-kind', 'unknown-kind', 'forbidden', 'invalid', 'invalid']);
  });

  test('watches', async () => {
    const { orders, api } = await started();
    const events: WatchEvent[] = [];
    const controller = new AbortController();
    const watching = api.watch({ type: POSTGRESES, namespace: 'shop' }, { name: 'orders-1a2b3c4d' }, '1000', e => events.push(e), controller.signal);
    await api.create({ type: POSTGRESES, namespace: 'shop' }, postgres('orders-1a2b3c4d', { deletionPolicy: 'Delete' }));
    await until(() => events.length === 1);
    await api.patch({ type: POSTGRESES, namespace: 'shop', name: 'orders-1a2b3c4d' }, { status: { phase: 'Provisioning' } });
    await until(() => events.length === 2);
    await orders.run(['status']);
    await api.remove({ type: POSTGRESES, namespace: 'shop', name: 'orders-1a2b3c4d' });
    await until(() => events.length === 3);
    controller.abort();
    expect(await watching).toEqual({ ok: true, body: '1003' });
    expect(events.map(e => `${e.type} ${e.object.status?.phase}`)).toEqual(['changed Ready', 'changed Provisioning', 'gone Provisioning']);
    expect(refusalIn(await api.watch({ type: { ...POSTGRESES, plural: 'nothings' }, namespace: 'shop' }, {}, '1', () => undefined, AbortSignal.abort()))).toBe('ok');
  });
});

test('a watch that is refused says so without a socket too', async () => {
  const { kubectl } = kubectlOf(cluster({ unknown: ['mysqls'] }).env);
  const api = new RawApi(kubectl);
  expect(refusalIn(await api.watch({ type: { ...POSTGRESES, plural: 'mysqls' }, namespace: 'shop' }, {}, '1', () => undefined, new AbortController().signal))).toBe('unknown-kind');
});

test('without a kubectl nothing is thrown', async () => {
  const api = new RawApi(kubectlOf({ KUBECTL: '/nowhere/kubectl' }).kubectl);
  expect([await api.get(RECORD), await api.watch({ ...RECORD, name: undefined }, {}, '1', () => undefined, new AbortController().signal)].map(refusalIn))
    .toEqual(['unreachable', expect.anything()]);
});

describe('merge patches', () => {
  test.each<[unknown, unknown, unknown]>([
    [{ a: 1 }, { a: null }, {}], [{ a: [1] }, { a: { b: 1 } }, { a: { b: 1 } }], [{ a: 'x' }, { a: { b: null, c: 2 } }, { a: { c: 2 } }], [{ a: { b: 1 } }, { a: { c: 2 } }, { a: { b: 1, c: 2 } }],
    [{ a: 1 }, [2], [2]], [undefined, { a: 1 }, { a: 1 }], [{}, JSON.parse('{"__proto__":{"x":1}}'), JSON.parse('{"__proto__":{"x":1}}')],
  ])('%j and %j', (target, patch, merged) => expect(merge(target, patch)).toEqual(merged));

  test('a patch is applied once and for all', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (target, patch) => {
      const once = merge(target, patch);
      expect(merge(once, patch)).toEqual(once);
      expect(merge(target, {})).toEqual(typeof target === 'object' && target !== null && !Array.isArray(target) ? target : {});
    }));
  });
});

const REAL = spawnSync('kubectl', ['version', '--client']).status === 0;
if (!REAL) console.warn('SKIPPED: kubectl is missing, so the command line is not tried with the real one');

/** Of a cluster. */
function kubeconfigOf(url: string): string {
  const file = join(folder(), 'config');
  writeFileSync(file, JSON.stringify({
    'apiVersion': 'v1',
    'kind': 'Config',
    'current-context': 'a',
    'contexts': [{ name: 'a', context: { cluster: 'c', user: 'u' } }],
    'clusters': [{ name: 'c', cluster: { server: url } }],
    'users': [{ name: 'u', user: {} }],
  }));
  return file;
}

/** The real kubectl, before a server of the test that may lie behind a path. */
(REAL ? describe : describe.skip).each(WAYS)('the real %s', (_, way) => {
  let server: TestServer;
  const started = async (handler: Parameters<typeof serve>[0], path = '') => {
    server = await serve(handler);
    ends.push(() => server.close());
    const kubeconfig = kubeconfigOf(`http://127.0.0.1:${server.port}${path}`);
    return way(kubectlOf({ KUBECTL: 'kubectl' }, { kubeconfig }).kubectl);
  };

  test.each(['', '/k8s/clusters/c-1'])('reaches servers behind "%s"', async path => {
    const api = await started((r, request) => json(r, 200, { path: request.url.pathname }), path);
    expect(await api.get(RECORD)).toEqual({ ok: true, body: { path: `${path}/apis/coordination.k8s.io/v1/namespaces/shop/leases/orders-traffic` } });
  });

  test('understands what it is told', async () => {
    const api = await started((r, { url, method }) => {
      if (/reviews$/.test(url.pathname)) return json(r, 201, { status: { allowed: true } });
      if (url.pathname === '/apis/coordination.k8s.io/v1') return json(r, 200, { resources: [{ name: 'leases' }] });
      const [, code, reason] = /\/(\d+)-(\w+)$/.exec(url.pathname) ?? [];
      if (code === undefined) return json(r, 200, { method });
      if (reason === 'plain') return r.writeHead(Number(code), { 'content-type': 'text/plain' }).end('404 page not found\n');
      return status(r, Number(code), { notfound: 'NotFound', conflict: 'Conflict', exists: 'AlreadyExists', invalid: 'Invalid', forbidden: 'Forbidden', expired: 'Expired', internal: 'InternalError', unauthorized: 'Unauthorized' }[reason],
        { details: { name: 'n' } });
    });
    const asked = async (name: string, type = LEASES) => refusalIn(await api.get({ type, namespace: 'shop', name }));
    const names = ['ok', '404-notfound', '409-conflict', '409-exists', '422-invalid', '403-forbidden', '410-expired', '500-internal', '401-unauthorized'];
    const answers: string[] = [];
    for (const name of names) answers.push(await asked(name));
    expect(answers).toEqual(['ok', 'absent', 'conflict', 'exists', 'invalid', 'invalid', 'expired', 'unreachable', 'unreachable']);
    expect(await asked('404-plain', { ...LEASES, group: 'kubedb.com' })).toBe('unknown-kind');
  });

  test('watches as it comes', async () => {
    const api = await started((r, { url }) => {
      // Some kubectls ask for more than they are asked for.
      if (!url.searchParams.has('watch')) return json(r, 200, {});
      r.writeHead(200, { 'content-type': 'application/json' });
      r.write(`${JSON.stringify({ type: 'ADDED', object: { metadata: { name: 'a', resourceVersion: '6' } } })}\n`);
    });
    const controller = new AbortController();
    const events: WatchEvent[] = [];
    const answer = await api.watch({ type: LEASES, namespace: 'shop' }, {}, '5', e => { events.push(e); controller.abort(); }, controller.signal);
    expect([answer, events.length]).toEqual([{ ok: true, body: '6' }, 1]);
  });
});

test('a cluster that nobody listens for is unreachable, and says which', async () => {
  if (!REAL) return;
  const { api } = await connect(kubectlOf({ KUBECTL: 'kubectl' }, { kubeconfig: kubeconfigOf('http://127.0.0.1:9') }).kubectl);
  expect(await api.get(RECORD)).toMatchObject({ refusal: 'unreachable', message: expect.stringContaining('127.0.0.1:9') });
});
