import { Answer, WatchEvent } from './api';
import { Connection } from './connection';
import { Call, exchange, Reply, send, Unreachable, whole } from './exchange';
import { Access, accessReview, RestApi } from './rest';
import { Signal } from './stop';
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

/** The API server over HTTP. */
export class HttpApi extends RestApi {
  public readonly timeoutMs: number;
  public readonly maxBytes: number;
  public readonly silenceMs: number;

  constructor(private readonly connection: Connection, options: TransportOptions = {}) {
    super();
    this.timeoutMs = options.timeoutMs ?? 10_000;
    this.maxBytes = options.maxBytes ?? 64 * 1024 * 1024;
    this.silenceMs = options.silenceMs ?? 120_000;
  }

  /** Ends what is kept open between calls. */
  public close(): void {
    this.connection.close();
  }

  protected async follow(
    path: string, access: Access, from: string | undefined, onEvent: (event: WatchEvent) => void, signal: Signal,
  ): Promise<Answer<string>> {
    const deadline = Date.now() + this.timeoutMs;
    try {
      const response = await send(this.connection, { method: 'GET', path }, deadline, signal);
      response.socket?.setKeepAlive(true, 15_000);
      if (response.statusCode === 200) return await readWatch(response, from, onEvent, this);
      return await this.judge(await whole(response, deadline, this.maxBytes), access, deadline);
    } catch (e) {
      if (!(e instanceof Unreachable)) throw e;
      return signal.aborted && from !== undefined ? { ok: true, body: from } : refused('unreachable', e.message);
    }
  }

  protected async call(call: Call, access: Access): Promise<Answer> {
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
  private async allowed(access: Access, deadline: number): Promise<boolean> {
    const reply = await this.exchange(accessReview(access), deadline);
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
