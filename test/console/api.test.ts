import { readFileSync, writeFileSync } from 'fs';
import { request } from 'http';
import { join } from 'path';
import { gzipSync } from 'zlib';
import { Client } from './support/client';
import { Opened, openConsole } from './support/open';
import { FakeCluster, run } from '../cli/support/harness';
import { EXPORT, lease, postgres, service, shop } from '../cli/support/shop';

jest.setTimeout(60_000);

const AT = '2026-11-21T08:30:00Z';
const ORDERS = { 'namespace': 'shop', 'all-namespaces': true };
const opened: Opened[] = [];

async function open(argv: readonly string[], cluster?: FakeCluster): Promise<Client> {
  const console = await openConsole(argv, cluster);
  opened.push(console);
  return Client.of(console);
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map(c => c.end()));
});

describe('the answers are the command line\'s', () => {
  test.each([
    ['snapshots', ['snapshots', 'orders', '-A', '--json'], ['orders'], { 'all-namespaces': true }],
    ['plan', ['plan', 'orders', '-n', 'shop', '-A', '--at', AT, '--json'], ['orders'], { ...ORDERS, at: AT }],
    ['status', ['status', '-A', '--json'], [], { 'all-namespaces': true }],
  ])('%s', async (command, argv, given, options) => {
    const cluster = shop();
    const typed = await cluster.run(argv);
    const { exitCode, answer } = await (await open([], cluster)).run(command, given, options);
    expect([exitCode, answer]).toEqual([typed.code, JSON.parse(typed.out)]);
  });

  test('manifests and code are the same bytes', async () => {
    const cluster = shop();
    const client = await open([], cluster);
    const args = ['restore', 'orders', '-n', 'shop', '-A', '--at', AT, '--check', 'select 1'];
    const options = { ...ORDERS, at: AT, check: ['select 1'] };
    expect((await client.run('restore', ['orders'], options)).text).toBe((await cluster.run(args)).out);
    expect((await client.run('restore', ['orders'], { ...options, code: true })).text).toBe((await cluster.run([...args, '--code'])).out);
  });

  test('the command line that is taken away gives the same plan', async () => {
    const cluster = shop();
    const { commandLine, answer } = await (await open([], cluster)).run('plan', ['orders'], { ...ORDERS, at: AT, check: ['select 1'] });
    const words = commandLine.split(' ').slice(2).join(' ').replace("'select 1'", 'select_1').split(' ').map((w: string) => w.replace('_', ' '));
    expect(JSON.parse((await cluster.run([...words, '--json'])).out)).toEqual(answer);
  });

  test('what is wrong comes with what to do', async () => {
    const client = await open([], shop());
    const { exitCode, error } = await client.run('plan', ['orders'], { ...ORDERS, at: AT, storage: '60GB' });
    expect([exitCode, error.message]).toEqual([2, '"60GB" is no size of a volume']);
    const gap = await client.run('plan', ['orders'], { ...ORDERS, at: '2026-11-01T00:00:00Z' });
    expect(gap.answer.findings.map((f: any) => f.code)).toContain('time-outside-windows');
  });

  test('suggestions say why', async () => {
    const { answer } = await (await open([], shop())).run('snapshots', ['orders'], { 'all-namespaces': true, 'suggest': true, 'method': 'logical' });
    expect(answer.databases[0].snapshots[0].reason).toMatch(/newest/);
  });
});

