import { HEADERS, judge, Keys, Visitor } from '../../src/console/guard';

const KEYS: Keys = { port: 4711, token: 'the-token', session: 'the-session' };
const COOKIE = 'cdk8s-kubestash-4711=the-session';
const visit = (more: Omit<Partial<Visitor>, 'headers'> & { headers?: Record<string, string | undefined> } = {}): Visitor => ({
  method: 'GET', url: '/api/session', ...more, headers: { host: '127.0.0.1:4711', cookie: COOKIE, ...more.headers },
});
const post = (headers: Record<string, string | undefined> = {}, url = '/api/commands/plan'): Visitor =>
  visit({ method: 'POST', url, headers: { 'origin': 'http://127.0.0.1:4711', 'content-type': 'application/json', ...headers } });

test.each([
  ['a page that looks', visit()],
  ['a page that looks, by the name localhost', visit({ headers: { host: 'localhost:4711' } })],
  ['a page that asks for something', post()],
  ['a page under the name localhost', post({ host: 'localhost:4711', origin: 'http://localhost:4711' })],
  ['one cookie among others', visit({ headers: { cookie: `a=b; ${COOKIE}; c=d` } })],
])('lets in: %s', (_, visitor) => expect(judge(visitor, KEYS)).toEqual({ status: 200, welcome: false }));

test('the token is for the page, and gives the cookie', () => {
  expect(judge(visit({ url: '/?token=the-token', headers: { cookie: undefined } }), KEYS)).toEqual({ status: 200, welcome: true });
  // Also from a file that the command line wrote, which is another site.
  expect(judge(visit({ url: '/?token=the-token', headers: { 'cookie': undefined, 'sec-fetch-site': 'cross-site' } }), KEYS)).toEqual({ status: 200, welcome: true });
});

test.each<[string, number, Visitor]>([
  ['nobody', 401, visit({ headers: { cookie: undefined } })],
  ['another cookie', 401, visit({ headers: { cookie: 'cdk8s-kubestash-4711=something' } })],
  ['a cookie of another console', 401, visit({ headers: { cookie: 'cdk8s-kubestash-4712=the-session' } })],
  ['an empty cookie', 401, visit({ headers: { cookie: 'cdk8s-kubestash-4711=' } })],
  ['a wrong token', 401, visit({ url: '/?token=another', headers: { cookie: undefined } })],
  ['the token for the API', 401, visit({ url: '/api/session?token=the-token', headers: { cookie: undefined } })],
  ['the cookie as a token', 401, visit({ url: '/?token=the-session', headers: { cookie: undefined } })],
  ['a name that somebody made point here', 403, visit({ headers: { host: 'evil.example:4711' } })],
  ['another port', 403, visit({ headers: { host: '127.0.0.1:80' } })],
  ['no host', 403, visit({ headers: { host: undefined } })],
  ['another site', 403, post({ origin: 'https://evil.example' })],
  ['another port as a site', 403, post({ origin: 'http://127.0.0.1:4712' })],
  ['no site', 403, post({ origin: undefined })],
  ['a frame or a file', 403, post({ origin: 'null' })],
  ['a form', 415, post({ 'content-type': 'application/x-www-form-urlencoded' })],
  ['a form that says text', 415, post({ 'content-type': 'text/plain' })],
  ['a picture of another site', 403, visit({ headers: { 'sec-fetch-site': 'cross-site' } })],
  ['another port of this host', 403, visit({ headers: { 'sec-fetch-site': 'same-site' } })],
  ['another method', 405, visit({ method: 'DELETE' })],
  ['a question about what is allowed', 405, visit({ method: 'OPTIONS' })],
])('keeps out: %s', (_, status, visitor) => expect(judge(visitor, KEYS)).toMatchObject({ status }));

test('no header lets another page in, or a script that is not ours', () => {
  expect(HEADERS['Content-Security-Policy']).not.toMatch(/unsafe|\*|https?:/);
  expect(Object.keys(HEADERS).filter(h => h.startsWith('Access-Control'))).toEqual([]);
});
