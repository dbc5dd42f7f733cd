import { FieldName, Form } from './form';
import { Choice, Field } from '../parts/parts';
import { useScope } from '../state/scope';

interface Props {
  readonly form: Form;
  readonly change: (part: Partial<Form>) => void;
  readonly problems: (field: FieldName) => readonly string[];
  /** Whether the source is there, so that its shape is the default. */
  readonly like: boolean;
}

/** What the new database, or the new incarnation, is to look like. */
export function ShapeFields({ form, change, problems, like }: Props) {
  const { choices } = useScope();
  const classes = choices?.storageClasses ?? [];
  const same = like ? `as ${form.source.name} has it` : undefined;
  const text = (field: 'storage' | 'storageClass' | 'replicas' | 'version' | 'authSecret', label: string, placeholder: string, hint?: string, list?: string) => (
    <Field label={label} problems={problems(field)} hint={hint}>
      {about => <input {...about} type="text" list={list} autoComplete="off" spellcheck={false} placeholder={same ?? placeholder} value={form[field]} onInput={e => change({ [field]: e.currentTarget.value })} />}
    </Field>
  );
  return (
    <div class="grid">
      {text('storage', 'Size of each volume', '60Gi', 'like 60Gi')}
      {text('storageClass', 'StorageClass', 'the default', undefined, 'storage-classes')}
      <datalist id="storage-classes">{classes.map(c => <option key={c.name} value={c.name}>{c.isDefault ? 'default' : ''}</option>)}</datalist>
      {text('replicas', 'Members', '1')}
      {text('version', 'Version', 'as it was')}
      {form.to !== undefined && text('authSecret', 'Secret with its credentials', 'a new one', 'where the data brings its passwords along')}
    </div>
  );
}

/** Who lets applications in, after which checks. */
export function ResumeFields({ form, change, problems }: Pick<Props, 'form' | 'change' | 'problems'>) {
  const set = (i: number, value: string) => change({ checks: form.checks.map((c, j) => (j === i ? value : c)) });
  return (
    <>
      <Choice label="Who lets applications in" value={form.resume} onChange={resume => change({ resume })}
        options={[['manual', 'I do, when I have looked'], ['automatic', 'The run does, when the checks have passed']]} />
      {form.checks.map((check, i) => (
        <Field key={i} label={`Check ${i + 1}`} problems={i === 0 ? problems('checks') : []} hint={i === 0 ? 'A statement that must succeed. One that fails keeps the database closed.' : undefined}>
          {about => (
            <div class="with-button">
              <input {...about} type="text" class="mono" spellcheck={false} placeholder="select 1 / least(1, count(*)) from orders" value={check} onInput={e => set(i, e.currentTarget.value)} />
              <button type="button" aria-label={`Remove check ${i + 1}`} onClick={() => change({ checks: form.checks.filter((_, j) => j !== i) })}>Remove</button>
            </div>
          )}
        </Field>
      ))}
      <button type="button" class="link" onClick={() => change({ checks: [...form.checks, ''] })}>+ Add a check</button>
    </>
  );
}
