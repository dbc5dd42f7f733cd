import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { Agent, ServerResponse } from 'http';
import { tmpdir } from 'os';
import { join } from 'path';
import * as fc from 'fast-check';
import { certificate } from './support/certificate';
import { closedPort, Handler, json, serve, silent, status, TestServer, tunnelling } from './support/server';
import { Answer, Place, Refusal, WatchEvent } from '../../src/agent/api';
import { fromPod, overLoopback, overSocket } from '../../src/agent/connection';
import { goesDirectly, proxyFor } from '../../src/agent/no-proxy';
import { collectionPath, complaint, isName, objectPath } from '../../src/agent/paths';
import { HttpApi, TransportOptions } from '../../src/agent/transport';
import { oneLine } from '../../src/agent/verdict';
import { describeWith } from '../support/needs';

const LEASES = { group: 'coordination.k8s.io', version: 'v1', plural: 'leases' };
const LEASE: Place = { type: LEASES, namespace: 'shop', name: 'orders-traffic' };
const ALL: Place = { type: LEASES, namespace: 'shop' };
const PATH = '/apis/coordination.k8s.io/v1/namespaces/shop/leases';
const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

const folder = mkdtempSync(join(tmpdir(), 'agent-'));
const open: { close(): unknown }[] = [];
afterEach(async () => { for (const one of open.splice(0)) await one.close(); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A server that answers so, and the transport to it. */
async function started(handler: Handler, options: TransportOptions = {}): Promise<{ api: HttpApi; server: TestServer }> {
  const server = await serve(handler);
  const api = new HttpApi(overLoopback(`http://127.0.0.1:${server.port}`), { timeoutMs: 2000, ...options });
  open.push(api, server);
  return { api, server };
}

function refusalIn(answer: Answer): Refusal | 'ok' {
  return answer.ok ? 'ok' : answer.refusal;
}

describe('calls', () => {
  test('each has its method, path and parameters', async () => {
    const { api, server } = await started((response, request) => json(response, 200, request.url.pathname === PATH && request.method === 'GET'
      ? { kind: 'LeaseList', apiVersion: 'coordination.k8s.io/v1', metadata: { resourceVersion: '7' }, items: [{ metadata: { name: 'a' } }] } : { echo: request.body }));
    expect(await api.get(LEASE)).toEqual({ ok: true, body: { echo: '' } });
    const list = await api.list(ALL, { name: 'a', labels: 'app in (x,y),!z' });
    // The items of a list do not say what they are; the list does.
    expect(list).toMatchObject({ ok: true, body: { items: [{ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'a' } }] } });
    await api.create(ALL, { metadata: { name: 'b' } });
    await api.patch(LEASE, { metadata: { resourceVersion: '3', annotations: { gone: null } } });
    await api.remove(LEASE);
    await api.list({ type: { group: '', version: 'v1', plural: 'services' }, namespace: '' });
    expect(server.requests.map(r => `${r.method} ${decodeURIComponent(r.url.pathname + r.url.search)}`)).toEqual([
      `GET ${PATH}/orders-traffic`,
      `GET ${PATH}?fieldSelector=metadata.name=a&labelSelector=app in (x,y),!z`,
      `POST ${PATH}?fieldManager=cdk8s-kubestash&fieldValidation=Ignore`,
      `PATCH ${PATH}/orders-traffic?fieldManager=cdk8s-kubestash`,
      `DELETE ${PATH}/orders-traffic?propagationPolicy=Background`,
      'GET /api/v1/services',
    ]);
    expect(server.requests[3].headers['content-type']).toBe('application/merge-patch+json');
    expect(JSON.parse(server.requests[3].body)).toEqual({ metadata: { resourceVersion: '3', annotations: { gone: null } } });
    expect(server.connections).toHaveLength(1);
  });

  test.each<[string, (r: ServerResponse) => void, Refusal]>([
    ['404 of an object', r => status(r, 404, 'NotFound', { details: { name: 'orders-traffic', kind: 'leases' } }), 'absent'],
    ['404 of a kind, as a Status', r => status(r, 404, 'NotFound', { details: { causes: [] } }), 'unknown-kind'],
    ['404 of a kind, in words', r => r.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found\n'), 'unknown-kind'],
    ['404 of something else, with a name', r => status(r, 404, 'Other', { details: { name: 'x' } }), 'unknown-kind'],
    ['409 that exists', r => status(r, 409, 'AlreadyExists'), 'exists'],
    ['409 that was changed', r => status(r, 409, 'Conflict'), 'conflict'],
    ['409 without a reason', r => r.writeHead(409).end('already exists'), 'conflict'],
    ['400', r => status(r, 400, 'BadRequest'), 'invalid'],
    ['405', r => status(r, 405, 'MethodNotAllowed'), 'invalid'],
    ['413', r => status(r, 413), 'invalid'],
    ['415', r => status(r, 415), 'invalid'],
    ['422', r => status(r, 422, 'Invalid'), 'invalid'],
    ['410', r => status(r, 410, 'Expired'), 'expired'],
    ['401', r => status(r, 401, 'Unauthorized'), 'unreachable'],
    ['429', r => status(r, 429, 'TooManyRequests'), 'unreachable'],
    ['500', r => status(r, 500, 'InternalError'), 'unreachable'],
    ['502 of a proxy', r => r.writeHead(502).end('<html>'), 'unreachable'],
    ['504', r => status(r, 504, 'Timeout'), 'unreachable'],
    ['a redirection', r => r.writeHead(302, { location: 'http://elsewhere/' }).end(), 'unreachable'],
    ['no JSON', r => r.writeHead(200).end('<html>'), 'unreachable'],
    ['JSON that is no object', r => r.writeHead(200).end('[]'), 'unreachable'],
    ['nothing', r => r.writeHead(200).end(), 'unreachable'],
    ['an answer cut short', r => { r.writeHead(200, { 'content-length': '100' }); r.write('{'); setTimeout(() => r.destroy(), 20); }, 'unreachable'],
    ['no answer', r => r.destroy(), 'unreachable'],
  ])('%s', async (_, answer, refusal) => {
    const { api } = await started(answer);
    expect(refusalIn(await api.patch(LEASE, {}))).toBe(refusal);
  });

  test.each([{}, { metadata: {}, items: [] }, { metadata: { resourceVersion: '1' }, items: {} }, { metadata: { resourceVersion: '1' }, items: [null] }, { metadata: { resourceVersion: 1 }, items: [] }])(
    'a list that is none: %j', async body => {
      const { api } = await started(r => json(r, 200, body));
      expect(refusalIn(await api.list(ALL))).toBe('unreachable');
    });

  test('a list without items is empty', async () => {
    const { api } = await started(r => json(r, 200, { metadata: { resourceVersion: '1' }, items: null }));
    expect(await api.list(ALL)).toMatchObject({ ok: true, body: { items: [] } });
  });

  test('nobody listens', async () => {
    const api = new HttpApi(overLoopback(`http://127.0.0.1:${await closedPort()}`));
    expect(await api.get(LEASE)).toMatchObject({ ok: false, refusal: 'unreachable', message: expect.stringContaining('ECONNREFUSED') });
  });

  test('messages are one line', async () => {
    const { api } = await started(r => status(r, 422, 'Invalid', { message: `a\r\n\u001b[31mred\u202e${'\u{1F600}x'.repeat(500)}` }));
    const answer = await api.get(LEASE);
    if (answer.ok) throw new Error('accepted');
    expect(answer.message).toMatch(/^a \[31mred /);
    expect(answer.message.length).toBeLessThanOrEqual(500);
  });

  test('any text becomes a line', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), text => {
      const line = oneLine(text);
      expect(line.length).toBeLessThanOrEqual(500);
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/);
      expect(Buffer.from(line).toString()).toBe(line);
    }));
  });

  test('the timeout covers the whole answer', async () => {
    const { api } = await started(r => {
      r.writeHead(200);
      const timer = setInterval(() => r.write(' '), 20);
      r.on('close', () => clearInterval(timer));
    }, { timeoutMs: 300 });
    const began = Date.now();
    expect(await api.get(LEASE)).toMatchObject({ refusal: 'unreachable', message: 'no whole answer in time' });
    expect(Date.now() - began).toBeLessThan(1500);
  });

  test('a server that says nothing', async () => {
    const { api } = await started(() => undefined, { timeoutMs: 200 });
    expect(await api.get(LEASE)).toMatchObject({ refusal: 'unreachable', message: 'no answer in time' });
  });

  test('an answer has a greatest size', async () => {
    const { api } = await started(r => r.writeHead(200).end('x'.repeat(5000)), { maxBytes: 4000 });
    expect(await api.get(LEASE)).toMatchObject({ refusal: 'unreachable', message: expect.stringContaining('4000 bytes') });
  });

  test('a read survives a connection that was given up meanwhile', async () => {
    const { api, server } = await started((r, request, count) => (count === 2 ? request && r.socket!.resetAndDestroy() : json(r, 200, {})));
    expect(refusalIn(await api.get(LEASE))).toBe('ok');
    expect(refusalIn(await api.get(LEASE))).toBe('ok');
    expect(server.calls).toHaveLength(3);
  });

  test('so it does where all that were kept have been given up, but it is sent only once more', async () => {
    let old: readonly unknown[] = [];
    const { api, server } = await started((r, _, count) => {
      if (count <= 3) setTimeout(() => json(r, 200, {}), 50);
      else if (old.includes(r.socket)) r.socket!.resetAndDestroy();
      else json(r, 200, {});
    });
    await Promise.all([api.get(LEASE), api.get(LEASE), api.get(LEASE)]);
    old = [...server.connections];
    expect(old).toHaveLength(3);
    expect(refusalIn(await api.get(LEASE))).toBe('ok');
    expect([server.calls.length, server.connections.length]).toEqual([5, 4]);
    const hopeless = await started((r, _, count) => (count === 1 ? json(r, 200, {}) : r.socket!.resetAndDestroy()));
    await hopeless.api.get(LEASE);
    expect(refusalIn(await hopeless.api.get(LEASE))).toBe('unreachable');
    expect(hopeless.server.calls).toHaveLength(3);
  });

  test('a connection that breaks while the read is written is no other case', async () => {
    const server = await serve(r => json(r, 200, {}));
    const connection = overLoopback(`http://127.0.0.1:${server.port}`);
    const api = new HttpApi(connection, { timeoutMs: 2000 });
    open.push(api, server);
    await api.get(LEASE);
    const [idle] = Object.values((connection.options().agent as Agent).freeSockets).flat();
    idle!.write = () => !idle!.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    expect(refusalIn(await api.get(LEASE))).toBe('ok');
    expect(server.connections).toHaveLength(2);
  });

  test('a change is never sent twice', async () => {
    const { api, server } = await started((r, request, count) => (count === 2 ? request && r.socket!.resetAndDestroy() : json(r, 200, {})));
    await api.get(LEASE);
    expect(refusalIn(await api.patch(LEASE, {}))).toBe('unreachable');
    expect(server.calls).toHaveLength(2);
  });

  test('Retry-After is honoured while there is time', async () => {
    const { api, server } = await started((r, _, count) => (count === 1 ? status(r, 429, 'TooManyRequests', {}) : json(r, 200, {})));
    expect(refusalIn(await api.get(LEASE))).toBe('unreachable');
    const soon = await started((r, _, count) => (count === 1 ? json(r, 429, {}, { 'retry-after': '1' }) : json(r, 200, {})));
    expect(refusalIn(await soon.api.patch(LEASE, {}))).toBe('ok');
    const late = await started(r => json(r, 429, {}, { 'retry-after': '60' }));
    expect(refusalIn(await late.api.patch(LEASE, {}))).toBe('unreachable');
    expect([server, soon.server, late.server].map(s => s.calls.length)).toEqual([1, 2, 1]);
  });
});

