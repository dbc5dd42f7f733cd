import { createHash, timingSafeEqual } from 'crypto';
import { IncomingHttpHeaders } from 'http';

/** What a request shows before anything is done for it. */
export interface Visitor {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** What opens the door. */
export interface Keys {
  readonly port: number;
  /** In the address that is printed. */
  readonly token: string;
  /** Value of the cookie. */
  readonly session: string;
}

/** Why somebody is not let in; or that they are, and whether the cookie is to be set. */
export type Verdict =
  | { readonly status: 200; readonly welcome: boolean }
  | { readonly status: 400 | 401 | 403 | 405 | 415; readonly message: string };

/** Sent with every answer. Nothing but what this server serves is loaded, run, framed or talked to. */
export const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Cache-Control': 'no-store',
};

/** Name of the cookie: cookies of one host reach all of its ports. */
export function cookieName({ port }: Keys): string {
  return `cdk8s-kubestash-${port}`;
}

/** The cookie as it is set. */
export function setCookie(keys: Keys): string {
  return `${cookieName(keys)}=${keys.session}; HttpOnly; SameSite=Strict; Path=/`;
}

/**
 * Whether a request is answered: it must be addressed to this server by a name of the loopback (a name that somebody
 * else made point here is none), come from this page or from the address bar, and bring the cookie, or the token once.
 */
export function judge({ method, url, headers }: Visitor, keys: Keys): Verdict {
  if (method !== 'GET' && method !== 'POST') return { status: 405, message: 'GET and POST are understood' };
  if (!hosts(keys).includes(headers.host ?? '')) return { status: 403, message: 'this server answers to 127.0.0.1 and localhost alone' };
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  if (origin !== undefined && origin !== `http://${headers.host}`) return { status: 403, message: 'this page is served to nobody but itself' };
  if (method === 'POST' && origin === undefined) return { status: 403, message: 'a change must say where it comes from (Origin)' };
  const address = new URL(url, 'http://127.0.0.1');
  const isPage = method === 'GET' && address.pathname === '/';
  if (!isPage && site !== undefined && site !== 'same-origin') return { status: 403, message: 'this page is served to nobody but itself' };
  if (method === 'POST' && !/^application\/(json|octet-stream)$/.test(headers['content-type'] ?? '')) return { status: 415, message: 'application/json is understood' };
  if (same(cookieOf(headers.cookie, cookieName(keys)), keys.session)) return { status: 200, welcome: false };
  if (isPage && same(address.searchParams.get('token') ?? '', keys.token)) return { status: 200, welcome: true };
  return { status: 401, message: 'open the address that cdk8s-kubestash console printed' };
}

function hosts({ port }: Keys): string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`];
}

function cookieOf(cookies: string | undefined, name: string): string {
  const found = (cookies ?? '').split(';').map(c => c.trim()).find(c => c.startsWith(`${name}=`));
  return found === undefined ? '' : found.slice(name.length + 1);
}

/** Takes as long whatever is the same. */
function same(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
