import { certificates } from './certificates';
import { Elsewhere, freePort, silence, until } from './daemon';
import { Engine, Session, Variant } from './engine';
import { Trial, wants } from './trial';
import { countStatement } from '../../../src/engines/count';
import { ENGINES } from '../../../src/engines/registry';
import { Expect } from '../../../src/run/expectation';

export const NOTHING = 'nothing of the kind';

/** What is asked of a script. One case is one cell of the table. */
export interface Case {
  readonly name: string;
  /** Undefined where the engine, or what can be had of it, has nothing of the kind; `NOTHING` where only its server could tell. */
  readonly of: (e: Engine) => ((t: Trial) => Promise<void | typeof NOTHING>) | undefined;
}

const always = (ask: (t: Trial) => Promise<void>) => () => ask;
const given = <T>(part: (e: Engine) => T | undefined, ask: (t: Trial, part: T) => Promise<void | typeof NOTHING>) => (e: Engine) => {
  const found = part(e);
  return found === undefined ? undefined : (t: Trial) => ask(t, found);
};
const withVariant = (variant: Variant, ask: (t: Trial) => Promise<void>) => given(e => e.variants.includes(variant) || undefined, ask);

/** Told at once: long before the time-out, which is five minutes. */
const AT_ONCE = 150;

async function ended(sessions: Session[], what: string): Promise<void> {
  for (const session of sessions) await until(`${what} is gone`, async () => !await session.alive(), 5);
}

/** A session of a server that is full after it, and may still be parting from those of the case before. */
async function entered(begin: () => Promise<Session>): Promise<Session> {
  let session: Session | undefined;
  await until('there is room', async () => (session = await begin().catch(() => undefined)) !== undefined, 10);
  return session!;
}

const hasSessions = (e: Engine) => ENGINES.find(f => f.key === e.key)!.shell.endsSessions || undefined;

