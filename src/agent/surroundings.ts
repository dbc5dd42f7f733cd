import { Api, Clock } from './api';
import { Log } from './log';
import { Signal } from './stop';
import { Decision, Exit, Memory, Notice } from '../protocol/decision';
import { Interest } from '../protocol/interests';
import { DatabaseRecord, RecordChange } from '../protocol/record';
import { World } from '../protocol/world';

/** What is done, and by whom it is decided. */
export interface Program {
  readonly namespace: string;
  /** Name of the record. */
  readonly record: string;
  /** What is to be done about an API server that refuses; said after what it said. */
  readonly advice: string;
  interests(world: World): readonly Interest[];
  judge(memory: Memory, world: World, now: number): Decision;
  /** Client Services, whose addresses are watched. */
  services(world: World): readonly string[];
  /** What is written, in one attempt, when the process is told to end. */
  farewell(record: DatabaseRecord, memory: Memory): { readonly change: RecordChange; readonly notice?: Notice };
  /** What is written, in one attempt, when the API server does not let it go on; nothing where it is left unsaid. */
  lastWord(record: DatabaseRecord, memory: Memory, say: string): RecordChange | undefined;
}

/** The containers that wait for the agent; people have none. */
export interface Gatekeeper {
  asked(): readonly string[];
  /** Gates behind which containers were let go on, by this process or one before it in this pod. */
  opened(): readonly string[];
  open(world: World, memory: Memory): void;
  /** Called when another container has reached its gate. */
  onAsked(listener: () => void): void;
}

/** Everything that the loop touches. */
export interface Surroundings {
  readonly api: Api;
  readonly clock: Clock;
  readonly log: Log;
  readonly gates: Gatekeeper;
  /** Told to end. */
  readonly stop: Signal;
  readonly limits: Limits;
}

/** Milliseconds. */
export interface Limits {
  /** For which a call is tried again while there is no answer. */
  readonly unreachable: number;
  /** For which it is tried again while a permission is missing, as the Role may be late. */
  readonly forbidden: number;
  /** Between two renewals. */
  readonly renewal: number;
}

export const RUN_LIMITS: Limits = { unreachable: 120_000, forbidden: 300_000, renewal: 20_000 };
export const PERSON_LIMITS: Limits = { unreachable: 20_000, forbidden: 0, renewal: 20_000 };

/** How it ended. */
export interface End {
  readonly exit: Exit;
  readonly say: string;
}