describe('403', () => {
  const reviewed = (allowed: boolean | undefined): Handler => (r, request) => {
    if (request.url.pathname !== REVIEWS) status(r, 403, 'Forbidden');
    else if (allowed === undefined) status(r, 403, 'Forbidden');
    else json(r, 201, { status: { allowed } });
  };

  test.each<[string, boolean | undefined, Refusal]>([
    ['who may not', false, 'forbidden'], ['who may: it was admission', true, 'invalid'], ['who may not even ask', undefined, 'forbidden'],
  ])('%s', async (_, allowed, refusal) => {
    const { api, server } = await started(reviewed(allowed));
    expect(await api.patch(LEASE, {})).toEqual({ ok: false, refusal, message: 'said with 403' });
    expect(JSON.parse(server.requests[1].body).spec.resourceAttributes).toEqual({
      verb: 'patch', group: 'coordination.k8s.io', version: 'v1', resource: 'leases', namespace: 'shop', name: 'orders-traffic',
    });
  });

  test('the review asks what was asked', async () => {
    const { api, server } = await started(reviewed(false));
    await api.list(ALL, { name: 'a' });
    await api.create(ALL, { metadata: { name: 'b' } });
    await api.remove(LEASE);
    await api.watch(ALL, { name: 'a' }, '1', () => undefined, new AbortController().signal);
    await api.get({ type: { group: '', version: 'v1', plural: 'nodes' }, namespace: '', name: 'n' });
    const reviews = server.requests.filter(r => r.url.pathname === REVIEWS).map(r => JSON.parse(r.body).spec.resourceAttributes);
    expect(reviews.map(({ verb, namespace, name }) => [verb, namespace, name])).toEqual([
      ['list', 'shop', 'a'], ['create', 'shop', undefined], ['delete', 'shop', 'orders-traffic'], ['watch', 'shop', 'a'], ['get', undefined, 'n'],
    ]);
  });

  test('a right that comes between call and review is no refusal by admission', async () => {
    const { api } = await started((r, request, count) => (request.url.pathname === REVIEWS ? json(r, 201, { status: { allowed: true } })
      : count === 1 ? status(r, 403, 'Forbidden') : json(r, 200, {})));
    expect(refusalIn(await api.patch(LEASE, {}))).toBe('ok');
  });

  test('without a review nobody knows', async () => {
    const { api } = await started((r, request) => status(r, request.url.pathname === REVIEWS ? 503 : 403));
    expect(refusalIn(await api.get(LEASE))).toBe('unreachable');
  });
});

