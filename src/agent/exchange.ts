import { Agent, IncomingMessage, request as httpRequest } from 'http';
import { request as httpsRequest } from 'https';
import { Connection } from './connection';
import { Signal } from './stop';

/** What is asked for. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With its query. */
  readonly path: string;
  readonly type?: string;
  readonly body?: string;
}

/** The whole of an answer. */
export interface Reply {
  readonly code: number;
  readonly retryAfter?: string;
  readonly text: string;
}

/** A refusal of the network, or of what lies below HTTP. */
export class Unreachable extends Error {}

/** What a connection says that the other side has given up. */
const GIVEN_UP = ['ECONNRESET', 'EPIPE'];

/** Sends a call and takes in its whole answer, of at most so many bytes, by a moment. Throws `Unreachable`. */
export async function exchange(connection: Connection, call: Call, deadline: number, maxBytes: number): Promise<Reply> {
  const response = await send(connection, call, deadline);
  return whole(response, deadline, maxBytes);
}

/** Takes in the rest of an answer. */
export async function whole(response: IncomingMessage, deadline: number, maxBytes: number): Promise<Reply> {
  const timer = setTimeout(() => response.destroy(new Error('no whole answer in time')), deadline - Date.now());
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new Error(`the answer is longer than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
  } catch (e) {
    throw new Unreachable((e as Error).message);
  } finally {
    clearTimeout(timer);
  }
  if (!response.complete) throw new Unreachable('the answer broke off');
  return { code: response.statusCode!, retryAfter: response.headers['retry-after'], text: Buffer.concat(chunks).toString('utf8') };
}

/**
 * Sends a call; settles when the head of the answer is there. A read that met a connection which the other side had just given up is sent
 * once more, over a new one; a change is not, since nobody knows whether it arrived.
 */
export function send(connection: Connection, call: Call, deadline: number, signal?: Signal, isAgain = false): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const fail = (e: Error) => reject(new Unreachable(e.message === '' ? (e as NodeJS.ErrnoException).code : e.message));
    try {
      const { headers, ...options } = connection.options();
      const request = (connection.protocol === 'https:' ? httpsRequest : httpRequest)({
        ...options,
        method: call.method,
        path: call.path,
        headers: {
          'accept': 'application/json',
          'user-agent': 'cdk8s-kubestash',
          ...headers as Record<string, string>,
          ...(call.body === undefined ? {} : { 'content-type': call.type ?? 'application/json', 'content-length': String(Buffer.byteLength(call.body)) }),
        },
      });
      const timer = setTimeout(() => request.destroy(new Error('no answer in time')), deadline - Date.now());
      const abort = () => request.destroy(new Error('given up'));
      signal?.addEventListener('abort', abort);
      if (signal?.aborted) abort();
      let answered = false;
      request.once('response', response => {
        answered = true;
        clearTimeout(timer);
        response.once('close', () => signal?.removeEventListener('abort', abort));
        resolve(response);
      });
      request.on('error', (e: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        const isStale = !answered && request.reusedSocket && GIVEN_UP.includes(e.code ?? '');
        if (!isStale || isAgain || call.method !== 'GET') return fail(e);
        // Those that lie idle beside it are as old.
        for (const idle of Object.values((options.agent as Agent).freeSockets).flat()) idle?.destroy();
        resolve(send(connection, call, deadline, signal, true));
      });
      request.end(call.body);
    } catch (e) {
      fail(e as Error);
    }
  });
}
