import type { DatabaseStatus, Work } from '../state/answers';
import { log } from '../state/api';
import { useLive } from '../state/hooks';
import { useScope } from '../state/scope';

type Progress = 'done' | 'now' | 'next' | 'stuck';

const STEPS: readonly [string, string, RegExp][] = [
  ['halt', 'Close it to applications', /^halting$/],
  ['disconnect', 'End the sessions that are left', /^disconnecting$/],
  ['restore', 'Bring the data back', /^restoring$/],
  ['check', 'Check it', /^checking/],
  ['resume', 'Let applications in', /^resuming$/],
];

/** How far each step of a run is, by the step that its record says. */
export function progressOf({ state, step, restore, passed }: Pick<DatabaseStatus, 'state' | 'step' | 'restore' | 'passed'>): Progress[] {
  const at = STEPS.findIndex(([, , pattern]) => pattern.test(step));
  if (at >= 0) return STEPS.map((_, i) => (i < at ? 'done' : i > at ? 'next' : state === 'failed' ? 'stuck' : 'now'));
  if (state === 'serving') return STEPS.map(() => 'done');
  if (passed !== '' && passed === restore) return STEPS.map((_, i) => (i < 4 ? 'done' : 'now'));
  return STEPS.map((_, i) => (i === 0 ? 'done' : state === 'failed' && i === 2 ? 'stuck' : 'next'));
}

/** A run at work, or how it ended: steps, what is going on in them, and the log. */
export function RunView({ status, works }: { status: DatabaseStatus | undefined; works: readonly Work[] }) {
  const run = status?.runs.find(r => r.restore === status.restore) ?? status?.runs[0];
  const session = status?.sessions[0];
  const progress = status === undefined ? [] : progressOf(status);
  return (
    <section class="card run" aria-label="The restore">
      <h2>The restore</h2>
      {status !== undefined && (
        <ol class="steps">
          {STEPS.map(([key, label], i) => (
            <li key={key} class={progress[i]} aria-current={progress[i] === 'now' ? 'step' : undefined}>
              <span>{label}</span>
              <small>
                {{ done: 'done', stuck: 'failed', next: '', now: status.state === 'waiting' ? 'waits for you' : 'now' }[progress[i]]}
                {key === 'check' && status.step.startsWith('checking:') && `: ${status.step.slice('checking:'.length)}`}
                {key === 'restore' && progress[i] === 'now' && session !== undefined && session.phase !== 'Succeeded' && `: ${[session.phase, ...session.progress].join(', ')}`}
              </small>
            </li>
          ))}
        </ol>
      )}
      {status?.reason !== '' && status !== undefined && <p class="reason" role="status">{status.reason}</p>}
      {session?.error !== undefined && <p class="problem">RestoreSession {session.name}: {session.error}</p>}
      {run !== undefined && <p class="quiet">Job {run.name}, {run.status}{run.message === undefined ? '' : `: ${run.message}`}</p>}
      {works.slice(0, 1).map(w => <WorkLines key={w.id} work={w} />)}
      {run !== undefined && status !== undefined && <Log run={run.name} namespace={status.namespace} busy={run.status === 'active'} />}
    </section>
  );
}

function WorkLines({ work }: { work: Work }) {
  const { lines, said, command } = work;
  return (
    <details class="list" open>
      <summary>{command === 'restore' ? 'Applied from here' : `${command} from here`}{said === null ? ': at work' : said.exitCode === 0 ? ': done' : ': ended'}</summary>
      <pre class="log" role="log" aria-label="What has happened" tabIndex={0}>{lines.slice(-40).join('\n')}{said?.error === undefined ? '' : `\n${said.error.message}${said.error.next === undefined ? '' : `\n${said.error.next}`}`}</pre>
    </details>
  );
}

function Log({ run, namespace, busy }: { run: string; namespace: string; busy: boolean }) {
  const { place } = useScope();
  const where = { ...(place.context === undefined ? {} : { context: place.context }), namespace, run };
  const { value } = useLive(() => log(where), busy ? 2000 : 30_000, JSON.stringify([where, busy]));
  return (
    <details class="list">
      <summary>Log of the run, checks included</summary>
      <pre class="log" tabIndex={0} aria-label="Log of the run">{value === undefined ? 'being read…' : value.lines.length === 0 ? 'It has said nothing yet.' : value.lines.join('\n')}</pre>
    </details>
  );
}
