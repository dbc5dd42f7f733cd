import { Check, FieldName, Form } from './form';
import { Choice, Field } from '../parts/parts';

interface Props {
  readonly form: Form;
  readonly change: (part: Partial<Form>) => void;
  readonly problems: (field: FieldName) => readonly string[];
}

/** Who lets applications in, after which checks. */
export function ResumeFields({ form, change, problems }: Props) {
  const { checks } = form;
  const set = (i: number, check: Check) => change({ checks: checks.map((c, j) => (j === i ? check : c)) });
  const remove = (i: number) => change({ checks: checks.filter((_, j) => j !== i) });
  return (
    <>
      <Choice label="Who lets applications in" value={form.resume} onChange={resume => change({ resume })}
        options={[['manual', 'I do, when I have looked'], ['automatic', 'The run does, when the checks have passed']]} />
      <h3>Checks</h3>
      <p class="quiet">Whether one can connect is always checked. A check that does not pass keeps the database closed.</p>
      {checks.map((check, i) => (
        <fieldset key={i} class="check">
          <legend class="unseen">Check {i + 1}</legend>
          <CheckFields check={check} number={i + 1} change={c => set(i, c)} />
          <button type="button" aria-label={`Remove check ${i + 1}`} onClick={() => remove(i)}>Remove</button>
        </fieldset>
      ))}
      {problems('checks').map(p => <p class="problem" key={p}>{p}</p>)}
      <div class="adding">
        <button type="button" class="link" onClick={() => change({ checks: [...checks, { kind: 'count', of: '', least: '1' }] })}>+ Enough rows</button>
        <button type="button" class="link" onClick={() => change({ checks: [...checks, { kind: 'statement', text: '', expect: '' }] })}>+ A statement</button>
      </div>
      {checks.length > 0 && (
        <Field label="Database that the checks ask" hint="Empty: the engine's own, such as postgres. Where your tables are in another one, name it.">
          {about => <input {...about} type="text" autoComplete="off" spellcheck={false} placeholder="the engine's own" value={form.checkDatabase} onInput={e => change({ checkDatabase: e.currentTarget.value })} />}
        </Field>
      )}
    </>
  );
}

function CheckFields({ check, number, change }: { check: Check; number: number; change: (check: Check) => void }) {
  if (check.kind === 'count') {
    return (
      <div class="pair">
        <Field label="Table, collection or index" hint="or what keys begin with">
          {about => <input {...about} type="text" class="mono" spellcheck={false} placeholder="orders" value={check.of} onInput={e => change({ ...check, of: e.currentTarget.value })} />}
        </Field>
        <Field label="Has at least" hint="rows, documents or keys">
          {about => <input {...about} type="text" inputMode="numeric" value={check.least} onInput={e => change({ ...check, least: e.currentTarget.value })} />}
        </Field>
      </div>
    );
  }
  return (
    <div class="pair">
      <Field label={`Statement of check ${number}`} hint="An error anywhere in it fails it.">
        {about => <input {...about} type="text" class="mono" spellcheck={false} placeholder="select max(created) from orders" value={check.text} onInput={e => change({ ...check, text: e.currentTarget.value })} />}
      </Field>
      <Field label="Its first value must be" hint={<>like <code>&gt;=1</code>, <code>=paid</code> or <code>~^2026</code>; empty: it runs</>}>
        {about => <input {...about} type="text" class="mono" spellcheck={false} placeholder="anything" value={check.expect} onInput={e => change({ ...check, expect: e.currentTarget.value })} />}
      </Field>
    </div>
  );
}
