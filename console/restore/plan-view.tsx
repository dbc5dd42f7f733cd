import { Check, checkText } from './form';
import { Planned } from './use-plan';
import { inFields } from './wording';
import { Waiting } from '../parts/parts';
import type { Finding } from '../state/answers';
import { spanText } from '../time/instant';

/** What would happen: worked out beside what is picked, before anything is clicked. */
export function PlanView({ planned, rest, checks }: { planned: Planned; rest: readonly Finding[]; checks: readonly Check[] }) {
  const { said, current } = planned;
  if (said === undefined) return current ? <Waiting label="The plan is being worked out" lines={6} /> : <p class="quiet">The plan appears here as soon as data is picked: what happens, in which order, what cannot be reached meanwhile, and what speaks against it.</p>;
  if (said.answer === undefined) {
    return <div class="notice bad" role="alert"><strong>{inFields(said.error?.message ?? '')}</strong>{said.error?.next !== undefined && <p>{inFields(said.error.next)}</p>}</div>;
  }
  const { plan, duration, ok, findings } = said.answer;
  const errors = findings.filter(f => f.severity === 'error').length;
  return (
    <div class={`plan${current ? '' : ' former'}`} aria-busy={!current}>
      <p class="result" role="status">
        {ok ? <strong class="good">Nothing stands in the way.</strong> : <strong class="bad">{errors === 1 ? 'One thing stands' : `${errors} things stand`} in the way.</strong>}{' '}
        {plan.previous === undefined ? <>The data comes back as <b>{plan.target}</b>, a new database.</>
          : plan.previous === plan.target ? <><b>{plan.target}</b> is written over.</>
            : <>The data comes back as <b>{plan.target}</b>, beside {plan.previous}, which stays until it is retired.</>}
      </p>
      <Findings findings={[...findings.filter(f => f.severity === 'error'), ...rest.filter(f => f.severity !== 'error')]} />
      <dl>
        <dt>Closed meanwhile</dt><dd>{plan.downtime}</dd>
        <dt>How long</dt><dd>{duration.seconds === null ? `Not known: ${duration.basis}` : `About ${spanText(duration.seconds)} until the data is back, then the checks: ${duration.basis}`}</dd>
        <dt>Checks</dt><dd>{['one can connect', ...checks.map(checkText).filter(t => t !== '')].join('; ')}</dd>
        <dt>How</dt><dd>{plan.process}: {plan.why}</dd>
      </dl>
      <h3>Steps</h3>
      <ol>{plan.steps.map(s => <li key={s}>{s}</li>)}</ol>
      <List title="Costs and risks" lines={plan.risks} />
      <List title="Not proven upstream" lines={plan.unproven} />
      <details><summary>{plan.objects.length} objects are applied</summary><ul class="objects">{plan.objects.map(o => <li key={o}>{o}</li>)}</ul></details>
    </div>
  );
}

function List({ title, lines }: { title: string; lines: readonly string[] }) {
  return lines.length === 0 ? null : <><h3>{title}</h3><ul>{lines.map(l => <li key={l}>{l}</li>)}</ul></>;
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  return findings.length === 0 ? null : (
    <ul class="findings">
      {findings.map((f, i) => (
        <li key={i} class={f.severity}>
          <span class="weight">{f.severity === 'error' ? 'Stands in the way' : 'To know'}</span> {f.message}{f.value !== null && <> (given {f.value})</>}
          {f.allowed !== null && <p>Allowed: {f.allowed}</p>}
          {f.remedy !== null && <p>{f.remedy}</p>}
          <code>{f.code}</code>
        </li>
      ))}
    </ul>
  );
}
