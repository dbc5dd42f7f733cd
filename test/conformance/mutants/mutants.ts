/** One mistake that somebody could make, and the test that has to notice it. */
export interface Mutant {
  readonly name: string;
  /** File in a ConfigMap of the run, or `Role` for the rules of the run's Role. */
  readonly file: string;
  /** Text that stands there once, and what stands there instead. */
  readonly find: string;
  readonly replace: string;
  /** Scenario file and test name, as jest takes them. */
  readonly caughtBy: readonly [file: string, test: string];
  /** How many cases of that test are run; one when nothing is said. */
  readonly cases?: number;
}

const NO_CONNECTION = '3-no-connection';
const VERDICTS = '4-verdicts';
const RULES = '4-rules';
const HOLDER = '5-one-holder';
const GITOPS = '6-gitops';
const LIFE = '7-life-after';
const REBUILD = '7-rebuild';

const mutant = (name: string, file: string, find: string, replace: string, ...caughtBy: [string, string]): Mutant =>
  ({ name, file, find, replace, caughtBy });
const agent = (name: string, find: string, replace: string, ...caughtBy: [string, string]): Mutant => mutant(name, 'agent.js', find, replace, ...caughtBy);

/** Mistakes in the program of a run. */
const AGENT: readonly Mutant[] = [
  agent('the client Services are not halted', 'if (traffic === "open") return route;', 'return route ?? view.selector;', NO_CONNECTION, 'Snapshot written over'),
  agent('nobody looks whether they are drained', 'if (memory.emptySince === void 0) {', 'if (false) {', NO_CONNECTION, 'by hand'),
  agent('a record that somebody holds is taken', 'function isFree(record, memory, now) {', 'function isFree(record, memory, now) {\n  return true;', HOLDER, 'old and the new Job'),
  agent('the record is not read before acts', 'renewal) return this.change(record, {}, world);', 'renewal) return this.change(record, {}, world);\n    return true;', HOLDER, 'between two acts'),
  agent('Services are patched without resourceVersion', 'resourceVersion: view.version,', '', HOLDER, 'stalled'),
  agent('old labels stay in the selector', '...Object.fromEntries(gone.map((key) => [key, null])), ', '', NO_CONNECTION, 'back at a moment'),
  agent('a run that gives up leaves its session behind', 'if (own !== void 0) return act([own]);', '', VERDICTS, 'never ends'),
  agent('there is no deadline', 'function pastDeadline(moment, record) {', 'function pastDeadline(moment, record) {\n  return void 0;', VERDICTS, 'never ends'),
  agent('a session that came to nothing is final', 'return session.hasRun ? "failed" : "void";', 'return "failed";', VERDICTS, 'Invalid and never begun'),
  agent('a session that failed half way is made again', 'return session.hasRun ? "failed" : "void";', 'return "void";', VERDICTS, 'after it has begun'),
  agent('manual opens by itself', 'if (intent.resume === "manual") {', 'if (false) {', VERDICTS, 'manual'),
  agent('the database is not asked whether it is Ready', 'isReady: target.phase === "Ready"', 'isReady: true', VERDICTS, 'logs do not reach'),
  agent('no guard against opening a rebuilt database', 'function guard(intent, target, record, world, waited) {', 'function guard(intent, target, record, world, waited) {\n  return { kind: "open" };', REBUILD, 'sync late'),
  agent('Repositories that sync late are not waited for', 'const missing = repositories.find(', 'const missing = [].find(', REBUILD, 'sync late'),
  agent('what is done is done again', 'if (record.done[id] !== void 0) {', 'if (false) {', GITOPS, 'made anew'),
  agent('a record about another database object counts', 'if (!isDone(record, id, target?.uid)) return', 'if (false) return', LIFE, 'void'),
  agent('an older restore takes the record back', 'if (job === null || isNotNewer(job, record.job)) return newer;', '', RULES, 'out of date'),
  agent('backups stay paused', 'if (isServing && backups.acts.length > 0) return act(backups.acts);', '', NO_CONNECTION, 'Snapshot written over'),
  agent('backups are not paused', 'const acts = running.map((b) => pause(b, true)).filter((a) => memory.refused[a.key] === void 0);', 'const acts = [];', NO_CONNECTION, 'Snapshot written over'),
  agent('no safety backup', 'record.contents[intent.target.name] === intent.restore.id ? void 0 : safetyBackup(moment);', 'true ? void 0 : safetyBackup(moment);', NO_CONNECTION, 'Snapshot written over'),
  agent('the isolation is not made', 'if (!memory.made.includes(policy.key)) return act([policy]);', '', NO_CONNECTION, 'Snapshot written over'),
  agent('the isolation stays', 'if (isServing && isolation.acts.length > 0) return act(isolation.acts);', '', NO_CONNECTION, 'Snapshot written over'),
  mutant('a run with nothing to do ends sessions', 'common.sh', '[ -n "${OVER:-}" ] && [ -e "$OVER" ]', 'false', GITOPS, 'made anew'),
];

const verbs = (resource: string, ...list: string[]): string => `"resources":["${resource}"],"verbs":${JSON.stringify(list)}`;

/** A Role that lacks a verb, or has one too many. Verbs of a resource are found by their JSON. */
const ROLE: readonly Mutant[] = [
  mutant('it may not patch Services', 'Role', verbs('services', 'list', 'watch', 'patch'), verbs('services', 'list', 'watch'), NO_CONNECTION, 'back at a moment'),
  mutant('it may not watch EndpointSlices', 'Role', verbs('endpointslices', 'list', 'watch'), verbs('endpointslices', 'list'), NO_CONNECTION, 'back at a moment'),
  mutant('it may not create sessions', 'Role', verbs('restoresessions', 'create', 'list', 'watch'), verbs('restoresessions', 'list', 'watch'), NO_CONNECTION, 'beside itself'),
  {
    ...mutant('it may delete Services', 'Role', verbs('services', 'list', 'watch', 'patch'), verbs('services', 'list', 'watch', 'patch', 'delete'), '8-least-privilege', 'used by some flow'),
    cases: Infinity,
  },
  mutant('it may patch every Service', 'Role', '"resourceNames":["orders-client","orders-read-only"],"resources":["services"]', '"resources":["services"]', '8-least-privilege', 'forbidden'),
];

export const MUTANTS: readonly Mutant[] = [...AGENT, ...ROLE];
