import { ResourceType, typeText } from './kinds';
import { RecordChange } from './record';

/** Why a call to the API server did not do what it was asked to. */
export type Refusal =
  /** There is no such object. */
  | 'absent'
  /** The API server does not know the kind (yet). */
  | 'unknown-kind'
  /** Created before. */
  | 'exists'
  /** Changed since it was read. */
  | 'conflict'
  /** Refused for what it says, by the API server, a webhook, a policy or a quota. */
  | 'invalid'
  /** No right to do it (yet). */
  | 'forbidden'
  /** A watch or a page of a list is too old to go on. */
  | 'expired'
  /** No answer, or one that says: try again. What was asked for may have happened all the same. */
  | 'unreachable';

/** One change outside the record. */
export interface Act {
  /** Tells it from others of the same run, where it is remembered that it was made or could not be made. */
  readonly key: string;
  /** `rehearse`: whether it would be created; nothing is. */
  readonly verb: 'create' | 'rehearse' | 'patch' | 'remove';
  readonly type: ResourceType;
  readonly name: string;
  /** The object, or the merge patch. */
  readonly body?: any;
  /** Refusals that are as good as done, or after which the world is looked at again. */
  readonly fine: readonly Refusal[];
  /** Whether the run goes on without it when it cannot be made. */
  readonly optional?: boolean;
  /** What the log says when it was made. */
  readonly said: string;
}

/** An Event on a database CR, for `kubectl describe` and whoever exports events. */
export interface Notice {
  readonly reason: 'Halted' | 'Restoring' | 'CheckFailed' | 'WaitsForPerson' | 'Serving' | 'RestoreFailed';
  readonly message: string;
  readonly type: 'Normal' | 'Warning';
  /** Database CR that it is about. */
  readonly about: string;
}

/** How a run or a command ends. */
export enum Exit {
  /** Done, or nothing to do. */
  DONE = 0,
  /** Failed or refused: the record, or the last words, say why. */
  FAILED = 1,
  /** Told to do something that makes no sense. */
  MISUSED = 2,
  /** The API server refused or did not answer; a later pod tries again. */
  REFUSED = 3,
  /** The time for it is over. */
  TIMED_OUT = 4,
  /** A later pod of the same Job has taken over. */
  REPLACED = 5,
  STOPPED = 143,
}

/** What the process itself remembers of a run, beside the record. */
export interface Memory {
  /** Holder that this process is. */
  readonly me: string;
  /** Who it is in annotations: the Job, or the person. */
  readonly by: string;
  /** Epoch under which it has taken the record. */
  readonly epoch?: number;
  /** Epoch under which it has tried to take the record last: the answer may be lost, or late. */
  readonly sought?: number;
  /** Gates at which the pod's other containers wait, or have waited. */
  readonly asked: readonly string[];
  /** Gates behind which they were let go on, by this process or by one before it in this pod. */
  readonly opened: readonly string[];
  /** Keys of the acts that were made. */
  readonly made: readonly string[];
  /** What the API server said about acts that could not be made, by key. */
  readonly refused: Readonly<Record<string, string>>;
  /** Since when no client Service has an address, in milliseconds. */
  readonly emptySince?: number;
  /** Last sign of life of another holder, and when it was heard, by the clock of this process. */
  readonly heard?: { readonly sign: string; readonly at: number };
  /** When the present state was entered. */
  readonly stateSince?: number;
  /** RestoreSessions of this run that came to nothing. */
  readonly tried: readonly string[];
  /** Those that had run when the first check began. */
  readonly checked?: readonly string[];
  /** Before this time no other one is created. */
  readonly retryAt?: number;
  /** Since when it is waited for what the guard wants to know. */
  readonly guardSince?: number;
  /** Since when it is waited for the first log after a restore in place. */
  readonly logsSince?: number;
  /** What a person is about to open. */
  readonly opening?: Opening;
  /** Why this run is refused: it only puts right what others have left. */
  readonly refusal?: string;
  /** Verdict that only has to be written down. */
  readonly verdict?: Verdict;
  /** How it ends, as soon as the record has been let go. */
  readonly parting?: { readonly exit: Exit; readonly say: string };
}

/** What a person opens. */
export interface Opening {
  readonly incarnation: string;
  readonly uid: string;
  /** What a rollback leads to from then on. */
  readonly previous: string;
  /** Restore that is finished by it. */
  readonly finishes?: string;
  /** State that was found. */
  readonly from: string;
}

/** A bad end that is certain. */
export interface Verdict {
  readonly reason: string;
  readonly exit: Exit;
  /** Whether a container is at work that nobody can end but the Job: it is then ended through its deadline. */
  readonly stuck?: boolean;
}

/** What is to be done next. */
export type Decision =
  | {
    readonly kind: 'act';
    /** Written first, fenced; where there is none, the record is read once more. */
    readonly change?: RecordChange;
    /** Then these. */
    readonly acts: readonly Act[];
    readonly remember?: Partial<Memory>;
    readonly say?: string;
    readonly notice?: Notice;
    /** Interests that are listed anew before anything is changed: a watch that is broken tells nothing, and it takes a while until that is seen. */
    readonly afresh?: readonly string[];
    /** With this the run or command is over, once the change is made. */
    readonly ends?: { readonly exit: Exit; readonly say: string };
    /** Made without holding the record: what a run that was superseded must not leave behind. */
    readonly unfenced?: boolean;
  }
  | { readonly kind: 'wait'; readonly what: string; /** Milliseconds since 1970. */ readonly until?: number; readonly remember?: Partial<Memory> }
  | { readonly kind: 'fail'; readonly verdict: Verdict }
  | { readonly kind: 'end'; readonly exit: Exit; readonly say: string };

/** Whether a change is still to be made: neither was it made, nor refused. */
export function isDue({ key }: Act, { made, refused }: Memory): boolean {
  return !made.includes(key) && refused[key] === undefined;
}

/** A change of the record alone. */
export function change(next: RecordChange, more: Partial<Extract<Decision, { kind: 'act' }>> = {}): Decision {
  return { kind: 'act', change: next, acts: [], ...more };
}

export function act(acts: readonly Act[], more: Partial<Extract<Decision, { kind: 'act' }>> = {}): Decision {
  return { kind: 'act', acts, ...more };
}

export function wait(what: string, until?: number, remember?: Partial<Memory>): Decision {
  return { kind: 'wait', what, until, remember };
}

export function fail(reason: string, exit: Exit = Exit.FAILED): Decision {
  return { kind: 'fail', verdict: { reason, exit } };
}

export function end(exit: Exit, say: string): Decision {
  return { kind: 'end', exit, say };
}

/** What the API server has refused for what it says; it is not asked for again. */
export function refusedOf(decision: Decision, { refused }: Memory): string | undefined {
  if (decision.kind !== 'act') return undefined;
  const hopeless = decision.acts.find(a => a.optional !== true && refused[a.key] !== undefined);
  return hopeless && `The API server refused to ${hopeless.verb} ${typeText(hopeless.type)} ${hopeless.name}: ${refused[hopeless.key]}`;
}
