import { Answer, Api, ObjectList, Place, Selection, WatchEvent } from './api';
import { Connection } from './connection';
import { Call, exchange, Reply, send, Unreachable, whole } from './exchange';
import { ACCESS_REVIEWS, collectionPath, complaint, objectPath, query, selectors } from './paths';
import { messageOf, parseObject, refusalOf, refused } from './verdict';
import { readWatch } from './watch';

/** Bounds of the calls. */
export interface TransportOptions {
  /**
   * Milliseconds within which a call ends, its whole answer included.
   * @default 10000
   */
  readonly timeoutMs?: number;
  /**
   * Most bytes of an answer, and of an event of a watch.
   * @default 64 MiB
   */
  readonly maxBytes?: number;
  /**
   * Milliseconds without a byte after which a watch is taken for broken.
   * @default 120000
   */
  readonly silenceMs?: number;
}

/** Who owns the fields that we set. */
const MANAGER = 'cdk8s-kubestash';

/** What a call asks for, in the words of authorization. */
interface Access {
  readonly verb: 'get' | 'list' | 'watch' | 'create' | 'patch' | 'delete';
  readonly place: Place;
  readonly name?: string;
}

/** The API server over HTTP. */
export class HttpApi implements Api {
  private readonly timeoutMs: number;
  public readonly maxBytes: number;
  public readonly silenceMs: number;

  constructor(private readonly connection: Connection, options: TransportOptions = {}) {
    this.timeoutMs = options.timeoutMs ?? 10_000;
    this.maxBytes = options.maxBytes ?? 64 * 1024 * 1024;
    this.silenceMs = options.silenceMs ?? 120_000;
  }

  public get(place: Place): Promise<Answer> {
    return this.onObject('get', place, path => ({ method: 'GET', path }));
  }

  public async list(place: Place, selection: Selection = {}): Promise<Answer<ObjectList>> {
    const wrong = complaint(place, selection);
    if (wrong !== undefined) return refused('invalid', wrong);
    const path = collectionPath(place) + query(selectors(selection));
    const answer = await this.call({ method: 'GET', path }, { verb: 'list', place, name: selection.name });
    return answer.ok ? asList(answer.body) : answer;
  }

  public async create(place: Place, object: any): Promise<Answer> {
    const wrong = complaint({ ...place, name: place.name ?? object?.metadata?.name });
    if (wrong !== undefined) return refused('invalid', wrong);
    // Servers and clients of different age do not agree on every field: what is unknown is dropped, not refused.
    const path = collectionPath(place) + query({ fieldManager: MANAGER, fieldValidation: 'Ignore' });
    return this.call({ method: 'POST', path, body: JSON.stringify(object) }, { verb: 'create', place });
  }

  public patch(place: Place, patch: any): Promise<Answer> {
    return this.onObject('patch', place, path => ({
      method: 'PATCH', path: path + query({ fieldManager: MANAGER }), type: 'application/merge-patch+json', body: JSON.stringify(patch),
    }));
  }

  public remove(place: Place): Promise<Answer> {
    return this.onObject('delete', place, path => ({ method: 'DELETE', path }));
  }

  public async watch(
    place: Place, selection: Selection, resourceVersion: string, onEvent: (event: WatchEvent) => void, signal: AbortSignal,
  ): Promise<Answer<string>> {
    const wrong = complaint(place, selection);
    if (wrong !== undefined) return refused('invalid', wrong);
    const path = collectionPath(place) + query({
      watch: 'true',
      allowWatchBookmarks: 'true',
      // Not all at once: what began together shall not come back together.
      timeoutSeconds: String(280 + Math.floor(Math.random() * 40)),
      resourceVersion,
      ...selectors(selection),
    });
    try {
      const deadline = Date.now() + this.timeoutMs;
      const response = await send(this.connection, { method: 'GET', path }, deadline, signal);
      response.socket?.setKeepAlive(true, 15_000);
      if (response.statusCode === 200) return await readWatch(response, resourceVersion, onEvent, this);
      return await this.judge(await whole(response, deadline, this.maxBytes), { verb: 'watch', place, name: selection.name }, deadline);
    } catch (e) {
      if (!(e instanceof Unreachable)) throw e;
      return signal.aborted ? { ok: true, body: resourceVersion } : refused('unreachable', e.message);
    }
  }

