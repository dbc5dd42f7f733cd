import { userInfo } from 'os';
import { Exit, usageError } from './exit';
import { Interruption } from './interrupt';
import { Io } from './io';
import { Kubectl } from './kubectl';
import { connect } from './proxy';
import { systemClock } from '../agent/clock';
import { logTo } from '../agent/log';
import { drive } from '../agent/loop';
import { personProgram } from '../agent/programs';
import { Stop } from '../agent/stop';
import { Gatekeeper, PERSON_LIMITS } from '../agent/surroundings';
import { Exit as ProgramExit } from '../protocol/decision';
import { PersonIntent } from '../protocol/intent';
import { personOf } from '../protocol/names';

/** What a person asks of a record. */
export type PersonRequest = Omit<PersonIntent, 'person' | 'reason' | 'skipsChecks'> & Partial<PersonIntent>;

/** What came of it. */
export interface Reply {
  readonly exit: Exit;
  /** The last word, which was passed on to standard error like those before it. */
  readonly say: string;
}

const NOBODY: Gatekeeper = { asked: () => [], opened: () => [], open: () => undefined, onAsked: () => undefined };

/** Does what a person asks for, by the protocol that the runs follow too. After Ctrl-C the record is let go, whatever was begun. */
export async function inPerson(io: Io, kubectl: Kubectl, request: PersonRequest, interruption: Interruption): Promise<Reply> {
  const { api } = await connect(kubectl);
  const stop = new Stop();
  void interruption.promise.then(() => stop.abort());
  const log = logTo(systemClock, line => io.stderr.write(line));
  const intent: PersonIntent = { person: loginName(), reason: '', skipsChecks: false, ...request };
  const me = personOf(intent.person);
  if (me === personOf('')) throw usageError('nobody knows your login name', 'say with --person who you are');
  const surroundings = { api, clock: systemClock, log, gates: NOBODY, stop, limits: PERSON_LIMITS };
  const { exit, say } = await drive(personProgram(intent), surroundings, { me, by: me });
  log(say);
  return { exit: EXITS[exit], say };
}

const EXITS: Record<ProgramExit, Exit> = {
  [ProgramExit.DONE]: Exit.OK,
  [ProgramExit.FAILED]: Exit.FINDINGS,
  [ProgramExit.MISUSED]: Exit.CLUSTER,
  [ProgramExit.REFUSED]: Exit.CLUSTER,
  [ProgramExit.TIMED_OUT]: Exit.TIMEOUT,
  [ProgramExit.REPLACED]: Exit.FINDINGS,
  [ProgramExit.STOPPED]: Exit.INTERRUPTED,
};

function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'somebody';
  }
}