describe('names and paths', () => {
  const word = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/);

  test('what is a name goes into the path as it is', () => {
    fc.assert(fc.property(word, fc.array(word, { minLength: 1, maxLength: 5 }), (namespace, words) => {
      const name = words.join('.');
      fc.pre(name.length <= 253);
      expect(isName(name)).toBe(true);
      expect(objectPath({ type: LEASES, namespace, name })).toBe(`/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases/${name}`);
    }));
  });

  test('whatever is given, a path that passes the check has one word for each part', () => {
    const anything = fc.oneof(word, fc.string(), fc.constantFrom('..', '.', '', '%2e%2e', 'a/b', 'a?b', 'a#b', 'a%2fb', 'a\nb', 'A', 'a.', '-a', 'ä'));
    fc.assert(fc.property(anything, anything, anything, anything, anything, (group, version, plural, namespace, name) => {
      const place = { type: { group, version, plural }, namespace, name };
      if (complaint(place) !== undefined) return;
      const path = objectPath(place);
      expect(new URL(path, 'http://server').pathname).toBe(path);
      expect(path.split('/').slice(1)).toEqual([...(group === '' ? ['api'] : ['apis', group]), version, ...(namespace === '' ? [] : ['namespaces', namespace]), plural, name]);
    }), { numRuns: 2000 });
  });

  test.each(['', '.', '..', 'a/b', 'a?x', 'a b', 'A', 'a\n', '-a', 'a-', 'a..b', 'a'.repeat(254), undefined])('%j is no name, and no call is made', async name => {
    const { api, server } = await started(r => json(r, 200, {}));
    const place = { ...ALL, name: name as string };
    for (const answer of [await api.get(place), await api.patch(place, {}), await api.remove(place)]) expect(refusalIn(answer)).toBe('invalid');
    if (name !== undefined) {
      expect(refusalIn(await api.list(ALL, { name }))).toBe('invalid');
      expect(refusalIn(await api.create(ALL, { metadata: { name } }))).toBe('invalid');
      expect(refusalIn(await api.watch(ALL, { name }, '1', () => undefined, new AbortController().signal))).toBe('invalid');
    }
    expect(server.calls).toEqual([]);
  });

  test('a long non-name is judged at once', () => {
    const began = Date.now();
    expect(isName(`${'a-'.repeat(5_000_000)}!`)).toBe(false);
    expect(isName(`${'a'.repeat(252)}!`)).toBe(false);
    expect(Date.now() - began).toBeLessThan(500);
  });

  test('kinds of the core group', () => expect(collectionPath({ type: { group: '', version: 'v1', plural: 'services' }, namespace: 'shop' })).toBe('/api/v1/namespaces/shop/services'));
});