describe('changes', () => {
  test('are asked about first, with their consequence, and done when that was agreed to', async () => {
    const cluster = shop();
    const client = await open([], cluster);
    const { asks } = await client.run('halt', ['orders'], { namespace: 'shop' });
    expect(asks).toBe('From now on no application can connect to orders through its client Service, until somebody resumes it.');
    expect(cluster.object('Service', 'orders-client').spec.selector['cdk8s-kubestash/halted']).toBeUndefined();
    const { work } = await client.run('halt', ['orders'], { namespace: 'shop', reason: 'a test', yes: true });
    expect((await client.work(work)).said).toMatchObject({ exitCode: 0, answer: { command: 'halt', database: { state: 'halted', reason: 'a test' } } });
    expect(cluster.object('Service', 'orders-client').spec.selector['cdk8s-kubestash/halted']).toBe('true');
    // And the state that everybody sees is the new one, at once.
    expect((await client.run('status', ['orders'], { namespace: 'shop' })).answer.databases[0].state).toBe('halted');
    expect((await client.run('resume', ['orders'], { namespace: 'shop' })).error.message).toBe('resume asks nothing: say yes');
    const resumed = await client.run('resume', ['orders'], { namespace: 'shop', yes: true });
    expect((await client.work(resumed.work)).said).toMatchObject({ exitCode: 0, answer: { database: { state: 'serving' } } });
  });

  test('a restore is applied and followed', async () => {
    const plain = shop();
    const { plan } = JSON.parse((await plain.run(['plan', 'orders', '-n', 'shop', '--at', AT, '--json'])).out);
    const done = lease({ state: 'halted', restore: plan.id, passed: plan.id, next: plan.target, incarnation: 'orders', reason: 'restored, waits for a person', by: 'orders-run' });
    const cluster = shop([lease({}), service()], { afterApply: [done] });
    const client = await open([], cluster);
    const options = { ...ORDERS, at: AT, apply: true };
    expect((await client.run('restore', ['orders'], options)).asks).toBe('Applications lose their connections to shop/orders as soon as this is applied.');
    const { work } = await client.run('restore', ['orders'], { ...options, yes: true });
    const { said, lines } = await client.work(work);
    expect(said).toMatchObject({ exitCode: 0, answer: { schema: 'cdk8s-kubestash/restore/v1', outcome: { end: 'halted' } } });
    expect(lines.join('\n')).toContain(`postgreses/${plan.target} created`);
  });

  test.each(['--read-only'])('none with %s', async flag => {
    const cluster = shop();
    const client = await open([flag], cluster);
    for (const [command, options] of [['halt', {}], ['resume', {}], ['rollback', {}], ['restore', { at: AT, apply: true }]] as const) {
      expect((await client.run(command, ['orders'], { namespace: 'shop', yes: true, ...options })).error.message).toContain('--read-only');
    }
    expect((await client.get('/api/session')).readOnly).toBe(true);
    expect((await client.run('plan', ['orders'], { ...ORDERS, at: AT })).answer.ok).toBe(true);
    expect(cluster.calls.filter(([verb]) => ['patch', 'create', 'apply', 'delete'].includes(verb))).toEqual([]);
  });

  test('other commands are none of the page\'s', async () => {
    const client = await open([], shop());
    for (const command of ['shell', 'retire', 'adopt', 'console', 'constructor']) {
      expect((await client.run(command, ['orders'], {})).error.message).toContain('knows no command');
    }
    expect((await client.run('doctor', [], { fix: true })).error.message).toContain('not for the page');
  });
});

describe('without a cluster', () => {
  test('everything but applying', async () => {
    const client = await open(['--from', EXPORT]);
    expect(await client.get('/api/session')).toMatchObject({ cluster: false, contexts: [], exports: [{ id: 1, name: 'snapshots.json' }] });
    const options = { ...ORDERS, at: AT, to: 'copy/staging', storage: '50Gi' };
    const { answer } = await client.run('plan', ['orders'], options);
    expect(answer).toMatchObject({ ok: true, plan: { target: 'copy', namespace: 'staging' } });
    expect((await client.run('restore', ['orders'], options)).text).toContain('name: copy');
    expect((await client.run('restore', ['orders'], { ...options, apply: true, yes: true })).error.message).toBe('there is no cluster to change');
  });

  test('a database in place, where a file says how it is', async () => {
    const cluster = shop();
    writeFileSync(cluster.path('orders.yaml'), JSON.stringify(postgres()));
    const client = await open(['--from', EXPORT, '--manifest', cluster.path('orders.yaml')]);
    const typed = await run(['plan', 'orders', '--manifest', cluster.path('orders.yaml'), '--from', EXPORT, '--at', AT, '--json']);
    expect((await client.run('plan', ['orders'], { ...ORDERS, at: AT })).answer).toEqual(JSON.parse(typed.out));
  });

  test('--manifest alone is called wrongly', async () => {
    expect((await run(['console', '--manifest', 'x'])).err).toContain('--manifest is for a console without a cluster');
    expect((await run(['console', '--port', 'x'])).err).toContain('--port cannot be "x"');
  });
});