export const CASES: readonly Case[] = [
  {
    name: 'ping',
    of: always(async t => {
      const right = await t.call('ping');
      wants(right.status === 0 && right.stdout.endsWith(' answers\n') && right.stderr === '', 'the server answers', right);
    }),
  },
  {
    name: 'wrong password',
    of: given(e => (e.open ? undefined : true), async t => {
      for (const command of ['ping', ...(hasSessions(t.engine) ? ['disconnect'] : [])] as ('ping' | 'disconnect')[]) {
        const wrong = await t.call(command, { DB_PASSWORD: 'not the password' });
        wants(wrong.status === 1 && wrong.stderr.includes('refuses the credentials of') && !wrong.stderr.includes('not the password') && wrong.seconds < AT_ONCE,
          `${command}: a wrong password is told at once`, wrong);
      }
    }),
  },
  {
    name: 'odd users',
    of: given(e => (e.open ? undefined : true), async t => {
      const { users } = await t.server();
      if (users === undefined) return NOTHING;
      const { statement } = Object.values(t.engine.language.gives)[0];
      for (const { user, password } of users) await t.passes(statement, undefined, { DB_USERNAME: user, DB_PASSWORD: password });
      return undefined;
    }),
  },
  {
    name: 'IPv6',
    of: given(e => (e.embedded ? undefined : true), async t => {
      const relay = await Elsewhere.before((await t.server()).port, '::1');
      const result = await t.call('ping', { DB_HOST: '::1', DB_PORT: String(relay.port), TIMEOUT: '60' });
      relay.close();
      wants(result.status === 0, 'the server answers on ::1', result);
    }),
  },
  {
    name: 'silent',
    of: given(e => (e.embedded ? undefined : true), async t => {
      const nobody = await silence();
      const { statement } = Object.values(t.engine.language.gives)[0];
      const ping = await t.call('ping', { DB_PORT: String(nobody.port), TIMEOUT: '1' });
      wants(ping.status === 1 && ping.stderr.includes('did not answer within 1 s') && (ping.stderr.includes('no answer within 5 s') || ping.seconds < 15), 'ping: who never says a word is not waited for', ping);
      const query = await t.query(statement, undefined, { DB_PORT: String(nobody.port), TIMEOUT: '1' });
      wants(query.status === 1 && /did not (end|answer) within 1 s/.test(query.stderr), 'query: who never says a word is not waited for', query);
      nobody.close();
    }),
  },
  {
    name: 'cut off',
    of: given(e => (e.embedded ? undefined : e.language.hangs), async (t, statement) => {
      const relay = await Elsewhere.before((await t.server()).port);
      const asked = t.query(statement, undefined, { DB_PORT: String(relay.port), TIMEOUT: '15' });
      setTimeout(() => relay.close(), t.engine.slow ? 8_000 : 1_000);
      const result = await asked;
      wants(result.status === 1 && /^error: /m.test(result.stderr) && result.seconds < 60, 'a server that dies in the middle has not answered', result);
    }),
  },
  {
    name: 'down',
    of: given(e => (e.embedded ? undefined : true), async t => {
      for (const env of [{ DB_PORT: String(await freePort()) }, { DB_HOST: 'no-such-host.invalid' }] as Record<string, string>[]) {
        const ping = await t.call('ping', { ...env, TIMEOUT: '1' });
        wants(ping.status === 1 && ping.stderr.includes('did not answer within 1 s: '), 'ping: nobody is there', ping);
        if (t.engine.slow) break;
      }
      if (!hasSessions(t.engine)) return;
      const result = await t.call('disconnect', { DB_PORT: String(await freePort()), UNREACHABLE: '0' });
      wants(result.status === 0 && result.stderr.includes('so nobody is connected there'), 'disconnect: nobody is there', result);
    }),
  },
  {
    name: 'TLS',
    of: withVariant('tls', async t => {
      const result = await t.call('ping', { DB_HOST: 'localhost' }, 'tls');
      wants(result.status === 0, 'the authority is trusted', result);
    }),
  },
  {
    name: 'wrong CA',
    of: withVariant('tls', async t => {
      const other = certificates();
      const result = await t.call('ping', { DB_HOST: 'localhost', DB_CA_PEM: other.ca }, 'tls');
      wants(result.status === 1 && result.stderr.includes('TLS with ') && result.seconds < AT_ONCE, 'another authority is told at once', result);
    }),
  },
  {
    name: 'no CA',
    of: withVariant('tls', async t => {
      const result = await t.call('ping', { DB_HOST: 'localhost', DB_CA_PEM: '' }, 'tls');
      if (t.engine.needsAuthority !== true) wants(result.status === 0, 'any certificate is trusted', result);
      else wants(result.status === 1 && result.stderr.includes('TLS with ') && result.stderr.includes('give it the authority') && result.seconds < AT_ONCE, 'what is missing is told at once', result);
    }),
  },
  {
    name: 'text as written',
    of: always(async t => {
      for (const [, { statement, value }] of Object.entries(t.engine.language.gives)) await t.passes(statement, Expect.equalTo(value));
    }),
  },
  {
    name: 'errors',
    of: always(async t => {
      for (const statement of t.engine.language.fails) await t.fails(statement);
    }),
  },
  {
    name: 'not executed',
    of: given(e => (e.language.unfinished.length === 0 ? undefined : e.language.unfinished), async (t, unfinished) => {
      for (const statement of unfinished) await t.fails(statement);
    }),
  },
  {
    name: 'hangs',
    of: given(e => e.language.hangs, async (t, statement) => {
      const seconds = t.engine.slow ? 8 : 2;
      const result = await t.fails(statement, Expect.runs(), { TIMEOUT: String(seconds) });
      wants(result.stderr.includes(`did not end within ${seconds} s`) && result.seconds < 30, 'says that the time is over', result);
    }),
  },
  {
    name: 'expectations',
    of: always(async t => {
      const { statement, value } = Object.values(t.engine.language.gives)[0];
      const wrong = await t.fails(statement, Expect.equalTo(`not ${value}`));
      wants(wrong.stderr.includes(`gave "${value}", expected was "not ${value}"`), 'says what was seen and expected', wrong);
      await t.passes(statement, Expect.matches('^.'));
      await t.fails(statement, Expect.matches('^never$'));
      if (t.engine.language.empty === undefined) return;
      const none = await t.fails(t.engine.language.empty, Expect.atLeast(0));
      wants(none.stderr.includes('gave no value, expected was at least 0'), 'nothing is no value', none);
    }),
  },
  {
    name: 'count',
    of: given(e => e.language.count, async (t, { prepare, of, database }) => {
      await t.passes(prepare, undefined, database === undefined ? {} : { DB_NAME: database });
      const { statement, field } = countStatement(t.engine.key, of)!;
      const env = { ...(field === undefined ? {} : { FIELD: field }), ...(database === undefined ? {} : { DB_NAME: database }) };
      await t.passes(statement, Expect.atLeast(3), env);
      await t.fails(statement, Expect.atLeast(4), env);
    }),
  },
  {
    name: 'database',
    of: given(e => e.language.database, async (t, { name, statement, value, odd = [], nowhere = ['nosuchdatabase'] }) => {
      await t.passes(statement, Expect.equalTo(value), { DB_NAME: name });
      for (const other of odd) await t.passes(statement, Expect.equalTo(other), { DB_NAME: other });
      const { statement: anywhere } = Object.values(t.engine.language.gives)[0];
      for (const none of nowhere) {
        const result = await t.fails(anywhere, Expect.runs(), { DB_NAME: none });
        wants(result.seconds < AT_ONCE, 'a database that is not there is told at once', result);
      }
      await t.fails(statement, Expect.equalTo(value));
    }),
  },
  {
    name: 'sessions end',
    of: given(hasSessions, async t => {
      const server = await t.server();
      if (server.sessions === undefined) return NOTHING;
      if (Object.keys(server.sessions).length === 0) {
        const none = await t.call('disconnect', { TIMEOUT: '20' });
        wants(none.status === 0 && none.stdout.endsWith('no session is left that began before\n'), 'nobody is connected', none);
        return NOTHING;
      }
      const begun = await Promise.all(Object.values(server.sessions).map(begin => begin()));
      const result = await t.call('disconnect');
      wants(result.status === 0, 'sessions are ended', result);
      await ended(begun, Object.keys(server.sessions).join(', '));
      return undefined;
    }),
  },
  {
    name: 'others stay',
    of: given(hasSessions, async t => {
      const server = await t.server();
      if (server.spared === undefined) return NOTHING;
      const spared = await Promise.all(Object.entries(server.spared).map(async ([name, begin]) => ({ name, session: await begin() })));
      const result = await t.call('disconnect');
      wants(result.status === 0, 'sessions are ended', result);
      for (const { name, session } of spared) wants(await session.alive(), `${name} goes on`, result);
      for (const { session } of spared) await session.end();
      return undefined;
    }),
  },
  {
    name: 'no rights',
    of: given(hasSessions, async t => {
      const { powerless, sessions } = await t.server();
      if (powerless === undefined) return NOTHING;
      const begun = await Object.values(sessions!)[0]();
      for (const [what, { user, password }] of Object.entries(powerless)) {
        const result = await t.call('disconnect', { DB_USERNAME: user, DB_PASSWORD: password });
        wants(result.status === 1 && /has not the rights/.test(result.stderr) && result.seconds < AT_ONCE, `who may not ${what} is told at once`, result);
        wants(await begun.alive(), 'the session goes on', result);
      }
      await begun.end();
      return undefined;
    }),
  },
  {
    name: 'full',
    of: withVariant('full', async t => {
      const server = await t.server('full');
      const begun = await Promise.all(Object.values(server.sessions!).map(entered));
      const result = await t.call('disconnect', { TIMEOUT: '2' }, 'full');
      wants(result.status === 1 && !/nobody|no session is left/.test(result.stdout + result.stderr), 'a full server fails the step', result);
      for (const session of begun) await session.end();
    }),
  },
  {
    name: 'busy',
    of: given(e => (e.key === 'redis' ? true : undefined), async t => {
      const server = await t.server();
      const busy = await server.busy!();
      const result = await t.call('disconnect', { TIMEOUT: '1' });
      const ping = await t.call('ping', { TIMEOUT: '1' });
      await busy.end();
      wants(result.status === 1 && !/nobody|no session is left/.test(result.stdout + result.stderr), 'a busy server fails the step', result);
      wants(ping.status === 1 && ping.stderr.includes('but with an error'), 'a busy server is no answer', ping);
    }),
  },
  {
    name: 'read-only',
    of: withVariant('read-only', async t => {
      await t.fails(t.engine.language.writes!, Expect.runs(), {}, 'read-only');
    }),
  },
];
