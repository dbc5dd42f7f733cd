import { Page } from 'playwright-core';
import { BROWSER } from './browser';
import { Visit, Where } from './visit';
import { personWith } from '../../conformance/harness/cli';
import { KUBECTL } from '../../conformance/harness/cluster';
import { Identity } from '../../conformance/harness/control';
import { serving } from '../../conformance/harness/expect';
import { CLUSTER_NEEDS } from '../../conformance/harness/needs';
import { Manifest } from '../../conformance/harness/objects';
import { pool } from '../../conformance/harness/pool';
import { inNamespace, Space } from '../../conformance/harness/space';
import { dataOf } from '../../conformance/harness/world';

/** What a flow needs: a control plane, and a browser. */
export const FLOW_NEEDS = [BROWSER, ...CLUSTER_NEEDS];

/** Something that people come to do, from the list of databases to a database that serves. */
export type Flow = readonly [name: string, run: (space: Space) => Promise<void>];

/** Plays flows, each in a namespace of its own, some at a time. */
export async function play(what: string, flows: readonly Flow[]): Promise<void> {
  const wanted = flows.filter(([name]) => name.includes(process.env.FLOW ?? ''));
  await pool(wanted, ([, run]) => inNamespace(`console-${what}`, run), ([name]) => name, 3);
}

const EVERYTHING = ['restore-viewer', 'restore-operator', 'restore-rechecker', 'restore-log-reader', 'restore-doctor'];

/** Somebody on call, who may apply restores too: here, and in other namespaces of the case. */
export async function onCall(space: Space, ...beside: Space[]): Promise<Identity> {
  const who = await personWith(space, ...EVERYTHING);
  for (const place of [space, ...beside]) {
    await bind(place, who, 'restore-pipeline');
    if (place === space) continue;
    await personWith(place, ...EVERYTHING);
    for (const role of EVERYTHING.filter(r => r !== 'restore-doctor')) await bind(place, who, role);
  }
  return who;
}

function bind({ admin, namespace }: Space, { name }: Identity, role: string): Promise<unknown> {
  return admin.create({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: `${name}-${role}-too`, namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role },
    subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name }],
  } as Manifest);
}

/** How somebody comes to a console of a namespace. */
export function at({ namespace }: Space, { kubeconfig }: Pick<Identity, 'kubeconfig'>): Where {
  return { cluster: { KUBECTL, KUBECONFIG: kubeconfig }, argv: ['-n', namespace], realClock: true };
}

/** Out of the list, to a database. */
export async function choose(page: Page, { namespace }: Space, name = 'orders'): Promise<void> {
  await page.getByRole('link', { name: `${namespace}/${name}`, exact: true }).click();
  await page.waitForSelector('.timeline');
}

/** Picks a Snapshot in the list below the timeline, as soon as it is there. */
export async function pickSnapshot(page: Page, name: string): Promise<void> {
  await page.locator('summary', { hasText: 'to choose from' }).click();
  await page.getByRole('button', { name: `Pick ${name}` }).click();
  await page.waitForSelector('.plan:not(.former)');
}

/** Opens by itself, if the database holds this. */
export async function openIfItHolds(page: Page, content: string): Promise<void> {
  await page.getByText('The run does, when the checks have passed').click();
  await page.getByRole('button', { name: '+ A statement' }).click();
  await page.getByLabel('Statement of check 1').fill(`holds ${content}`);
}

/** Applies what is planned, once nothing stands in the way. Returns the consequence that was agreed to. */
export async function apply(page: Page): Promise<string> {
  await page.waitForSelector('.plan:not(.former) .result .good');
  await page.getByRole('button', { name: /^(Restore|Create)…$/ }).click();
  const consequence = await page.textContent('.consequence');
  await page.getByRole('button', { name: /^(Restore|Create)$/ }).click();
  await page.waitForSelector('summary:has-text("Applied from here")');
  return consequence!;
}

/** Does what a button says, once its consequence is agreed to. */
export async function act(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: `${label}…` }).click();
  await page.waitForSelector('.consequence');
  await page.getByRole('button', { name: label, exact: true }).click();
  await page.waitForSelector('dialog', { state: 'detached' });
}

/** Waits until the page says so. */
export async function shows(page: Page, state: string): Promise<void> {
  await page.waitForSelector(`h1 .state.${state}`);
}

/** Opened in truth: what the record says, and what is in the database. */
export async function servesInTruth({ page, mistakes }: Visit, space: Space, content: string, database = 'orders'): Promise<string> {
  await page.waitForSelector('summary:has-text("from here: at work")', { state: 'detached' });
  await shows(page, 'serving');
  const { incarnation } = await serving(space, database);
  await page.waitForSelector(`.facts b:has-text("${incarnation}")`);
  expect((await dataOf(space.namespace, incarnation)).content).toBe(content);
  expect(mistakes).toEqual([]);
  return incarnation;
}