describe('with a cluster', () => {
  test('contexts and who one is are told, and nothing else of the kubeconfig', async () => {
    const client = await open([], shop([lease({}), service(), { kind: 'Namespace', metadata: { name: 'shop' } }]));
    const session = await client.get('/api/session');
    expect(session.contexts).toEqual([{ name: 'production', namespace: null, current: true }, { name: 'staging', namespace: 'shop', current: false }]);
    expect(JSON.stringify(session)).not.toContain('REDACTED');
    expect(await client.get('/api/choices?context=production')).toMatchObject({ person: 'kim@example.com', namespaces: ['shop'], gitOps: null });
  });

  test('what may not be read is said, and the rest works', async () => {
    const client = await open([], shop(undefined, { forbidden: ['snapshots', 'namespaces', 'storageclasses'], apiVersions: 'argoproj.io/v1alpha1\nv1\n' }));
    const { error } = await client.run('snapshots', [], { 'all-namespaces': true });
    expect(error.next).toContain('help roles');
    expect(await client.get('/api/choices')).toMatchObject({ namespaces: null, storageClasses: null, gitOps: 'Argo CD' });
    expect((await client.run('status', [], { 'all-namespaces': true })).answer.databases).toHaveLength(1);
  });

  test('an export of another cluster is opened beside it', async () => {
    const cluster = shop();
    const client = await open([], cluster);
    const about = await client.post('/api/exports?name=other.json', readFileSync(EXPORT, 'utf8').replace(/"orders/g, '"invoices'), 'application/octet-stream');
    expect(about).toMatchObject({ id: 1, name: 'other.json', databases: 1 });
    const { answer } = await client.run('plan', ['invoices'], { ...ORDERS, at: AT, to: 'invoices/shop', storage: '50Gi' }, { export: 1 });
    expect(answer.plan).toMatchObject({ target: 'invoices', process: 'archiver' });
    expect((await client.run('plan', ['invoices'], { ...ORDERS, at: AT }, { export: 9 })).error.message).toBe('there is no export 9');
    expect((await client.post('/api/exports?name=x', 'no export at all', 'application/octet-stream')).error.message).toContain('catalog-unreadable');
  });

  test('the log of a run is passed on', async () => {
    const client = await open([], shop(undefined, { logs: ['[pod/orders-run-x/check-1] 2026-11-22T12:00:00Z 42 rows'] }));
    expect(await client.get('/api/log?namespace=shop&run=orders-run')).toEqual({ lines: ['[pod/orders-run-x/check-1] 2026-11-22T12:00:00Z 42 rows'] });
    expect((await client.get('/api/log?namespace=shop&run=--all')).error.message).toContain('no name of an object');
  });
});

describe('the server', () => {
  test('answers nobody without the key, and forgets to mention anything', async () => {
    const client = await open([], shop());
    for (const path of ['/', '/api/session', '/main.js', '/api/works', '/nowhere', '/?token=wrong']) {
      const answer = await fetch(client.origin + path);
      expect([path, answer.status]).toEqual([path, 401]);
      expect(await answer.text()).not.toMatch(/orders|kim/);
    }
  });

  test('the cookie is strict, and no answer is kept', async () => {
    const console = await openConsole([], shop());
    opened.push(console);
    const page = await fetch(console.address);
    expect(page.headers.getSetCookie()[0]).toMatch(/^cdk8s-kubestash-\d+=[\w-]{32}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(await page.text()).not.toContain(new URL(console.address).searchParams.get('token'));
  });

  test('no path reaches the disk', async () => {
    const client = await open([], shop());
    for (const path of ['/../../../package.json', '/%2e%2e/%2e%2e/package.json', '/..%2f..%2fpackage.json', '/api/../main.js.map', '//etc/passwd']) {
      const status = await new Promise(resolve => {
        request({ host: '127.0.0.1', port: new URL(client.origin).port, path, headers: { Cookie: client.cookie } }, answer => {
          answer.resume();
          resolve(answer.statusCode);
        }).end();
      });
      expect([path, status]).toEqual([path, 404]);
    }
  });

  test('a body that is too large, or no JSON, is refused', async () => {
    const client = await open([], shop());
    expect((await client.post('/api/commands/plan', '{')).error.message).toBe('that is no JSON');
    expect((await client.post('/api/commands/plan', `"${'x'.repeat(70_000)}"`)).error.message).toContain('65536 bytes');
  });

  test('a port that is taken is said', async () => {
    const client = await open([], shop());
    const { code, err } = await shop().run(['console', '--port', new URL(client.origin).port]);
    expect([code, err]).toEqual([2, expect.stringMatching(/port \d+ is taken/)]);
  });

  test('the page is small', () => {
    const size = ['main.js', 'main.css', 'index.html', 'icon.svg'].map(name => gzipSync(readFileSync(join(__dirname, '..', '..', 'assets', 'console', name))).length);
    expect(size.reduce((a: number, b: number) => a + b, 0)).toBeLessThan(150 * 1024);
  });
});
