import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Answer, FakeKubectl, patchOf, record, runEnvironment } from './script';
import { describeWith } from '../../support/needs';

const PERSON = { NAMESPACE: 'shop', RECORD: 'orders-traffic', PERSON: 'eve' };
const ROUTES = 'orders-client orders app=orders,role=primary';
const SERVING = record({ version: 7, epoch: 3, notes: { state: 'serving', restore: 'first', incarnation: 'orders', routes: ROUTES } });
const NOT_FOUND = { error: 'Error from server (NotFound): leases.coordination.k8s.io "orders-traffic" not found' };
const CONFLICT = { error: 'Error from server (Conflict): Operation cannot be fulfilled on leases.coordination.k8s.io "orders-traffic": the object has been modified' };
const FORBIDDEN = { error: 'Error from server (Forbidden): services "orders-client" is forbidden: User "system:serviceaccount:shop:run" cannot get resource "services" in API group "" in the namespace "shop"' };

/** What the script does, in this shell. */
export function behaviour(name: string, ...shell: string[]): void {
  describeWith(name, `in ${name}`, () => promises(shell));
}

function promises(shell: string[]): void {
  // Most of it takes a second; busy machines take longer.
  jest.setTimeout(60_000);

  let kubectl: FakeKubectl;
  beforeEach(() => { kubectl = new FakeKubectl(); });
  afterEach(() => kubectl.remove());

  test.each([[[]], [['nonsense']], [['halt', 'more']], [['before-check', 'sql']], [['before-check', 'sql', '1h']], [['person', 'dance']]])(
    'called wrongly, it says how it is called: %j', async (args) => {
      const ended = await kubectl.run(shell, args, {});
      expect(ended.code).toBe(2);
      expect(ended.log).toContain('usage: run.sh');
      expect(ended.calls).toEqual([]);
    });

  test('a variable that is missing is named', async () => {
    const { TARGET: _target, ...env } = runEnvironment();
    const ended = await kubectl.run(shell, ['halt'], env);
    expect(ended.code).toBe(2);
    expect(ended.log).toContain('TARGET is not set');
  });

  test('what may pass by itself is tried again', async () => {
    const passing = [
      'Unable to connect to the server: dial tcp 10.96.0.1:443: connect: connection refused',
      'The connection to the server 10.96.0.1 was refused - did you specify the right host or port?',
      'Unable to connect to the server: net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
      'Error from server (ServiceUnavailable): the server is currently unable to handle the request',
      'Error from server (InternalError): an error on the server ("") has prevented the request from succeeding',
      'Error from server (TooManyRequests): the server has received too many requests and has asked us to try again later',
      'Error from server (Timeout): the server was unable to return a response in the time allotted',
      'Error from server: etcdserver: request timed out',
      'error: You must be logged in to the server (Unauthorized)',
      'Unable to connect to the server: EOF',
      'Error from server (InternalError): Internal error occurred: failed calling webhook "x": dial tcp: connection refused',
    ];
    await Promise.all(passing.map(async (error) => {
      const flaky = new FakeKubectl()
        .answers('get-leases', { error }, SERVING).answers('get-services', '').answers('get-endpointslices', '').answers('get-restoresessions', '');
      const ended = await flaky.run(shell, ['person', 'show'], PERSON);
      flaky.remove();
      expect([error, ended.code, ended.log.includes('trying again')]).toEqual([error, 0, true]);
      expect(ended.stdout).toContain('state=serving\n');
    }));
  });

  test('it gives up when the API server stays away, in bounded time', async () => {
    kubectl.answers('get-leases', { error: 'Unable to connect to the server: EOF' }).answers('get-services', '');
    const ended = await kubectl.run(shell, ['halt'], runEnvironment({ RETRY_SECONDS: '1' }));
    expect(ended.code).toBe(3);
    expect(ended.seconds).toBeLessThan(20);
    expect(ended.log).toContain('giving up: kubectl get leases.v1.coordination.k8s.io: Unable to connect to the server: EOF');
    expect(ended.calls.filter((call) => call.name.startsWith('patch'))).toEqual([]);
  });

  test('a missing permission is waited for, as the Role may be late, and then named', async () => {
    kubectl.answers('get-services', FORBIDDEN);
    const ended = await kubectl.run(shell, ['halt'], runEnvironment({ FORBIDDEN_SECONDS: '3' }));
    expect(ended.code).toBe(3);
    expect(ended.log).toContain('the Role or the RoleBinding may be late');
    expect(ended.log).toContain('cannot get resource services'.replace('services', "'services'"));
    expect(ended.calls.length).toBeGreaterThan(1);
  });

  test('what is definite is not tried again', async () => {
    kubectl.answers('get-leases', NOT_FOUND);
    const ended = await kubectl.run(shell, ['person', 'halt'], PERSON);
    expect(ended.code).toBe(1);
    expect(ended.log).toContain('there is no record, Lease orders-traffic in namespace shop');
    expect(ended.calls).toHaveLength(1);
  });

  test('of several objects, one that could not be read is not taken for one that does not exist', async () => {
    const held = record({ version: 9, epoch: 4, holder: 'person/eve', notes: { routes: ROUTES, incarnation: 'orders' } });
    kubectl
      .answers('get-leases', SERVING, held)
      .answers('get-services',
        { error: 'Error from server (NotFound): services "a" not found\nError from server (ServiceUnavailable): try again' },
        { error: 'E1122 10:00:00.000000 1 memcache.go:265] couldn\'t get resource list for metrics.k8s.io/v1beta1\nError from server (NotFound): services "a" not found' })
      .answers('patch-leases', held);
    const ended = await kubectl.run(shell, ['person', 'halt'], PERSON);
    expect(ended.log).toContain('trying again');
    expect(ended.log).toContain('Service orders-client does not exist');
    expect(ended.calls.filter((call) => call.name === 'get-services')).toHaveLength(2);
    expect(ended.code).toBe(0);
  });

  test('every call has its timeout, its cache and its namespace', async () => {
    kubectl.answers('get-leases', NOT_FOUND);
    const ended = await kubectl.run(shell, ['person', 'halt'], { ...PERSON, KUBE_CONTEXT: 'prod eu', REQUEST_TIMEOUT: '3s' });
    expect(ended.calls[0].args).toEqual(expect.arrayContaining(['--context=prod eu', '--namespace=shop', '--request-timeout=3s']));
    expect(ended.calls[0].args.some((argument) => argument.startsWith('--cache-dir='))).toBe(true);
  });

  test('in a Pod, kubectl is told explicitly what it overlooks once it has a timeout', async () => {
    kubectl.answers('get-leases', { error: 'Unable to connect to the server: EOF' }).answers('get-services', '');
    const account = kubectl.file('token', 'secret-token').replace(/\/token$/, '');
    const ended = await kubectl.run(shell, ['halt'], runEnvironment({
      RETRY_SECONDS: '0', ACCOUNT_DIR: account, KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443',
    }));
    const config = spawnSync('cat', [join(kubectl.state, 'kubeconfig')], { encoding: 'utf8' }).stdout;
    expect(config).toContain('server: "https://[fd00::1]:443"');
    expect(config).toContain(`tokenFile: "${account}/token"`);
    expect(config + ended.log).not.toContain('secret-token');
  });

  test('a conflict makes it read the record again and decide anew', async () => {
    kubectl
      .answers('get-leases', SERVING, SERVING.replace('version 7', 'version 8').replace('epoch 3', 'epoch 4'))
      .answers('get-services', 'service orders-client 100 3\nlabel orders-client app=orders\n')
      .answers('patch-leases', CONFLICT, record({ version: 9, epoch: 5, holder: 'person/eve', notes: { routes: ROUTES, incarnation: 'orders' } }))
      .answers('patch-services', 'service/orders-client')
      .answers('get-endpointslices', '');
    const ended = await kubectl.run(shell, ['person', 'halt'], PERSON);
    expect(ended.code).toBe(0);
    const [first, second] = ended.calls.filter((call) => call.name === 'patch-leases').map(patchOf);
    expect([first.metadata.resourceVersion, first.spec.leaseTransitions]).toEqual(['7', 4]);
    expect([second.metadata.resourceVersion, second.spec.leaseTransitions]).toEqual(['8', 5]);
    expect(second.spec.renewTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  });

  test('texts with all that hurts JSON and shells arrive as one harmless line', async () => {
    kubectl
      .answers('get-leases', SERVING)
      .answers('get-services', 'service orders-client 100\n')
      .answers('patch-leases', record({ version: 9, epoch: 4, holder: 'person/o\'neil-"x"', notes: { routes: ROUTES } }))
      .answers('patch-services', '').answers('get-endpointslices', '');
    const ended = await kubectl.run(shell, ['person', 'halt'], {
      ...PERSON, PERSON: 'jane  doe', REASON: 'say "no"\\n\n$(touch /tmp/oops) `id` %s ${HOME} \t ü 数据 {"a":1}',
    });
    const taken = patchOf(ended.calls.find((call) => call.name === 'patch-leases')!);
    expect(taken.spec.holderIdentity).toBe('person/jane-doe');
    expect(taken.metadata.annotations['cdk8s-kubestash/reason']).toBe("say 'no'n $(touch /tmp/oops) `id` %s ${HOME}   ü 数据 {'a':1}");
  });

  test('halting keeps the keys of the route, nulls the others, and adds the label that no pod carries', async () => {
    const held = record({ version: 9, epoch: 4, holder: 'person/eve', notes: { routes: ROUTES, incarnation: 'orders', restore: 'first' } });
    kubectl
      .answers('get-leases', SERVING, held)
      .answers('get-services', 'service orders-client 100 3\nlabel orders-client app=old\nlabel orders-client tier=x\nlabel orders-client role=primary\n')
      .answers('patch-leases', held)
      .answers('patch-services', '').answers('get-endpointslices', '');
    const ended = await kubectl.run(shell, ['person', 'halt'], PERSON);
    const patch = patchOf(ended.calls.find((call) => call.name === 'patch-services')!);
    expect(patch.metadata.resourceVersion).toBe('100');
    expect(patch.metadata.annotations).toMatchObject({ 'cdk8s-kubestash/epoch': '4', 'cdk8s-kubestash/state': 'halted' });
    expect(patch.spec.selector).toEqual({ 'tier': null, 'app': 'orders', 'role': 'primary', 'cdk8s-kubestash/halted': 'true' });
  });

  test('odd but legal names pass as they are', async () => {
    const service = 'a'.repeat(63);
    const labels = 'example.com/Name.with_all-9=0x1.Y_z,true=null';
    const held = record({ version: 2, epoch: 1, holder: '1e3/0', notes: { restore: '0o17', incarnation: '0123', routes: `${service} 0123 ${labels}` } });
    kubectl
      .answers('get-leases', NOT_FOUND, record({ version: 1 }), held)
      .answers('create-Lease', '').answers('get-services', `service ${service} 100\n`)
      .answers('patch-leases', held).answers('patch-services', '').answers('get-endpointslices', '');
    const ended = await kubectl.run(shell, ['halt'], runEnvironment({
      NAMESPACE: 'true',
      RUN: '1e3',
      POD_UID: '0',
      RESTORE_ID: '0o17',
      TARGET: '0123',
      PREVIOUS: '',
      PREVIOUS_ROUTES: '',
      SERVICES: service,
      ROUTES: `${service} 0123 ${labels}`,
    }));
    expect([ended.code, ended.log]).toEqual([0, expect.stringContaining('halted → drained')]);
    expect(JSON.parse(kubectl.created('Lease')).metadata).toEqual({ name: 'orders-traffic' });
    const taken = patchOf(ended.calls.find((call) => call.name === 'patch-leases')!);
    expect(taken.metadata.annotations).toMatchObject({
      'cdk8s-kubestash/restore': '0o17', 'cdk8s-kubestash/target': '0123', 'cdk8s-kubestash/routes': `${service} 0123 ${labels}`,
    });
    expect(patchOf(ended.calls.find((call) => call.name === 'patch-services')!).spec.selector)
      .toEqual({ 'example.com/Name.with_all-9': '0x1.Y_z', 'true': 'null', 'cdk8s-kubestash/halted': 'true' });
  });

  describe('whose record it is', () => {
    const at = (holder: string, notes: Record<string, string>, epoch = 5): Answer => record({ version: 9, epoch, holder, notes });

    test.each([
      ['of a newer restore', at('', { restore: 'r2', state: 'serving' }), 'the record has moved on to restore r2'],
      ['of a person, about this restore', at('', { restore: 'r1', state: 'halted', by: 'person/eve', reason: 'No.' }), 'person/eve decided about restore r1 (halted: No.)'],
    ])('%s: nothing is changed, and later containers find nothing to do', async (_case, answer, says) => {
      kubectl.answers('get-services', 'service orders-client 100\n').answers('get-leases', answer);
      const halt = await kubectl.run(shell, ['halt'], runEnvironment());
      expect([halt.code, halt.log]).toEqual([0, expect.stringContaining(says)]);
      expect(halt.calls.map((call) => call.name)).toEqual(['get-services', 'get-leases']);
      expect(kubectl.exists('over')).toBe(true);
      expect((await kubectl.run(shell, ['before-check', 'sql', '60'], runEnvironment())).code).toBe(0);
      const resume = await kubectl.run(shell, ['resume'], runEnvironment());
      expect([resume.code, resume.calls.length]).toEqual([0, 2]);
    });

    test('of an earlier pod of this Job: taken at once', async () => {
      const held = at('orders-r1-abc/pod-1', { restore: 'r1', routes: 'orders-client orders app=orders' }, 6);
      kubectl.answers('get-services', 'service orders-client 100\n').answers('get-leases', at('orders-r1-abc/pod-0', { restore: 'r1' }), held)
        .answers('patch-leases', held).answers('patch-services', '').answers('get-endpointslices', '');
      const halt = await kubectl.run(shell, ['halt'], runEnvironment());
      expect(halt.code).toBe(0);
      expect(patchOf(halt.calls[2]).spec).toMatchObject({ holderIdentity: 'orders-r1-abc/pod-1', leaseTransitions: 6 });
    });

    test('of somebody else: taken when its holder has been silent for as long as it said', async () => {
      const held = at('orders-r1-abc/pod-1', { restore: 'r1', routes: 'orders-client orders app=orders' }, 6);
      const others = record({ version: 9, epoch: 5, holder: 'orders-first/x', duration: 2, renewed: '2026-01-01T00:00:00.000000Z', notes: { restore: 'first' } });
      kubectl.answers('get-services', 'service orders-client 100\n')
        .answers('get-leases', others, others.replace('00.000000Z', '09.000000Z'), others.replace('00.000000Z', '09.000000Z'), held)
        .answers('patch-leases', held).answers('patch-services', '').answers('get-endpointslices', '');
      const halt = await kubectl.run(shell, ['halt'], runEnvironment());
      expect([halt.code, halt.log]).toEqual([0, expect.stringContaining('waiting for the record: orders-first/x holds it')]);
      expect(halt.calls.findIndex((call) => call.name === 'patch-leases')).toBeGreaterThan(5);
      expect(halt.seconds).toBeGreaterThan(3);
    });

    test('lost to another Job: superseded, and a success', async () => {
      kubectl.answers('get-services', 'service orders-client 100\n').answers('get-leases', at('', {}), at('other-job/x', { restore: 'r1', by: 'other-job' }, 7))
        .answers('patch-leases', at('orders-r1-abc/pod-1', { restore: 'r1', routes: 'orders-client orders app=orders' }, 6))
        .answers('patch-services', CONFLICT);
      const halt = await kubectl.run(shell, ['halt'], runEnvironment());
      expect([halt.code, halt.log]).toEqual([0, expect.stringContaining('superseded: other-job/x took the record (epoch 7, this run had 6)')]);
      expect(halt.calls.filter((call) => call.name === 'patch-services')).toHaveLength(1);
    });

    test('lost to a later pod of the same Job: no success, which would complete the Job', async () => {
      kubectl.answers('get-services', 'service orders-client 100\n').answers('get-leases', at('', {}), at('orders-r1-abc/pod-2', { restore: 'r1' }, 7))
        .answers('patch-leases', at('orders-r1-abc/pod-1', { restore: 'r1', routes: 'orders-client orders app=orders' }, 6))
        .answers('patch-services', CONFLICT);
      expect((await kubectl.run(shell, ['halt'], runEnvironment())).code).toBe(5);
    });
  });

  test.each([
    ['orders', 'Halted for restore r1. Sessions that are still open are ended; if this stays, that did not work: look at the log of container disconnect of Job orders-r1-abc.'],
    ['', 'Halted for restore r1.'],
  ])('the record says where to look if sessions cannot be ended, where there can be any: after %j', async (PREVIOUS, reason) => {
    const held = record({ version: 9, epoch: 6, holder: 'orders-r1-abc/pod-1', notes: { restore: 'r1', routes: ROUTES, incarnation: 'orders' } });
    kubectl.answers('get-services', 'service orders-client 100\n').answers('get-leases', record({ version: 8, epoch: 5 }), held)
      .answers('patch-leases', held).answers('patch-services', '').answers('get-endpointslices', '');
    const ended = await kubectl.run(shell, ['halt'], runEnvironment({ PREVIOUS }));
    expect(ended.code).toBe(0);
    expect(patchOf(ended.calls[ended.calls.length - 1]).metadata.annotations).toMatchObject({
      'cdk8s-kubestash/state': 'disconnecting', 'cdk8s-kubestash/reason': reason,
    });
  });

  test('a signal ends it at once, and lets the record go', async () => {
    const held = record({ version: 9, epoch: 6, holder: 'orders-r1-abc/pod-1', notes: { restore: 'r1', routes: ROUTES, incarnation: 'orders' } });
    kubectl.answers('get-services', '').answers('get-leases', record({ version: 8, epoch: 5, notes: { restore: 'first', routes: ROUTES } }), held)
      .answers('patch-leases', held);
    const ended = await kubectl.run(shell, ['halt'], runEnvironment(), { terminateAt: 'not there yet' });
    expect([ended.code, ended.log]).toEqual([143, expect.stringContaining('waiting for the client Service orders-client: not there yet')]);
    expect(patchOf(ended.calls[ended.calls.length - 1]).spec).toEqual({ holderIdentity: '' });
  });

  test('the session gets its name, and nothing else of its manifest changes', async () => {
    const held = record({ version: 9, epoch: 6, holder: 'orders-r1-abc/pod-1', notes: { restore: 'r1' } });
    kubectl.answers('get-leases', held).answers('patch-leases', held)
      .answers('get-postgreses', 'uid u-1\ncreated 2026-01-01T00:00:00Z\nphase Provisioning\n').answers('get-appbindings', '')
      .answers('get-endpointslices', 'endpoint m:10.0.0.1\n')
      .answers('get-restoresessions', { error: 'Error from server (NotFound): none' }, { error: 'Error from server (NotFound): none' }, '',
        'session s-1 2026-01-01T00:00:09Z\nphase Invalid\ncondition ValidationPassed False "Addon \\"x\\" not found"\n')
      .answers('create-RestoreSession', '').answers('delete-restoresessions', { error: 'Error from server: admission webhook "x" denied the request: no' });
    kubectl.file('state/epoch', '6\n');
    const manifest = 'apiVersion: core.kubestash.com/v1alpha1\nkind: RestoreSession\nmetadata:\n  name: "{session}"\n  note: "{session} \\t %s"\nspec:\n  a: b';
    const ended = await kubectl.run(shell, ['restore'], runEnvironment({
      PROCESS: 'session', WAIT_FOR: 'reachable', MAINTENANCE: 'm', SESSION: 's-1', SESSION_FILE: kubectl.file('session.yaml', manifest),
    }));
    expect(kubectl.created('RestoreSession')).toBe(manifest.replace('"{session}"\n', '"s-1"\n') + '\n');
    expect(ended.log).toContain("RestoreSession s-1 is Invalid: ValidationPassed False 'Addon 'x' not found'. It restored nothing");
    expect(ended.log).toContain('giving up: delete restoresessions.v1alpha1.core.kubestash.com s-1');
    expect(ended.code).toBe(3);
    const last = patchOf(ended.calls[ended.calls.length - 1]);
    expect([last.spec.holderIdentity, last.metadata.annotations['cdk8s-kubestash/state']]).toEqual(['', 'failed']);
  });
}