  /** Ends what is kept open between calls. */
  public close(): void {
    this.connection.close();
  }

  private async onObject(verb: Access['verb'], place: Place, call: (path: string) => Call): Promise<Answer> {
    // Without a name the path would be that of all objects.
    const wrong = complaint({ ...place, name: place.name ?? '' });
    if (wrong !== undefined) return refused('invalid', wrong);
    return this.call(call(objectPath({ ...place, name: place.name! })), { verb, place, name: place.name });
  }

  private async call(call: Call, access: Access): Promise<Answer> {
    const deadline = Date.now() + this.timeoutMs;
    try {
      const reply = await this.exchange(call, deadline);
      const answer = await this.judge(reply, access, deadline);
      if (answer.ok || reply.code !== 403 || answer.refusal !== 'invalid') return answer;
      // The right may have come between the call and the review: only a second no, to somebody who may, is admission's.
      return await this.judge(await this.exchange(call, deadline), undefined, deadline);
    } catch (e) {
      if (!(e instanceof Unreachable)) throw e;
      return refused('unreachable', e.message);
    }
  }

  /** What a reply means. A 403 to whom the API server would allow it is admission's; without `access` that has been asked already. */
  private async judge(reply: Reply, access: Access | undefined, deadline: number): Promise<Answer> {
    const body = parseObject(reply.text);
    if (reply.code >= 200 && reply.code < 300) {
      return body === undefined ? refused('unreachable', `HTTP ${reply.code} with an answer that is no object of JSON`) : { ok: true, body };
    }
    const message = messageOf(reply.code, body, reply.text);
    if (reply.code !== 403) return refused(refusalOf(reply.code, body), message);
    return refused(access === undefined || await this.allowed(access, deadline) ? 'invalid' : 'forbidden', message);
  }

  /** Whether we have the right to do something, by the API server's own word. */
  private async allowed({ verb, place: { type, namespace }, name }: Access, deadline: number): Promise<boolean> {
    const resourceAttributes = {
      verb, group: type.group, version: type.version, resource: type.plural, ...(namespace === '' ? {} : { namespace }), ...(name === undefined ? {} : { name }),
    };
    const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes } };
    const path = collectionPath({ type: ACCESS_REVIEWS, namespace: '' });
    const reply = await this.exchange({ method: 'POST', path, body: JSON.stringify(review) }, deadline);
    if (reply.code >= 300 && refusalOf(reply.code, undefined) === 'unreachable') throw new Unreachable(`no review of access: HTTP ${reply.code}`);
    return reply.code < 300 && parseObject(reply.text)?.status?.allowed === true;
  }

  /** Sends a call; what was refused unread is sent once more while there is time. */
  private async exchange(call: Call, deadline: number): Promise<Reply> {
    const once = () => exchange(this.connection, call, deadline, this.maxBytes);
    const reply = await once();
    // Credentials are read anew for every call, and a plugin of kubectl is asked anew after a 401.
    if (reply.code === 401) return once();
    const wait = reply.code === 429 && /^\d+$/.test(reply.retryAfter ?? '') ? Number(reply.retryAfter) * 1000 : Infinity;
    if (Date.now() + wait >= deadline) return reply;
    await new Promise(resolve => setTimeout(resolve, wait));
    return once();
  }
}

/** A list, each item with the kind that only the list names. */
function asList(body: any): Answer<ObjectList> {
  const items = body.items ?? [];
  if (typeof body.metadata?.resourceVersion !== 'string' || !Array.isArray(items) || !items.every(i => typeof i?.metadata?.name === 'string')) {
    return refused('unreachable', 'the answer is no list of objects');
  }
  const kind = typeof body.kind === 'string' ? body.kind.replace(/List$/, '') : undefined;
  return { ok: true, body: { ...body, items: items.map(item => ({ apiVersion: body.apiVersion, kind, ...item })) } };
}
