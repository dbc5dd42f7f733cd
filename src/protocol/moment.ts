import { change, Decision, end, Exit, Memory, Notice } from './decision';
import { RunIntent } from './intent';
import { DatabaseRecord, RecordChange } from './record';
import { World } from './world';

/** A run at a moment: what it is told, what it remembers, what it sees. */
export interface RunMoment {
  readonly intent: RunIntent;
  readonly memory: Memory;
  readonly world: World;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Seconds that a container may take to begin when nothing else is said. */
const START_SECONDS = 300;

/** When a container of the present state must have ended. */
export function limit({ intent, memory, now }: RunMoment, seconds: number): number {
  return (memory.stateSince ?? now) + (seconds + startSeconds(intent)) * 1000;
}

/** The next state of the record. A run that only puts right what was left has not begun to restore, so nothing of the pod is let go on by it. */
export function enter(
  { memory, now }: RunMoment, state: DatabaseRecord['state'], reason: string, say: string,
  more: Partial<Extract<Decision, { kind: 'act' }>> = {}, next: RecordChange = {},
): Decision {
  const remember = memory.stateSince === undefined ? more.remember : { ...more.remember, stateSince: now };
  return change({ ...next, state, reason, by: memory.by }, { ...more, say: `${say} → ${state}`, ...(remember === undefined ? {} : { remember }) });
}

/** Nobody but its holder empties `holder` at this epoch: the record was let go by this very process, though the answer was lost. */
export function hasLetGo({ epoch, parting }: Memory, record: DatabaseRecord): Decision | undefined {
  return parting !== undefined && record.holder === '' && record.epoch === epoch ? end(parting.exit, parting.say) : undefined;
}

/** An Event. */
export function notice(reason: Notice['reason'], message: string, about: string, type: Notice['type'] = 'Normal'): Notice {
  return { reason, message, about, type };
}

/** A container that hangs, or whose image cannot be had, is ended through its Job. */
export function stuckAfter(moment: RunMoment, seconds: number, what: string): Decision | undefined {
  if (moment.now < limit(moment, seconds)) return undefined;
  return {
    kind: 'fail',
    verdict: {
      exit: Exit.FAILED,
      stuck: true,
      reason: `${what} did not end within ${seconds} s, and ${startSeconds(moment.intent)} s for its container to begin: it hangs, or its image cannot be had. kubectl describe pod tells which; Job ${moment.memory.by}.`,
    },
  };
}

/** Seconds that a container may take to begin. */
export function startSeconds({ startSeconds: given = START_SECONDS }: RunIntent): number {
  return given;
}
