/// <reference lib="dom" />
import { createServer } from 'http';
import { AddressInfo } from 'net';
import { halted, lease, service } from '../../cli/support/shop';
import { describeWith } from '../../support/needs';
import { BROWSER } from '../support/browser';
import { fleet, small } from '../support/scenes';
import { go, pickUtc, unfold, visits } from '../support/visit';

const EVIL = '<img src=x onerror=alert(1)><script>alert(2)</script>"\'`${1}{{2}}';

/** Every text of an object that is not looked at by a program, with markup in it. */
function spoilt(object: any): any {
  const kept = /^(apiVersion|kind|name|namespace|phase|time|snapshotTime|creationTimestamp|start|end|driver|session|type|repository|apiGroup)$/;
  const walk = (value: any, key: string): any => {
    if (Array.isArray(value)) return value.map(v => walk(v, key));
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, walk(v, k)]));
    return typeof value === 'string' && !kept.test(key) && !key.includes('/') ? `${EVIL}${value}` : value;
  };
  return walk(object, '');
}

describeWith(BROWSER, 'what goes wrong', () => {
  const visit = visits();

  test('a cluster that puts markup and scripts into everything shows them as text', async () => {
    const session = {
      apiVersion: 'core.kubestash.com/v1alpha1',
      kind: 'RestoreSession',
      metadata: { name: '<i>s</i>', namespace: 'shop', creationTimestamp: '2026-11-22T11:00:00Z' },
      spec: { target: { name: 'orders' } },
      status: { phase: EVIL, components: { dump: { phase: 'Failed', error: EVIL } } },
    };
    const record = lease({ state: 'failed', reason: EVIL, by: EVIL, incarnation: 'orders', restore: '<b>1</b>', since: '2026-11-22T11:00:00Z' });
    const cluster = small([record, service(halted()), session], { logs: [EVIL] });
    const { page, mistakes } = await visit({ cluster });
    await page.waitForSelector('.reason:has-text("<img src=x")');
    await go(page, '#/database/shop/orders');
    await page.waitForSelector('section.run .reason:has-text("<img src=x")');
    await page.waitForSelector('section.run .problem:has-text("<script>")');
    await unfold(page);
    const markup = () => page.evaluate(() => document.querySelectorAll('img[src=x], main script, main b:has(script), main i').length);
    expect(await markup()).toBe(0);
    await go(page, '#/backups');
    await page.waitForSelector('.rows');
    expect(await markup()).toBe(0);
    expect(mistakes).toEqual([]);
  });

  test('so does one whose Snapshots, Repositories and classes are like that', async () => {
    const { objects, ...rest } = fleet().state;
    const of = ['Snapshot', 'Repository', 'StorageClass', 'Namespace', 'Postgres'];
    const cluster = fleet({ ...rest, objects: objects.map((o: any) => (of.includes(o.kind) ? spoilt(o) : o)) });
    const { page, mistakes } = await visit({ cluster, hash: '#/backups' });
    await page.waitForSelector('main h1');
    for (const hash of ['#/backups', '#/databases', '#/database/shop/customers', '#/new/shop/orders', `#/database/${encodeURIComponent(EVIL)}/x`, `#/new/a/b?snapshot=${encodeURIComponent(EVIL)}`]) {
      await go(page, hash);
      await page.waitForSelector('main h1');
      await page.waitForSelector('div.waiting', { state: 'detached' });
      await unfold(page);
      expect([hash, await page.evaluate(() => document.querySelectorAll('img[src=x], main script').length)]).toEqual([hash, 0]);
    }
    expect(mistakes).toEqual([]);
  });

  test('a console that was ended says so, and what was there stays', async () => {
    const { page, console } = await visit({ cluster: small(), hash: '#/database/shop/orders' });
    await page.waitForSelector('.timeline');
    await pickUtc(page, '2026-11-21 08:30:00');
    await console.end();
    await page.waitForSelector('.lost');
    expect(await page.getByLabel('In UTC').inputValue()).toBe('2026-11-21 08:30:00');
    expect(await page.textContent('.plan')).toContain('orders-');
  });

  test('without the key there is nothing to see', async () => {
    const { page, console } = await visit({ cluster: small() });
    await page.waitForSelector('.databases');
    await page.context().clearCookies();
    await page.waitForSelector('.lost:has-text("no key")');
    await page.goto(console.origin);
    expect(await page.textContent('body')).toContain('open the address');
  });

  // A cookie reaches all ports of its host, so another port of the same host is the harder one.
  test.each(['localhost', '127.0.0.1'])('a page of another server of this computer (%s) reaches nothing of it, in the browser that has its key', async host => {
    const cluster = small();
    const { page, console } = await visit({ cluster });
    await page.waitForSelector('.databases');
    const other = createServer((_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>another site</h1>'));
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    try {
      const attacker = await page.context().newPage();
      await attacker.goto(`http://${host}:${(other.address() as AddressInfo).port}/`);
      const tried = await attacker.evaluate(async origin => {
        const attempt = async (path: string, init: RequestInit = {}) => {
          try {
            return (await fetch(origin + path, { credentials: 'include', ...init })).type;
          } catch {
            return 'refused';
          }
        };
        const body = JSON.stringify({ arguments: ['orders'], options: { namespace: 'shop', yes: true } });
        const halt = { method: 'POST', body };
        const script = document.createElement('script');
        script.src = `${origin}/main.js`;
        const frame = document.createElement('iframe');
        frame.src = origin;
        const loads = (element: HTMLElement) => new Promise<string>(resolve => {
          element.onload = () => resolve('loaded');
          element.onerror = () => resolve('refused');
          document.body.append(element);
        });
        const form = document.createElement('form');
        form.action = `${origin}/api/commands/halt`;
        form.method = 'post';
        form.enctype = 'text/plain';
        form.target = 'elsewhere';
        document.body.append(form);
        form.submit();
        return [
          await attempt('/api/session'),
          await attempt('/api/commands/halt', { ...halt, headers: { 'Content-Type': 'application/json' } }),
          await attempt('/api/commands/halt', { ...halt, mode: 'no-cors' }),
          await loads(script),
          await loads(frame),
        ];
      }, console.origin);
      // An opaque answer is one that cannot be read: that nothing came of it, the cluster says.
      expect(tried.slice(0, 4)).toEqual(['refused', 'refused', expect.stringMatching(/refused|opaque/), 'refused']);
      expect(attacker.frames()[1].url()).not.toContain(console.origin);
      expect(await attacker.frames()[1].locator('#app').count()).toBe(0);
      expect(cluster.object('Service', 'orders-client').spec.selector['cdk8s-kubestash/halted']).toBeUndefined();
      expect(cluster.changes).toBe(0);
    } finally {
      other.closeAllConnections();
      other.close();
    }
  });

  test('rights that are missing are said, and the rest works', async () => {
    const { page } = await visit({ cluster: small(undefined, { forbidden: ['snapshots', 'storageclasses', 'namespaces'] }) });
    await page.waitForSelector('.state.serving');
    expect(await page.textContent('.notice.bad')).toContain('help roles');
  });

  test('a cluster without KubeStash is told what is missing there', async () => {
    const { page } = await visit({ cluster: small([], { objects: [], unknown: ['snapshots', 'repositories'] }) });
    await page.waitForSelector('.notice.bad:has-text("resource type")');
    await page.waitForSelector('.notice.bad:has-text("KubeStash")');
    await page.waitForSelector('.empty:has-text("Nothing can be shown")');
  });

  test('nothing there yet: what would be is said', async () => {
    const { page } = await visit({ cluster: small([], { objects: [] }) });
    await page.waitForSelector('.empty:has-text("No databases, and no backups yet")');
    await go(page, '#/backups');
    await page.waitForSelector('.empty:has-text("No backups yet")');
    await go(page, '#/new');
    await page.waitForSelector('.empty:has-text("There are no backups to start from")');
  });
});
