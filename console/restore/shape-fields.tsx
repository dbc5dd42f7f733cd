import { FieldName, Form } from './form';
import { Field } from '../parts/parts';
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
