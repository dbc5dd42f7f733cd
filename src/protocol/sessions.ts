import { Act } from './decision';
import { SessionIntent, RunIntent } from './intent';
import { KIND } from './kinds';
import { sessionNamesOf } from './names';
import { DatabaseView, isUnfinished, SessionView } from './views';
import { World } from './world';

/**
 * What became of a RestoreSession.
 * `void`: Invalid, or failed before its executor began: nothing happened. `failed`: the data may be half there.
 * `former`: ended, and what it brought is gone: it is older than its target, or something has written over it.
 */
export type Fate = 'absent' | 'going' | 'unfinished' | 'succeeded' | 'failed' | 'void' | 'former';

/** The fate of one of the run's own sessions. */
export function fateOf(session: SessionView | undefined, target: DatabaseView | null | undefined, intent: SessionIntent): Fate {
  if (session === undefined) return 'absent';
  if (session.isGoing) return 'going';
  const fate = phaseFate(session);
  // A session that makes its target itself is always the older one.
  const isOlder = intent.waitFor !== 'nothing' && target != null && session.created < target.created;
  if (!isOlder) return fate;
  // What is Invalid still counts as one that writes: it has to go before the next one is made.
  return fate === 'unfinished' || fate === 'void' ? 'void' : 'former';
}

function phaseFate(session: SessionView): Fate {
  switch (session.phase) {
    case 'Succeeded': return 'succeeded';
    case 'Invalid': return 'void';
    case 'Failed': case 'Unknown': return session.hasRun ? 'failed' : 'void';
    default: return 'unfinished';
  }
}

/** A name that a session of the run may have, and what has become of the session. */
export interface OwnSession {
  readonly name: string;
  readonly fate: Fate;
  readonly view?: SessionView;
}

/** The run's own sessions by name, with their fates, in the order in which they are tried. */
export function ownSessions(
  intent: RunIntent, sessions: readonly SessionView[], target: DatabaseView | null | undefined,
): OwnSession[] {
  return namesOf(intent).map(name => {
    const view = sessions.find(s => s.name === name);
    return { name, fate: fateOf(view, target, intent.session!), view };
  });
}

/** Names that sessions of a run may have; none where it makes no sessions. */
export function namesOf(intent: RunIntent): string[] {
  return intent.session === undefined ? [] : sessionNamesOf(intent.restore.name);
}

/** The run's own sessions that write, or have written. */
export function haveRun(intent: RunIntent, { sessions = [] }: World): string[] {
  return sessions.filter(s => s.target === intent.target.name && (s.hasRun || isUnfinished(s)) && namesOf(intent).includes(s.name)).map(s => s.name);
}

/** Unfinished sessions that write to a database, those of these names left out. */
export function writingTo(database: string, sessions: readonly SessionView[], but: readonly string[] = []): SessionView[] {
  return sessions.filter(s => s.target === database && isUnfinished(s) && !but.includes(s.name));
}

/** What went wrong with a session, in a sentence. */
export function troubleOf({ name, phase, fault }: SessionView): string {
  return `RestoreSession ${name} is ${phase}${fault === '' ? '' : `: ${fault}`}`;
}

export function createSession(intent: RunIntent, name: string): Act {
  const { labels, spec } = intent.session!;
  return {
    key: `session ${name}`,
    verb: 'create',
    type: KIND.restoreSession,
    name,
    body: { apiVersion: 'core.kubestash.com/v1alpha1', kind: 'RestoreSession', metadata: { name, namespace: intent.namespace, labels }, spec },
    fine: ['exists'],
    said: `created RestoreSession ${name}`,
  };
}

export function removeSession(name: string, why: string, optional = false): Act {
  return {
    key: `remove session ${name}`,
    verb: 'remove',
    type: KIND.restoreSession,
    name,
    fine: ['absent', 'unknown-kind'],
    optional,
    said: `deleted RestoreSession ${name}${why}`,
  };
}
