import { Waiting } from '../parts/parts';
import { CheckResult, checksOf, progressOf, reasonOf, STEPS } from '../restore/progress';
import type { DatabaseStatus, Run, Work } from '../state/answers';
import { log } from '../state/api';
import { useLive } from '../state/hooks';
import { useScope } from '../state/scope';

/** A run at work, or how it ended: steps, what is going on in them, what the checks saw, and the log. */
export function RunView({ status, works }: { status: DatabaseStatus | undefined; works: readonly Work[] }) {
  const run = status?.runs.find(r => r.restore === status.restore) ?? status?.runs[0];
  return (
    <section class="card run" aria-label="The restore">
      <h2>The restore</h2>
      {status !== undefined && <Steps status={status} />}
      {status !== undefined && reasonOf(status) !== '' && <p class="reason" role="status">{reasonOf(status)}</p>}
      {status?.sessions[0]?.error !== undefined && <p class="problem">RestoreSession {status.sessions[0].name}: {status.sessions[0].error}</p>}
      {status !== undefined && run !== undefined && <RunDetails status={status} run={run} />}
      {works.slice(0, 1).map(w => <WorkLines key={w.id} work={w} />)}
    </section>
  );
}

function Steps({ status }: { status: DatabaseStatus }) {
  const progress = progressOf(status);
  const [session] = status.sessions;
  const now = status.state === 'waiting' ? 'waits for you' : 'now';
  return (
    <ol class="steps">
      {STEPS.map(({ key, label }, i) => (
        <li key={key} class={progress[i]} aria-current={progress[i] === 'now' ? 'step' : undefined}>
          <span>{label}</span>
          <small>
            {{ done: 'done', stuck: 'failed', next: '', now }[progress[i]]}
            {key === 'restore' && progress[i] === 'now' && session !== undefined && session.phase !== 'Succeeded' && `: ${[session.phase, ...session.progress].join(', ')}`}
          </small>
        </li>
      ))}
    </ol>
  );
}

/** What the run's containers say. */
function RunDetails({ status, run }: { status: DatabaseStatus; run: Run }) {
  const { place } = useScope();
  const busy = run.status === 'active';
  const where = { ...(place.context === undefined ? {} : { context: place.context }), namespace: status.namespace, run: run.name };
  const { value } = useLive(() => log(where), busy ? 2000 : 30_000, JSON.stringify(where));
  const checks = run.restore === status.restore ? run.checks : [];
  // What the checks saw is in it, and takes room of its own: about as much as this.
  if (value === undefined) return <Waiting label="The log is being read" lines={checks.length === 0 ? 1 : checks.length + 4} />;
  const { lines } = value;
  return (
    <>
      {checks.length > 0 && <Checks results={checksOf(status, run, lines)} />}
      <p class="quiet">Job {run.name}, {run.status}{run.message === undefined ? '' : `: ${run.message}`}</p>
      <details class="list">
        <summary>Log of the run</summary>
        <pre class="log" tabIndex={0} aria-label="Log of the run">{lines.length === 0 ? 'It has said nothing yet.' : lines.join('\n')}</pre>
      </details>
    </>
  );
}

function Checks({ results }: { results: readonly CheckResult[] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Checks">
      <table class="checks">
        <thead><tr><th scope="col">Check</th><th scope="col">Result</th><th scope="col">What it saw</th></tr></thead>
        <tbody>
          {results.map(({ name, progress, said }) => (
            <tr key={name}>
              <td class="name">{name}</td>
              <td class={progress}>{{ done: 'passed', stuck: 'did not pass', now: 'at work', next: 'not yet' }[progress]}</td>
              <td>{said}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
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
