import * as fc from 'fast-check';
import { ContainerFate } from './jobs';
import { SessionFate } from './operators';
import { CALM, Weather } from './process';
import { RunIntent } from '../../../src/protocol/intent';

/** What a commit asks for. */
export interface Commit {
  /** `next`: a restore after the one before. `correct`: one instead of it. `revert`: the commit before last once more. `again`: the Job is deleted and made anew. */
  readonly kind: 'next' | 'correct' | 'revert' | 'again';
  readonly process: 'session' | 'archiver' | 'overwrite' | 'in-place';
  readonly waitFor: 'reachable' | 'ready' | 'nothing';
  readonly checks: readonly ContainerFate[];
  readonly disconnect: ContainerFate | 'none';
  readonly resume: RunIntent['resume'];
  readonly deadline?: number;
  readonly isolates: boolean;
  readonly takesSafety: boolean;
  /** Milliseconds after the commit before it. */
  readonly after: number;
}

/** What happens beside the runs. `at` is in milliseconds. */
export type Incident =
  | { readonly kind: 'person'; readonly at: number; readonly command: 'halt' | 'resume' | 'rollback'; readonly skipsChecks: boolean; readonly killedAfter?: number }
  | { readonly kind: 'crash' | 'evict' | 'vanish' | 'replace'; readonly at: number }
  | { readonly kind: 'stall'; readonly at: number; readonly milliseconds: number }
  | { readonly kind: 'recreate'; readonly at: number }
  | { readonly kind: 'foreign session'; readonly at: number }
  | { readonly kind: 'lose record'; readonly at: number };

export interface Scenario {
  readonly seed: number;
  readonly weather: Weather;
  /** `new`: first deployment. `serving`: as a first deployment left it. `unrecorded`: made by somebody, in use, with no record. */
  readonly start: 'new' | 'rebuilt' | 'serving' | 'unrecorded' | 'foreign target';
  readonly commits: readonly Commit[];
  readonly sessions: readonly SessionFate[];
  readonly incidents: readonly Incident[];
  /** Milliseconds that Services and BackupStorages take to be there. */
  readonly late: number;
}

const anyTime = fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 90_000 }));
const judging = fc.oneof({ weight: 8, arbitrary: fc.constant('passes' as const) }, { weight: 1, arbitrary: fc.constantFrom('fails' as const, 'hangs' as const) });

const commit: fc.Arbitrary<Commit> = fc.record({
  kind: fc.constantFrom('next', 'correct', 'revert', 'again'),
  process: fc.constantFrom('session', 'archiver', 'overwrite', 'in-place'),
  waitFor: fc.constantFrom('reachable', 'ready', 'nothing'),
  checks: fc.array(judging, { maxLength: 2 }),
  disconnect: fc.oneof(fc.constant('none' as const), judging),
  resume: fc.oneof({ weight: 4, arbitrary: fc.constant('automatic' as const) }, { weight: 1, arbitrary: fc.constant('manual' as const) }),
  deadline: fc.option(fc.integer({ min: 5, max: 200 }), { nil: undefined, freq: 4 }),
  isolates: fc.boolean(),
  takesSafety: fc.boolean(),
  after: anyTime,
});

const incident: fc.Arbitrary<Incident> = fc.oneof(
  fc.record({
    kind: fc.constant('person' as const),
    at: anyTime,
    command: fc.constantFrom('halt', 'resume', 'rollback'),
    skipsChecks: fc.boolean(),
    killedAfter: fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined, freq: 3 }),
  }),
  fc.record({ kind: fc.constantFrom('crash' as const, 'evict' as const, 'vanish' as const, 'replace' as const), at: anyTime }),
  fc.record({ kind: fc.constant('stall' as const), at: anyTime, milliseconds: fc.constantFrom(1_000, 15_000, 70_000) }),
  fc.record({ kind: fc.constantFrom('recreate' as const, 'foreign session' as const, 'lose record' as const), at: anyTime }),
);

const storm = fc.record({
  lostRequest: fc.constantFrom(0, 0.05, 0.2),
  lostAnswer: fc.constantFrom(0, 0.05, 0.2),
  late: fc.constantFrom(0, 0.03),
  slow: fc.constantFrom(0, 0.1, 0.4),
  watchBreaks: fc.constantFrom(0, 0.3),
});

/** Everything that is tried. Small ones are the more frequent. */
export const scenario: fc.Arbitrary<Scenario> = fc.record({
  seed: fc.noShrink(fc.nat(0xffffffff)),
  weather: fc.oneof(fc.constant(CALM), storm),
  start: fc.oneof({ weight: 4, arbitrary: fc.constant('serving' as const) }, { weight: 2, arbitrary: fc.constantFrom('new' as const, 'rebuilt' as const) },
    { weight: 1, arbitrary: fc.constantFrom('unrecorded' as const, 'foreign target' as const) }),
  commits: fc.array(commit, { maxLength: 3, size: 'small' }),
  sessions: fc.array(fc.constantFrom('succeeds', 'succeeds', 'succeeds', 'fails', 'fails before', 'invalid'), { maxLength: 3 }),
  incidents: fc.array(incident, { maxLength: 4, size: 'small' }),
  late: fc.constantFrom(0, 0, 5_000, 150_000),
});