describe('watches', () => {
  const event = (type: string, name: string, resourceVersion: string) => `${JSON.stringify({ type, object: { metadata: { name, resourceVersion } } })}\n`;
  const seen = (events: WatchEvent[]) => events.map(e => `${e.type} ${e.object.metadata.name ?? ''}@${e.object.metadata.resourceVersion}`);
  const watch = (api: HttpApi, signal = new AbortController().signal): Promise<{ answer: Answer<string>; events: WatchEvent[] }> => {
    const events: WatchEvent[] = [];
    return api.watch(ALL, { labels: 'a=b' }, '5', e => events.push(e), signal).then(answer => ({ answer, events }));
  };

  test('events, whatever pieces they come in', async () => {
    const text = Buffer.from(event('ADDED', 'a', '6') + event('MODIFIED', 'a', '7') + event('DELETED', 'a', '8').replace('"a"', '"a","note":"ä€😀"')
      + '{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"12"}}}\n');
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 6 }), async cuts => {
      const at = [0, ...cuts.sort((a, b) => a - b), text.length];
      const { api, server } = await started(async r => {
        r.writeHead(200);
        for (let i = 1; i < at.length; i++) await new Promise(done => r.write(text.subarray(at[i - 1], at[i]), done));
        r.end();
      });
      const { answer, events } = await watch(api);
      expect(answer).toEqual({ ok: true, body: '12' });
      expect(seen(events)).toEqual(['changed a@6', 'changed a@7', 'gone a@8', 'bookmark @12']);
      expect(events[2].object.metadata.note).toBe('ä€😀');
      const { searchParams } = server.requests[0].url;
      expect(Object.fromEntries(searchParams)).toMatchObject({ watch: 'true', allowWatchBookmarks: 'true', resourceVersion: '5', labelSelector: 'a=b' });
      expect(Number(searchParams.get('timeoutSeconds'))).toBeGreaterThanOrEqual(540);
      await server.close();
    }), { numRuns: 20 });
  });

  describe('from what there is', () => {
    const listed = '{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"9","annotations":{"k8s.io/initial-events-end":"true"}}}}\n';
    const all = async (api: HttpApi) => {
      const events: WatchEvent[] = [];
      return { answer: await api.watch(ALL, { labels: 'a=b' }, undefined, e => events.push(e), new AbortController().signal), events };
    };

    test('in one call, where the API server tells it', async () => {
      const { api, server } = await started(r => r.end(event('ADDED', 'a', '6') + event('ADDED', 'b', '3') + listed + event('DELETED', 'a', '10')));
      const { answer, events } = await all(api);
      expect([answer, seen(events)]).toEqual([{ ok: true, body: '10' }, ['changed a@6', 'changed b@3', 'listed @9', 'gone a@10']]);
      const [{ url }] = server.requests;
      expect(Object.fromEntries(url.searchParams)).toMatchObject({ sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan', allowWatchBookmarks: 'true' });
      expect(url.searchParams.has('resourceVersion')).toBe(false);
    });

    test('by a list first, where it does not; it is asked once', async () => {
      const { api, server } = await started((r, { url: { searchParams } }) => {
        if (searchParams.has('sendInitialEvents')) return status(r, 422, 'Invalid');
        return r.end(searchParams.has('watch') ? event('MODIFIED', 'a', '12') : '{"kind":"NoteList","metadata":{"resourceVersion":"11"},"items":[{"metadata":{"name":"a","resourceVersion":"6"}}]}');
      });
      expect((await all(api)).answer).toEqual({ ok: true, body: '12' });
      const { answer, events } = await all(api);
      expect([answer, seen(events)]).toEqual([{ ok: true, body: '12' }, ['changed a@6', 'listed @11', 'changed a@12']]);
      expect(server.requests.map(({ url: { searchParams } }) => (searchParams.has('sendInitialEvents') ? 'all' : searchParams.get('resourceVersion') ?? 'list')))
        .toEqual(['all', 'list', '11', 'list', '11']);
    });

    test('a stream that ends, or says nothing more, before all is told is told as a whole again', async () => {
      const { api } = await started((r, _, count) => {
        r.writeHead(200);
        r.write(event('ADDED', 'a', '6'));
        if (count === 1) r.end();
      }, { timeoutMs: 200 });
      expect(refusalIn((await all(api)).answer)).toBe('unreachable');
      expect(refusalIn((await all(api)).answer)).toBe('unreachable');
    });
  });

  test('a stream that breaks may be taken up again', async () => {
    const { api } = await started(r => {
      r.writeHead(200);
      r.write(event('ADDED', 'a', '6') + event('ADDED', 'b', '7').slice(0, 10));
      setTimeout(() => r.destroy(), 30);
    });
    expect(await watch(api)).toMatchObject({ answer: { ok: true, body: '6' }, events: [{ type: 'changed' }] });
  });

  test.each<[string, string, Refusal]>([
    ['expired', '{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"too old"}}', 'expired'],
    ['another error', '{"type":"ERROR","object":{"kind":"Status","code":500}}', 'unreachable'],
    ['an error without a code', '{"type":"ERROR","object":{}}', 'unreachable'],
    ['no JSON', 'hello', 'unreachable'],
    ['no object', '{"type":"ADDED","object":null}', 'unreachable'],
    ['an endless line', 'x'.repeat(3000), 'unreachable'],
  ])('%s', async (_, line, refusal) => {
    const { api } = await started(r => { r.writeHead(200); r.write(`${line}${line.length < 1000 ? '\n' : ''}`); }, { maxBytes: 2000 });
    const { answer, events } = await watch(api);
    expect(refusalIn(answer)).toBe(refusal);
    expect(events).toEqual([]);
  });

  test('an expired version, said by the status of the answer', async () => {
    const { api } = await started(r => status(r, 410, 'Expired'));
    expect(refusalIn((await watch(api)).answer)).toBe('expired');
  });

  test('events of no use are passed over', async () => {
    const { api } = await started(r => r.writeHead(200).end(`{"type":"NEW","object":{}}\n{"type":"ADDED","object":{"metadata":{"resourceVersion":"6"}}}\n${event('ADDED', 'a', '7')}`));
    const { answer, events } = await watch(api);
    expect([answer, seen(events)]).toEqual([{ ok: true, body: '7' }, ['changed a@7']]);
  });

  test('the signal ends it, before and after its first word', async () => {
    const { api, server } = await started((r, _, count) => { if (count > 1) r.writeHead(200).write(event('ADDED', 'a', '6')); });
    for (const body of ['5', '6']) {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 150);
      expect((await watch(api, controller.signal)).answer).toEqual({ ok: true, body });
    }
    await new Promise(done => setTimeout(done, 50));
    expect(server.connections.every(c => c.destroyed)).toBe(true);
  });

  test('one that is silent is taken for broken; one that is not, is not', async () => {
    const { api } = await started((r, _, count) => {
      r.writeHead(200).flushHeaders();
      if (count === 1) return;
      let version = 6;
      const timer = setInterval(() => (version < 12 ? r.write(event('ADDED', 'a', String(version++))) : r.end()), 100);
      r.on('close', () => clearInterval(timer));
    }, { silenceMs: 300, timeoutMs: 200 });
    expect((await watch(api)).answer).toEqual({ ok: true, body: '5' });
    // Longer than the timeout of a call, and than the silence.
    expect((await watch(api)).answer).toEqual({ ok: true, body: '11' });
  });

  test('no answer at all', async () => {
    const { api } = await started(() => undefined, { timeoutMs: 100 });
    expect(refusalIn((await watch(api)).answer)).toBe('unreachable');
  });
});

