import { readFileSync } from 'fs';
import { Agent } from 'https';
import { cluster } from './cluster';
import { identity } from './control';
import type { Space } from './space';
import { systemClock } from '../../../src/agent/clock';
import { logTo } from '../../../src/agent/log';
import { drive } from '../../../src/agent/loop';
import { personProgram } from '../../../src/agent/programs';
import { PERSON_LIMITS } from '../../../src/agent/surroundings';
import { HttpApi } from '../../../src/agent/transport';
import { personOf } from '../../../src/protocol/names';

/** What a person may say beside the command. */
export interface PersonWords {
  readonly reason?: string;
  readonly skipsChecks?: boolean;
}

/** How a command of a person has ended. */
export interface Said {
  readonly code: number;
  readonly stderr: string;
}

/** A person's command, by the program that the command line runs too. */
export async function person(space: Space, command: 'halt' | 'resume' | 'rollback', { reason = '', skipsChecks = false }: PersonWords = {}): Promise<Said> {
  const { token } = await identity('ada', ['system:masters']);
  const { hostname: host, port } = new URL(cluster().apiserver);
  const agent = new Agent({ keepAlive: true, ca: readFileSync(cluster().ca) });
  const api = new HttpApi({
    protocol: 'https:', options: () => ({ host, port, agent, headers: { authorization: `Bearer ${token}` } }), close: () => agent.destroy(),
  });
  let stderr = '';
  const log = logTo(systemClock, line => { stderr += line; });
  const intent = { namespace: space.namespace, record: 'orders-traffic', command, person: 'ada', reason, skipsChecks };
  try {
    const { exit, say } = await drive(personProgram(intent), {
      api,
      clock: systemClock,
      log,
      limits: PERSON_LIMITS,
      stop: new AbortController().signal,
      gates: { asked: () => [], opened: () => [], open: () => { /* nobody waits */ }, onAsked: () => { /* nobody waits */ } },
    }, { me: personOf('ada'), by: personOf('ada') });
    log(say);
    return { code: exit, stderr };
  } finally {
    agent.destroy();
  }
}

/** A person's command that is expected to do what it says. */
export async function personDoes(space: Space, command: 'halt' | 'resume' | 'rollback', words: PersonWords = {}): Promise<void> {
  const { code, stderr } = await person(space, command, words);
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${stderr}`);
}
