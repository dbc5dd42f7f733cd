import { readFileSync } from 'fs';
import { Agent, request } from 'https';
import { cluster } from './cluster';

/** What the API server refused, in its own words. */
export class ApiError extends Error {
  constructor(public readonly code: number, public readonly reason: string, message: string) {
    super(`${code} ${reason}: ${message}`);
  }
}

let agent: Agent | undefined;
let ca: Buffer | undefined;

/** Requests to the API server with one identity's token. */
export class Api {
  constructor(public readonly token: string, private readonly server = cluster().apiserver) {}

  /** One request; the answer's object, or an ApiError. Broken connections are tried again where that does no harm. */
  public async request(method: string, path: string, body?: unknown, type = 'application/json'): Promise<any> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(method, path, body, type);
      } catch (error) {
        if (error instanceof ApiError || method !== 'GET' || attempt === 5) throw error;
      }
    }
  }

  private once(method: string, path: string, body: unknown, type: string): Promise<any> {
    agent ??= new Agent({ keepAlive: true, maxSockets: 32 });
    ca ??= readFileSync(cluster().ca);
    const text = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const sent = request(`${this.server}${path}`, {
        agent,
        ca,
        method,
        timeout: 60_000,
        headers: {
          'authorization': `Bearer ${this.token}`,
          'accept': 'application/json',
          'user-agent': 'conformance',
          ...(text === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(text) }),
        },
      }, response => {
        const chunks: Buffer[] = [];
        response.on('data', c => chunks.push(c));
        response.on('error', reject);
        response.on('end', () => {
          const answer = Buffer.concat(chunks).toString('utf8');
          if (response.statusCode! < 300) return resolve(answer === '' ? undefined : parsed(answer));
          const status = parsed(answer);
          reject(new ApiError(response.statusCode!, status?.reason ?? 'Unknown', status?.message ?? answer));
        });
      });
      sent.on('timeout', () => sent.destroy(new Error(`no answer to ${method} ${path} in a minute`)));
      sent.on('error', reject);
      sent.end(text);
    });
  }
}

function parsed(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text };
  }
}