describe('ways to the API server', () => {
  test('over a unix socket, as localhost', async () => {
    const socket = join(folder, 'api.sock');
    const server = await serve(r => json(r, 200, {}), { socket });
    const api = new HttpApi(overSocket(socket));
    open.push(api, server);
    expect(refusalIn(await api.get(LEASE))).toBe('ok');
    expect(server.requests[0].headers.host).toMatch(/^localhost(:80)?$/);
    expect(refusalIn(await new HttpApi(overSocket(join(folder, 'absent.sock'))).get(LEASE))).toBe('unreachable');
  });

  test.each(['http://10.0.0.1:8001', 'http://example.com', 'https://127.0.0.1', 'http://127.0.0.1.example.com', 'http://localhost.example.com'])(
    '%s is not this computer', url => expect(() => overLoopback(url)).toThrow('of this computer'));

  test('no pod', () => expect(() => fromPod({}, 1000)).toThrow('KUBERNETES_SERVICE_HOST'));

  describeWith('openssl', 'from a pod', () => {
    let made: ReturnType<typeof certificate>;
    beforeAll(() => { made = certificate(folder, ['127.0.0.1', '::1', '10.96.0.1']); });

    const credentials = (ca: string, token: string) => {
      writeFileSync(join(folder, 'ca.crt'), ca);
      writeFileSync(join(folder, 'token'), `${token}\n`);
    };
    const pod = (port: number, env: NodeJS.ProcessEnv = {}) => {
      const api = new HttpApi(fromPod({ KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: String(port), ...env }, 2000, folder), { timeoutMs: 2000 });
      open.push(api);
      return api;
    };
    const secured = async (handler: Handler, host?: string) => {
      const server = await serve(handler, { tls: made, host });
      open.push(server);
      return server;
    };

    test('with the token of the file, renewed or not', async () => {
      credentials(made.ca, 'one');
      const server = await secured(r => json(r, 200, {}));
      const api = pod(server.port);
      expect(refusalIn(await api.get(LEASE))).toBe('ok');
      credentials(made.ca, 'two');
      expect(refusalIn(await api.get(LEASE))).toBe('ok');
      expect(server.requests.map(r => r.headers.authorization)).toEqual(['Bearer one', 'Bearer two']);
      expect(server.connections).toHaveLength(1);
    });

    test('a token that is renewed after a 401', async () => {
      credentials(made.ca, 'old');
      const server = await secured((r, { headers }) => {
        credentials(made.ca, 'new');
        if (headers.authorization === 'Bearer new') json(r, 200, {});
        else status(r, 401, 'Unauthorized');
      });
      expect(refusalIn(await pod(server.port).patch(LEASE, {}))).toBe('ok');
    });

    test('nobody else is believed, and the CA may be renewed', async () => {
      const stranger = certificate(mkdtempSync(join(folder, 'other-')), ['127.0.0.1']);
      credentials(stranger.ca, 'secret');
      const server = await secured(r => json(r, 200, {}));
      const api = pod(server.port);
      expect(refusalIn(await api.get(LEASE))).toBe('unreachable');
      expect(server.calls).toEqual([]);
      credentials(made.ca, 'secret');
      expect(refusalIn(await api.get(LEASE))).toBe('ok');
    });

    test('files that are not there yet', async () => {
      rmSync(join(folder, 'token'));
      expect(await pod(1).get(LEASE)).toMatchObject({ refusal: 'unreachable', message: expect.stringContaining('token') });
    });

    test.each(['::1', '[::1]'])('over IPv6: %s', async KUBERNETES_SERVICE_HOST => {
      credentials(made.ca, 'six');
      const server = await secured(r => json(r, 200, {}), '::1').catch((e: NodeJS.ErrnoException) => e);
      if (server instanceof Error) return console.warn(`SKIPPED: no IPv6 here: ${server.message}`);
      expect(refusalIn(await pod(server.port, { KUBERNETES_SERVICE_HOST }).get(LEASE))).toBe('ok');
      expect(server.requests[0].headers.host).toBe(`[::1]:${server.port}`);
    });

    test('through a proxy that tunnels', async () => {
      credentials(made.ca, 'token');
      const server = await secured(r => json(r, 200, {}));
      const proxy = await tunnelling('me:pa ss');
      open.push(proxy);
      const env = { KUBERNETES_SERVICE_HOST: '10.96.0.1', HTTPS_PROXY: `http://me:pa%20ss@127.0.0.1:${proxy.port}` };
      const api = pod(server.port, env);
      expect(refusalIn(await api.get(LEASE))).toBe('ok');
      expect(refusalIn(await api.patch(LEASE, {}))).toBe('ok');
      expect(proxy.asked).toEqual([`10.96.0.1:${server.port}`]);
      const stranger = pod(server.port, { ...env, HTTPS_PROXY: `127.0.0.1:${proxy.port}` });
      expect(await stranger.get(LEASE)).toMatchObject({ refusal: 'unreachable', message: 'the proxy 127.0.0.1 answered HTTP 407' });
    });

    test('a proxy that says nothing', async () => {
      credentials(made.ca, 'token');
      const proxy = await silent();
      open.push(proxy);
      const env = { KUBERNETES_SERVICE_HOST: '10.96.0.1', HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
      const api = new HttpApi(fromPod(env, 200, folder), { timeoutMs: 1000 });
      expect(await api.get(LEASE)).toMatchObject({ refusal: 'unreachable', message: 'the proxy 127.0.0.1 did not answer' });
      expect(await new HttpApi(fromPod({ ...env, HTTPS_PROXY: 'socks5://127.0.0.1:1' }, 200, folder)).get(LEASE)).toMatchObject({
        refusal: 'unreachable', message: 'HTTPS_PROXY: socks5:// is not supported, only http:// and https://',
      });
    });
  });
});

describe('NO_PROXY', () => {
  test.each<[string, boolean]>([
    ['', false], ['*', true], ['10.96.0.1', true], ['10.96.0.1:443', true], ['10.96.0.1:6443', false], ['10.96.0.0/12', true], ['10.112.0.0/12', false], ['10.96.0.0/99', false],
    ['10.96.0.1/', false], [' example.com , 10.0.0.0/8 ', true], ['10.96.0', false], ['fd00::/8', false], ['[10.96.0.1]', true],
  ])('of 10.96.0.1: %j', (noProxy, direct) => expect(goesDirectly('10.96.0.1', 443, noProxy)).toBe(direct));

  test.each<[string, boolean]>([
    ['fd00::/8', true], ['fd00:0:0::1', true], ['[fd00::1]', true], ['[fd00::1]:443', true], ['[fd00::1]:80', false], ['fe80::/10', false], ['10.0.0.0/8', false], ['::/0', true],
  ])('of fd00::1: %j', (noProxy, direct) => expect(goesDirectly('fd00::1', 443, noProxy)).toBe(direct));

  test.each<[string, boolean]>([
    ['example.com', true], ['.example.com', true], ['*.example.com', true], ['Example.com:443', true], ['api.example.com', true], ['.api.example.com', false], ['ample.com', false],
  ])('of api.example.com: %j', (noProxy, direct) => expect(goesDirectly('api.example.com', 443, noProxy)).toBe(direct));

  test('which proxy', () => {
    expect(proxyFor('10.96.0.1', 443, {})).toBeUndefined();
    expect(proxyFor('10.96.0.1', 443, { HTTP_PROXY: 'http://p:1', ALL_PROXY: 'http://p:1' })).toBeUndefined();
    expect(proxyFor('10.96.0.1', 443, { https_proxy: 'p:3128' })?.href).toBe('http://p:3128/');
    expect(proxyFor('10.96.0.1', 443, { HTTPS_PROXY: 'http://p:1', no_proxy: '10.0.0.0/8' })).toBeUndefined();
    expect(proxyFor('127.0.0.1', 443, { HTTPS_PROXY: 'http://p:1' })).toBeUndefined();
  });

  test('whatever stands there', () => {
    fc.assert(fc.property(fc.string(), fc.constantFrom('10.96.0.1', 'fd00::1', 'api.example.com'), (noProxy, host) => { goesDirectly(host, 443, noProxy); }));
  });
});
