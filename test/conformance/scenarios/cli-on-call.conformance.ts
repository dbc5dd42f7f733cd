import { apply, inOrder } from '../harness/apply';
import { cli, cliUntil, personWith, Said } from '../harness/cli';
import { KUBECTL } from '../harness/cluster';
import { behave, events } from '../harness/control';
import { eventually } from '../harness/eventually';
import { reachableThrough, serving } from '../harness/expect';
import { faultsMet, inject } from '../harness/faults';
import { FIRST_DEPLOYMENT, INCARNATION, secrets } from '../harness/flows';
import { program } from '../harness/kubectl';
import { pool } from '../harness/pool';
import { recordOf } from '../harness/record';
import { inNamespace, Space } from '../harness/space';
import { counted } from '../report/figures';

/** A database that serves. */
async function orders(space: Space): Promise<void> {
  await secrets(space);
  await apply(space, inOrder(FIRST_DEPLOYMENT.objects(space)));
  await serving(space, 'orders', 'orders');
}

/** A restore by hand whose check does not pass. Returns what it is to leave behind. */
async function restoreThatFails(space: Space): Promise<string> {
  const { namespace, user } = space;
  await INCARNATION.before!(space);
  await behave(namespace, { checkFails: true });
  const args = ['orders', '-n', namespace, '--snapshot', 'monday', '--check', 'holds monday-data'];
  const { plan } = await eventually('the Snapshot to be listed', async () => {
    const { out } = await cli(user, 'plan', ...args, '--json');
    return JSON.parse(out).ok ? JSON.parse(out) : undefined;
  });
  const applied = await cli(user, 'restore', ...args, '--apply', '--yes', '--timeout', '10m');
  expect([applied.code, applied.out]).toEqual([1, expect.stringContaining('orders stays closed')]);
  return plan.target;
}

const codes = ({ out }: Said): string[] => JSON.parse(out).findings.map((f: any) => f.code);

