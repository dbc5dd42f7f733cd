import { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { FieldName, Form, optionsOf } from './form';
import { PlanView } from './plan-view';
import { ResumeFields } from './resume-fields';
import { ShapeFields } from './shape-fields';
import { TakeAway } from './take-away';
import { Planned, problemsOf, usePlan } from './use-plan';
import { Confirm } from '../parts/confirm';
import { Both, Field } from '../parts/parts';
import type { PlanAnswer } from '../state/answers';
import { canApply, Scope, useScope } from '../state/scope';
import { instantOf } from '../timeline/pick';

interface Props {
  readonly form: Form;
  readonly change: (part: Partial<Form>) => void;
  readonly like: boolean;
  /** What stands above the questions: the timeline, the list to choose from. */
  readonly data: (problems: readonly string[], onUnread: (unread: boolean) => void) => ComponentChildren;
  /** Called when it was applied. */
  readonly onBegun: () => void;
}

/** Fields that are folded away until something is wrong with them. */
const FOLDED: readonly FieldName[] = ['storage', 'storageClass', 'replicas', 'version', 'authSecret', 'overwrite', 'restoreId'];

/** A restore, asked for on the left, planned on the right. */
export function RestoreForm({ form, change, like, data, onBegun }: Props) {
  const scope = useScope();
  const [unread, setUnread] = useState(false);
  const worked = usePlan(form, scope.place);
  // What is typed and cannot be read is not what the plan is of.
  const planned = unread ? { ...worked, current: false } : worked;
  const { at, rest } = problemsOf(planned);
  const hasShape = like && planned.said?.answer?.shapeFrom !== null;
  const isOpen = (form.to !== undefined && !hasShape) || FOLDED.some(field => at(field).length > 0);
  return (
    <div class="restore">
      <div class="asked">
        <section class="card" aria-label="Which data">
          <h2><span class="step">1</span> Which data</h2>
          {data(at('data'), setUnread)}
        </section>
        <section class="card" aria-label="How it comes back">
          <h2><span class="step">2</span> How it comes back</h2>
          {form.to !== undefined && <Target form={form} change={change} problems={at} />}
          <ResumeFields form={form} change={change} problems={at} />
          <details class="more" open={isOpen}>
            <summary>{form.to === undefined ? 'What is to be different' : 'Its shape'}</summary>
            {form.to === undefined && <InPlace form={form} change={change} problems={at} />}
            {!form.overwrite && <ShapeFields form={form} change={change} problems={at} like={hasShape} />}
            <Field label="Number of this restore" problems={at('restoreId')} hint="Only to restore the same data once more: any text tells it from the first time.">
              {about => <input {...about} type="text" autoComplete="off" value={form.restoreId} onInput={e => change({ restoreId: e.currentTarget.value })} />}
            </Field>
          </details>
        </section>
      </div>
      <aside class="card answer" aria-label="Plan">
        <h2><span class="step">3</span> The plan</h2>
        <Ways form={form} planned={planned} onBegun={onBegun} />
        <PlanView planned={planned} rest={rest} checks={form.checks} />
      </aside>
    </div>
  );
}

type Part = { form: Form; change: (part: Partial<Form>) => void; problems: (field: FieldName) => readonly string[] };

function Target({ form: { to }, change, problems }: Part) {
  const { choices } = useScope();
  return (
    <div class="grid">
      <Field label="Name of the new database" problems={problems('name')}>
        {about => <input {...about} type="text" autoComplete="off" spellcheck={false} value={to!.name} onInput={e => change({ to: { ...to!, name: e.currentTarget.value } })} />}
      </Field>
      <Field label="Namespace">
        {about => <input {...about} type="text" list="namespaces" autoComplete="off" spellcheck={false} value={to!.namespace} onInput={e => change({ to: { ...to!, namespace: e.currentTarget.value } })} />}
      </Field>
      <datalist id="namespaces">{(choices?.namespaces ?? []).map(n => <option key={n} value={n} />)}</datalist>
    </div>
  );
}

function InPlace({ form, change, problems }: Part) {
  const possible = form.pick?.kind === 'snapshot';
  return (
    <>
      <label class="switch">
        <input type="checkbox" checked={form.overwrite} disabled={!possible && !form.overwrite} onChange={e => change({ overwrite: e.currentTarget.checked })} />
        <span>
          Write over the running database, instead of making a second one beside it. It costs no storage and cannot be taken back.
          {!possible && ' Only a Snapshot can be written over it.'}
        </span>
      </label>
      {problems('overwrite').map(p => <p class="problem" key={p}>{p}</p>)}
      {form.overwrite && (
        <Field label="No safety backup, because" hint="Empty: a backup is taken before anything is written over.">
          {about => <input {...about} type="text" value={form.noSafetyBackup} onInput={e => change({ noSafetyBackup: e.currentTarget.value })} />}
        </Field>
      )}
    </>
  );
}

/** What one may count on, before one agrees. */
function Consequences({ form, plan: { target, previous } }: { form: Form; plan: PlanAnswer['plan'] }) {
  const stays = previous !== undefined && previous !== target;
  return (
    <>
      The data of <Both at={instantOf(form.pick!)} /> comes back as <b>{target}</b>.{' '}
      {stays && <><b>{previous}</b> stays as it is, and can be gone back to. </>}
      {form.resume === 'manual' ? 'Nobody is let in before you say so.' : 'Applications are let in when the checks have passed.'}
    </>
  );
}

/** Get it as code, or do it. Where GitOps tools are at work, code comes first. */
function Ways({ form, planned, onBegun }: { form: Form; planned: Planned; onBegun: () => void }) {
  const scope = useScope();
  const [open, setOpen] = useState<'take' | 'apply'>();
  const verb = form.to === undefined ? 'Restore' : 'Create';
  const ready = planned.current && planned.said?.answer?.ok === true;
  const takeFirst = scope.choices?.gitOps != null || !canApply(scope);
  const take = <button type="button" class={takeFirst ? 'primary' : ''} disabled={!ready} onClick={() => setOpen('take')}>Get as code…</button>;
  const apply = canApply(scope) && <button type="button" class={takeFirst ? '' : 'primary'} disabled={!ready} onClick={() => setOpen('apply')}>{verb}…</button>;
  return (
    <div class="ways">
      <div class="buttons">{takeFirst ? <>{take}{apply}</> : <>{apply}{take}</>}</div>
      <p class="quiet advice">{adviceOf(scope)}</p>
      {open === 'take' && <TakeAway form={form} onClose={() => setOpen(undefined)} />}
      {open === 'apply' && (
        <Confirm title={form.to === undefined ? `Restore ${form.source.name}` : `Make ${form.to.name}`} verb={verb} danger={form.overwrite}
          about={<Consequences form={form} plan={planned.said!.answer!.plan} />}
          command="restore" database={form.source.name} options={{ ...optionsOf(form, scope.place)!, apply: true }}
          onClose={() => setOpen(undefined)} onBegun={() => { setOpen(undefined); onBegun(); }} />
      )}
    </div>
  );
}

function adviceOf({ choices, surroundings }: Scope): string {
  if (surroundings.cluster && choices === undefined) return '';
  const gitOps = choices?.gitOps ?? null;
  if (gitOps !== null) return `${gitOps} is at work in this cluster: get the restore as code and merge it, so that Git knows of it.`;
  if (!surroundings.cluster) return 'There is no cluster here: get it as code, manifests or a command line.';
  if (surroundings.readOnly) return 'This console only looks: get it as code, manifests or a command line.';
  return 'Nothing happens before you have agreed to it.';
}
