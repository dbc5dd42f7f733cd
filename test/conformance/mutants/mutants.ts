/** One mistake that somebody could make, and the test that has to notice it. */
export interface Mutant {
  readonly name: string;
  /** File of the script, or `Role` for the rules of the run's Role. */
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
const HOLDER = '5-one-holder';
const GITOPS = '6-gitops';
const LIFE = '7-life-after';
const REBUILD = '7-rebuild';

const script = (name: string, file: string, find: string, replace: string, ...caughtBy: [string, string]): Mutant =>
  ({ name, file, find, replace, caughtBy });

/** Mistakes in the script. */
const SCRIPT: readonly Mutant[] = [
  script('the client Services are not halted', 'steps.sh', '  point_services "${record_incarnation:-$TARGET}" halted within_deadline\n', '', NO_CONNECTION, 'Snapshot written over'),
  script('nobody looks whether they are drained', 'steps.sh', '  see_drained within_deadline\n', '', NO_CONNECTION, 'by hand'),
  script('a record that somebody holds is taken', 'record.sh', 'case $record_holder in \'\' | "$RUN"/*) return 0 ;; esac', 'return 0', HOLDER, 'old and the new Job'),
  script('the holder is not checked before acts', 'record.sh', 'ours() { [ "$record_holder" = "$ME" ] && [ "$record_epoch" = "$epoch" ]; }', 'ours() { true; }', HOLDER, 'stalled'),
  script('Services are patched without resourceVersion', 'services.sh', '\\"resourceVersion\\":\\"$version\\",', '', HOLDER, 'stalled'),
  script('old labels stay in the selector', 'services.sh', 'json="$json,\\"${pair%%=*}\\":null"', ':', NO_CONNECTION, 'back at a moment'),
  script('a run that gives up leaves its session behind', 'steps.sh', '  discard_own_sessions\n', '', VERDICTS, 'never ends'),
  script('there is no deadline', 'target.sh', 'within_deadline() {\n', 'within_deadline() {\n  return 0\n', VERDICTS, 'never ends'),
  script('the name of a session that came to nothing is used again', 'sessions.sh', 'case $tried in *" $session "*) continue ;; esac', ':', VERDICTS, 'Invalid and never begun'),
  script('a session that came to nothing is final', 'sessions.sh', '      void) session_came_to_nothing ;;\n', '      void) session_failed ;;\n', VERDICTS, 'Invalid and never begun'),
  script('a session that failed half way is made again', 'sessions.sh', '      failed) session_failed ;;\n', '      failed) session_came_to_nothing ;;\n', VERDICTS, 'after it has begun'),
  script('manual opens by itself', 'steps.sh', 'if [ "$RESUME" != automatic ]; then', 'if false; then', VERDICTS, 'manual'),
  script('the database is not asked whether it is Ready', 'target.sh', '  [ "$target_phase" = Ready ]\n', '  true\n', VERDICTS, 'logs do not reach'),
  script('no guard against opening a rebuilt database', 'steps.sh', '  if ! guard; then stay_halted "$objection"; fi\n', '', REBUILD, 'sync late'),
  script('Repositories that sync late are not waited for', 'guard.sh', 'case $synced in *" $NAMESPACE/$repository "*) ;; *) return 1 ;; esac', ':', REBUILD, 'sync late'),
  script('what is done is done again', 'steps.sh', '  if [ -n "$uid_done" ]; then\n', '  if false; then\n', GITOPS, 'made anew'),
  script('a record about another database object counts', 'steps.sh', 'if [ "$uid_done" != "$target_uid" ]; then', 'if false; then', LIFE, 'void'),
  script('an older restore takes the record back', 'steps.sh', '        *) end_early "the record has moved on to restore $record_restore" ;;\n', '        *) return 0 ;;\n', LIFE, 'second and third'),
  script('backups stay paused', 'backups.sh', 'resume_backups() {\n', 'resume_backups() {\n  return 0\n', NO_CONNECTION, 'Snapshot written over'),
  script('backups are not paused', 'steps.sh', '  pause_backups\n  take_safety_backup\n', '  take_safety_backup\n', NO_CONNECTION, 'Snapshot written over'),
  script('no safety backup', 'steps.sh', '  take_safety_backup\n', '', NO_CONNECTION, 'Snapshot written over'),
  script('the isolation is not made', 'steps.sh', '  isolate\n', '', NO_CONNECTION, 'Snapshot written over'),
  script('the isolation stays', 'steps.sh', '  end_isolation "$TARGET"\n', '  isolation=\n', NO_CONNECTION, 'Snapshot written over'),
  script('a run with nothing to do ends sessions', 'common.sh', '[ -n "${OVER:-}" ] && [ -e "$OVER" ]', 'false', GITOPS, 'made anew'),
];

/** A Role that lacks a verb, or has one too many. Verbs of a resource are found by their JSON. */
const ROLE: readonly Mutant[] = [
  script('it may not patch Services', 'Role', '"resources":["services"],"verbs":["get","patch"]', '"resources":["services"],"verbs":["get"]', NO_CONNECTION, 'back at a moment'),
  script('it may not list EndpointSlices', 'Role', '"resources":["endpointslices"],"verbs":["list"]', '"resources":["endpointslices"],"verbs":["get"]', NO_CONNECTION, 'back at a moment'),
  script('it may not create sessions', 'Role', '"resources":["restoresessions"],"verbs":["create","list"]', '"resources":["restoresessions"],"verbs":["list"]', NO_CONNECTION, 'beside itself'),
  { ...script('it may read every Service', 'Role', '"resources":["services"],"verbs":["get","patch"]', '"resources":["services"],"verbs":["get","patch","list"]', '8-least-privilege', 'used by some flow'), cases: Infinity },
  script('it may patch every Service', 'Role', '"resourceNames":["orders-client","orders-read-only"],"resources":["services"]', '"resources":["services"]', '8-least-privilege', 'forbidden'),
];

export const MUTANTS: readonly Mutant[] = [...SCRIPT, ...ROLE];
