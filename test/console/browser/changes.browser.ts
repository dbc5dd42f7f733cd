import { halted, lease, route, service } from '../../cli/support/shop';
import { describeWith } from '../../support/needs';
import { BROWSER } from '../support/browser';
import { fleet, PRESENT, small } from '../support/scenes';
import { comesAbout, go, pickUtc, visits } from '../support/visit';

describeWith(BROWSER, 'what is done', () => {
  const visit = visits();

  test('halt and resume, each with its consequence', async () => {
    const cluster = small();
    const { page, mistakes } = await visit({ cluster, hash: '#/database/shop/orders' });
    await page.getByRole('button', { name: 'Halt…' }).click();
    await page.waitForSelector('.consequence:has-text("From now on no application can connect to orders")');
    await page.getByLabel('Why').fill('a look at the disks');
    await page.getByRole('button', { name: 'Halt', exact: true }).click();
    await page.waitForSelector('h1 .state.halted');
    expect(cluster.object('Service', 'orders-client').spec.selector['cdk8s-kubestash/halted']).toBe('true');
    await page.getByRole('button', { name: 'Resume…' }).click();
    expect(await page.textContent('.consequence')).toBe('Applications are let in again: they reach orders.');
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await page.waitForSelector('h1 .state.serving');
    expect(mistakes).toEqual([]);
  });

  test('what came of it is shown also if two answers come at once', async () => {
    const { page } = await visit({ cluster: small(), hash: '#/database/shop/orders' });
    await page.getByRole('button', { name: 'Halt…' }).click();
    await page.waitForSelector('.consequence');
    // The question of before is answered only when the next one has been asked, and from then on all are answered alike.
    let [asked, answered] = [0, 0];
    const refused = { id: 1, command: 'halt', arguments: ['orders'], options: { namespace: 'shop' }, startedAt: PRESENT, lines: [], said: { exitCode: 1, error: { message: 'the cluster says no' } } };
    await page.route('**/api/works', async to => {
      const turn = asked++;
      await comesAbout(() => asked > 1 && answered >= turn);
      await to.fulfill({ json: { works: [refused] } });
      answered++;
    });
    await comesAbout(() => asked === 1);
    await page.getByRole('button', { name: 'Halt', exact: true }).click();
    await page.waitForSelector('section.run:has-text("the cluster says no")');
  });

  test('suggestions are those of the database that is chosen, whichever answer comes last', async () => {
    const { page } = await visit({ cluster: fleet(), hash: '#/new' });
    let answered = false;
    await page.route('**/api/commands/snapshots', async to => {
      const { arguments: [database], options } = to.request().postDataJSON();
      if (options.suggest !== true) return to.continue();
      // What was asked first is answered last.
      if (database === 'invoices') await comesAbout(() => answered);
      await to.fulfill({ response: await to.fetch() });
      if (database !== 'invoices') answered = true;
    });
    await go(page, '#/new/billing/invoices');
    await page.waitForSelector('section.card:has-text("invoices")');
    const late = page.waitForResponse(r => r.request().postData()?.includes('"invoices"') === true && r.request().postDataJSON().options.suggest === true);
    await go(page, '#/new/web/sessions');
    await late;
    await page.getByText('A physical Snapshot').click();
    await page.waitForSelector('.suggestions .name:has-text("sessions")');
  });

  test('a restore that waits is rolled back', async () => {
    const id = 'orders-1a2b3c4d';
    const waits = lease({
      state: 'halted',
      reason: 'The data is back.',
      by: `${id}-run`,
      restore: '1a2b3c4d',
      passed: '1a2b3c4d',
      target: id,
      next: id,
      incarnation: 'orders',
      routes: `${route('orders-client', 'orders')}; ${route('orders-client', id)}`,
    });
    const cluster = small([waits, service(halted())]);
    const { page } = await visit({ cluster, hash: '#/database/shop/orders' });
    await page.waitForSelector('h1 .state.waiting');
    expect(await page.locator('.steps .done').count()).toBe(4);
    await page.getByRole('button', { name: 'Undo the restore…' }).click();
    await page.waitForSelector('.consequence:has-text("Applications of orders will be led to orders")');
    await page.getByRole('button', { name: 'Undo the restore', exact: true }).click();
    await page.waitForSelector('h1 .state.serving');
    expect(cluster.object('Service', 'orders-client').spec.selector['app.kubernetes.io/instance']).toBe('orders');
  });

  test('two clusters: what is chosen is what is seen, and what is done there is of there', async () => {
    const staging = fleet();
    const cluster = small(undefined, { staging: staging.path('cluster.json') });
    const { page, mistakes } = await visit({ cluster });
    await page.getByRole('link', { name: 'shop/orders', exact: true }).waitFor();
    expect(await page.getByRole('link', { name: 'shop/customers', exact: true }).count()).toBe(0);
    await page.getByLabel('Cluster').selectOption('staging');
    await page.getByRole('link', { name: 'shop/customers', exact: true }).waitFor();
    await page.getByRole('link', { name: 'shop/orders', exact: true }).click();
    await page.getByRole('button', { name: 'Halt…' }).click();
    await page.waitForSelector('dialog:has-text("In cluster staging")');
    await page.getByRole('button', { name: 'Halt', exact: true }).click();
    await page.waitForSelector('h1 .state.halted');
    expect(staging.object('Service', 'orders-client').spec.selector['cdk8s-kubestash/halted']).toBe('true');
    await page.getByLabel('Cluster').selectOption('production');
    await page.waitForSelector('h1 .state.serving');
    expect(cluster.object('Service', 'orders-client').spec.selector['cdk8s-kubestash/halted']).toBeUndefined();
    expect(mistakes).toEqual([]);
  });

  test('two people see the same', async () => {
    const cluster = small();
    const one = await visit({ cluster, hash: '#/database/shop/orders' });
    const two = await visit({ cluster });
    await two.page.waitForSelector('.state.serving');
    await one.page.getByRole('button', { name: 'Halt…' }).click();
    await one.page.getByRole('button', { name: 'Halt', exact: true }).click();
    await two.page.waitForSelector('.state.halted');
  });

  test('a new database is deployed from a Snapshot under another name, namespace, size and class', async () => {
    const cluster = fleet();
    const { page, mistakes } = await visit({ cluster, hash: '#/backups' });
    await page.getByLabel('Database, Repository or Snapshot').fill('invoices');
    await page.getByRole('link', { name: /Deploy invoices-logical/ }).first().click();
    await page.getByLabel('Name of the new database').fill('audit');
    await page.getByLabel('Namespace', { exact: true }).last().fill('staging');
    await page.locator('summary', { hasText: 'Its shape' }).click();
    await page.getByLabel('Size of each volume').fill('60GB');
    await page.waitForSelector('.field.wrong:has-text("\\"60GB\\" is no size of a volume")');
    await page.getByLabel('Size of each volume').fill('60Gi');
    await page.getByLabel('StorageClass').fill('slow');
    await page.waitForSelector('.plan:not(.former) .result .good');
    await page.getByRole('button', { name: 'Create…' }).click();
    await page.waitForSelector('.consequence:has-text("staging/audit is created")');
    expect(await page.textContent('dialog')).toContain('kim@example.com');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await comesAbout(() => cluster.object('Postgres', 'audit') !== undefined);
    expect(cluster.object('Postgres', 'audit')).toMatchObject({ metadata: { namespace: 'staging' }, spec: { storage: { storageClassName: 'slow', resources: { requests: { storage: '60Gi' } } } } });
    await page.waitForSelector('h1:has-text("audit")');
    expect(mistakes).toEqual([]);
  });

  test('checks are asked for without a statement, and said in code as they were filled in', async () => {
    const { page, mistakes } = await visit({ cluster: small(), hash: '#/database/shop/orders' });
    await pickUtc(page, '2026-11-21 08:30:00');
    await page.getByText('The run does, when the checks have passed').click();
    await page.getByRole('button', { name: '+ Enough rows' }).click();
    await page.getByLabel('Table, collection or index').fill('orders');
    await page.getByLabel('Has at least').fill('many');
    await page.waitForSelector('.problem:has-text("nothing to expect")');
    await page.getByLabel('Has at least').fill('48000');
    await page.getByLabel('Database that the checks ask').fill('shop');
    await page.waitForSelector('.plan:not(.former) .result .good');
    await page.getByRole('button', { name: 'Get as code…' }).click();
    await page.locator('.code pre', { hasText: 'Check.count(\'orders\', { expect: Expect.atLeast(48000), database: \'shop\' })' }).waitFor();
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('PointInTimeRestore');
    expect(mistakes).toEqual([]);
  });

  test('without a cluster everything is there but applying', async () => {
    const { page, mistakes } = await visit({ hash: '#/new/shop/orders', argv: ['--from', 'examples/snapshots.json'] });
    await page.waitForSelector('.timeline');
    await pickUtc(page, '2026-11-21 08:30:00');
    await page.getByLabel('Size of each volume').fill('50Gi');
    await page.waitForSelector('.plan:not(.former) .result .good');
    expect(await page.getByRole('button', { name: 'Create…' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Get as code…' }).click();
    await page.getByRole('tab', { name: 'YAML' }).click();
    await page.waitForSelector('.code pre:has-text("recoveryTimestamp")');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as' }).click()]);
    expect(download.suggestedFilename()).toBe('restore-orders-copy.k8s.yaml');
    expect(mistakes).toEqual([]);
  });

  test('a console that only looks offers nothing else', async () => {
    const { page } = await visit({ cluster: small(), hash: '#/database/shop/orders', argv: ['--read-only'] });
    await pickUtc(page, '2026-11-21 08:30:00');
    await page.waitForSelector('.strip:has-text("Looking only")');
    expect(await page.getByRole('button', { name: /^(Halt|Resume|Restore)/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Get as code…' }).click();
    await page.waitForSelector('.code pre');
  });
});
