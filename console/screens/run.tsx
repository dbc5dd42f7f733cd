import { Both, Waiting } from '../parts/parts';
import { CheckResult, checksOf, progressOf, reasonOf, STEPS } from '../restore/progress';
import { isRefused } from '../state/acts';
import type { DatabaseStatus, Run, Work } from '../state/answers';
import { log } from '../state/api';
import { isBackedUp } from '../state/databases';
import { useLive } from '../state/hooks';
import { useScope } from '../state/scope';
import { toInstant } from '../time/instant';

interface Props {
  readonly status: DatabaseStatus | undefined;
  /** What was done about it from here, the newest first. */
  readonly works: readonly Work[];
}

/** A run at work, or how it ended: steps, what is going on in them, what the checks saw, and the log. */
export function RunView({ status, works }: Props) {
  const [last] = works;
  const awaited = last?.command === 'restore' && last.said === null && (status === undefined || isBefore(status, last));
  const told = awaited ? undefined : status;
  const run = told?.runs.find(r => r.restore === told.restore) ?? told?.runs[0];
  const target = told?.incarnations.find(i => i.name === (told.next || told.incarnation));
  return (
    <section class="card run" aria-label="The restore">
      <h2>The restore</h2>
      {target?.asOf !== undefined && <p class="quiet"><b>{target.name}</b> has the data of <Both at={toInstant(target.asOf)} />.</p>}
      <Steps status={told} />
      {awaited && <p class="reason" role="status">It is being applied. What its run does is seen here in a moment.</p>}
      {told !== undefined && (told.state === 'serving' ? <Done status={told} />
        : reasonOf(told) !== '' && <p class="reason" role="status">{reasonOf(told)}</p>)}
      {told?.state === 'waiting' && <p class="quiet">To look at the data first: <code>npx cdk8s-kubestash shell {told.name} -n {told.namespace} --incarnation {told.next}</code></p>}
      {told?.sessions[0]?.error !== undefined && <p class="problem">RestoreSession {told.sessions[0].name}: {told.sessions[0].error}</p>}
      {told !== undefined && run !== undefined && <RunDetails status={told} run={run} />}
      {last !== undefined && <WorkLines work={last} />}
    </section>
  );
}

/** A change that came to nothing. */
export function Refused({ work }: { work: Work }) {
  return <section class="card run" aria-label="What was refused"><WorkLines work={work} /></section>;
}

/** Whether the cluster still tells of the time before a restore that was applied from here: the end of another one is not its end. */
function isBefore({ state, since }: DatabaseStatus, { startedAt }: Work): boolean {
  return state !== 'restoring' && (since === null || toInstant(since) < toInstant(startedAt));
}

/** Nobody should have to infer that it is over. */
function Done({ status }: { status: DatabaseStatus }) {
  const { name, incarnation, previous } = status;
  return (
    <p class="reason" role="status">
      <strong class="good">Done.</strong> Applications are let in to {name}: they reach <b>{incarnation}</b>.{' '}
      {previous !== '' && <><b>{previous}</b>, from before, stays until it is retired, and can be gone back to. </>}
      {!isBackedUp(status) && <span class="warn">{incarnation} is not backed up yet: its backups are declared where the database is.</span>}
    </p>
  );
}

function Steps({ status }: { status: DatabaseStatus | undefined }) {
  const progress = status === undefined ? STEPS.map(() => 'next' as const) : progressOf(status);
  const session = status?.sessions[0];
  const now = status?.state === 'waiting' ? 'waits for you' : 'now';
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
              <td class="name">{/^\d+$/.test(name) ? `check ${name}` : name}</td>
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
  const error = said?.error === undefined ? [] : [said.error.message, ...(said.error.next === undefined ? [] : [said.error.next])];
  const all = [...lines.slice(-40), ...error];
  return (
    // What came to nothing says why without being asked.
    <details class="list" open={isRefused(work)}>
      <summary>{command === 'restore' ? 'Applied' : `${command.charAt(0).toUpperCase()}${command.slice(1)}`} from here: {said === null ? 'at work' : said.exitCode === 0 ? 'done' : 'ended'}</summary>
      {all.length > 0 && <pre class="log" role="log" aria-label="What has happened" tabIndex={0}>{all.join('\n')}</pre>}
    </details>
  );
}