const SCENARIOS: readonly (readonly [string, (space: Space) => Promise<void>])[] = [
  ['doctor finds a client Service that lost its selector, and --fix mends it from the record', async space => {
    const { namespace, admin } = space;
    await orders(space);
    const person = await personWith(space, 'restore-viewer', 'restore-operator', 'restore-doctor');
    const before = codes(await cli(person, 'doctor', '-n', namespace, '--json'));
    expect(before.filter(c => /^(client-|kinds-|addon-|not-looked-at|record-|run-)/.test(c))).toEqual([]);

    const service = await space.get('v1', 'Service', 'orders-client');
    await admin.replace({ ...service, spec: { ...service.spec, selector: undefined } });
    const found = await cli(person, 'doctor', '-n', namespace, '--json');
    expect([found.code, codes(found)]).toEqual([1, expect.arrayContaining(['client-service-without-selector'])]);
    const fixed = await cli(person, 'doctor', '-n', namespace, '--fix', '--yes', '--json');
    expect(JSON.parse(fixed.out)).toMatchObject({ fixed: [expect.stringContaining('as the record says again')] });
    expect(codes(fixed)).toEqual(before);
    await eventually('pods behind the Service', async () => (await reachableThrough(space, 'orders-client')).length > 0);
  }],

  ['doctor without rights names what it did not see, and ends orderly', async space => {
    await orders(space);
    const nobody = await personWith(space);
    const looked = await cli(nobody, 'doctor', '-n', space.namespace, '--json');
    expect(codes(looked)).toEqual(expect.arrayContaining(['not-looked-at', 'permission-missing']));
    expect(looked.err).toBe('');
  }],

  ['resume is refused after a failed check; --recheck fails again, then passes and opens what was restored', async space => {
    const { namespace } = space;
    const target = await restoreThatFails(space);
    const at = ['orders', '-n', namespace];
    const person = await personWith(space, 'restore-viewer', 'restore-operator', 'restore-rechecker');
    const operator = await personWith(space, 'restore-viewer', 'restore-operator');
    const refused = await cli(operator, 'resume', ...at);
    expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/has not passed its checks|is at work, or its Job was/)]);
    const forbidden = await cli(operator, 'resume', ...at, '--recheck');
    expect([forbidden.code, forbidden.err]).toEqual([3, expect.stringContaining('help roles')]);
    const again = await cli(person, 'resume', ...at, '--recheck');
    expect(again.code).toBe(1);
    expect(await reachableThrough(space, 'orders-client')).toEqual([]);

    await behave(namespace, { checkFails: false });
    const passed = await cli(person, 'resume', ...at, '--recheck', '--json');
    expect([passed.code, passed.err]).toEqual([0, expect.stringContaining('the checks run again')]);
    expect(JSON.parse(passed.out).database).toMatchObject({ state: 'serving', incarnation: target });
    expect((await reachableThrough(space, 'orders-client')).every(pod => pod.startsWith(`${target}-`))).toBe(true);
  }],

  ['resume --skip-checks says so loudly, and opens what was restored although a check failed', async space => {
    const target = await restoreThatFails(space);
    const person = await personWith(space, 'restore-viewer', 'restore-operator');
    const asked = await cli(person, 'resume', 'orders', '-n', space.namespace, '--skip-checks');
    expect([asked.code, asked.err]).toEqual([2, expect.stringContaining('have not passed')]);
    const opened = await cli(person, 'resume', 'orders', '-n', space.namespace, '--skip-checks', '--yes', '--json');
    expect([opened.code, opened.err]).toEqual([0, expect.stringContaining('WARNING')]);
    expect(JSON.parse(opened.out).database).toMatchObject({ state: 'serving', incarnation: target });
    expect((await recordOf(space, 'orders'))?.by).toMatch(/^person\//);
  }],

  ['Ctrl-C before the answer to taking the record arrives: nobody holds it, and the state is printed', async space => {
    const { namespace } = space;
    await orders(space);
    const person = await personWith(space, 'restore-viewer', 'restore-operator');
    await inject(space, { action: 'delay', milliseconds: 2500, match: { user: person.name, verb: 'patch', resource: 'leases' } });
    const slow = { kubeconfig: person.proxyKubeconfig };
    // The patch of the Lease is on its way, and its answer late.
    const onItsWay = async (): Promise<boolean> => (await faultsMet(space)).some(f => f.seen > 0);
    const stopped = await cliUntil(slow, onItsWay, 'halt', 'orders', '-n', namespace, '--yes');
    const record = await recordOf(space, 'orders');
    expect([stopped.code, record?.holder, record?.state]).toEqual([130, '', 'halted']);
    expect(stopped.out).toContain(`${namespace}/orders: `);
    const again = await cli(person, 'halt', 'orders', '-n', namespace, '--yes', '--json');
    expect([again.code, JSON.parse(again.out).database.state]).toEqual([0, 'halted']);
    expect(await reachableThrough(space, 'orders-client')).toEqual([]);
  }],

  ['shell --print is a command that the API server accepts, whose pod finds the password and is gone afterwards', async space => {
    const { namespace } = space;
    await orders(space);
    const person = await personWith(space, 'restore-viewer', 'database-shell');
    const { code, out, err } = await cli(person, 'shell', 'orders', '-n', namespace, '--print');
    expect([code, err]).toEqual([0, '']);
    const password = Buffer.from((await space.get('v1', 'Secret', 'orders-auth')).data.password, 'base64').toString();
    expect(out).not.toContain(password);
    // The stand-in of psql ends well if it reaches the database of this host; so does kubectl, as nobody is left to attach to.
    const ran = await program('sh', ['-c', out.replace(KUBECTL, `${KUBECTL} --kubeconfig=${person.kubeconfig}`)], { input: 'select 1' });
    expect([ran.code, ran.stderr]).toEqual([0, expect.not.stringContaining('orbidden')]);
    const started = (await events({ type: 'container-start', namespace })).filter(e => JSON.stringify(e).includes('orders-shell-'));
    expect(started).toHaveLength(1);
    await eventually('the pod to be gone', async () => !(await space.list('v1', 'Pod')).some(p => p.metadata.name.startsWith('orders-shell-')));
  }],
];

test('Command line of a person on call, with the Roles that it prints', async () => {
  await pool(SCENARIOS, ([name, run]) => counted('Command line', () => inNamespace(`on-call-${SCENARIOS.findIndex(s => s[0] === name)}`, run)), ([name]) => name);
});
