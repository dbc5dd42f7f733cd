import { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Said, Word } from '../state/answers';
import { Instant, isElsewhere, localText, offsetText, utcText } from '../time/instant';

const WORDS: Readonly<Record<Word, string>> = {
  serving: 'Serving',
  restoring: 'Restoring',
  halted: 'Halted',
  waiting: 'Waits for you',
  failed: 'Failed',
  new: 'New',
  odd: 'Not as recorded',
};

/** How a database is, in a word and a colour. */
export function State({ word }: { word: Word | 'unmanaged' | 'gone' }) {
  const text = word === 'unmanaged' ? 'No record yet' : word === 'gone' ? 'Only backups' : WORDS[word];
  return <span class={`state ${word}`}>{text}</span>;
}

/** A time on both clocks. */
export function Both({ at }: { at: Instant }) {
  return (
    <time dateTime={new Date(at * 1000).toISOString()} class="both">
      {isElsewhere(at) && <>{localText(at)} <small>{offsetText(at)}</small> · </>}
      {utcText(at)} <small>UTC</small>
    </time>
  );
}

interface FieldProps {
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly problems?: readonly ComponentChildren[];
  readonly children: (about: { 'id': string; 'aria-describedby': string; 'aria-invalid': boolean }) => ComponentChildren;
}

/** A label, what is typed, a hint, and what is wrong with it. */
export function Field({ label, hint, problems = [], children }: FieldProps) {
  const id = useId();
  return (
    <div class={`field${problems.length > 0 ? ' wrong' : ''}`}>
      <label for={id}>{label}</label>
      {children({ id, 'aria-describedby': `${id}-about`, 'aria-invalid': problems.length > 0 })}
      <div id={`${id}-about`} class="about">
        {problems.map((p, i) => <p class="problem" key={i}>{p}</p>)}
        {hint !== undefined && problems.length === 0 && <p>{hint}</p>}
      </div>
    </div>
  );
}

/** Something that went wrong, and what to do. */
export function Trouble({ error, children }: { error?: Said['error']; children?: ComponentChildren }) {
  return (
    <div class="notice bad" role="alert">
      <strong>{error?.message ?? children}</strong>
      {error?.next !== undefined && <p>{error.next}</p>}
    </div>
  );
}

/** A screen that has nothing to show yet says what would. */
export function Empty({ title, children }: { title: string; children: ComponentChildren }) {
  return <div class="empty"><h2>{title}</h2>{children}</div>;
}

/** Grey, where something will stand in a moment. */
export function Waiting({ lines = 3, label }: { lines?: number; label: string }) {
  return <div class="waiting" role="status" aria-label={label}>{Array.from({ length: lines }, (_, i) => <span key={i} />)}</div>;
}

/** A dialog of the browser's own: it keeps the focus, and Escape closes it. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current!;
    element.showModal();
    return () => element.close();
  }, []);
  const escape = (event: Event) => {
    event.preventDefault();
    onClose();
  };
  return (
    <dialog ref={dialog} aria-labelledby={id} onCancel={escape} onClick={e => { if (e.target === dialog.current) onClose(); }}>
      <div class="dialog">
        <header><h2 id={id}>{title}</h2><button type="button" class="plain" aria-label="Close" onClick={onClose}>✕</button></header>
        {children}
      </div>
    </dialog>
  );
}

/** Text to take along. */
export function Code({ text, label, file }: { text: string; label: string; file: string | undefined }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    window.setTimeout(() => setCopied(false), 2000);
  };
  const save = () => {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    const link = Object.assign(document.createElement('a'), { href: url, download: file });
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <div class="code">
      <div class="code-tools">
        <button type="button" onClick={copy}>{copied ? 'Copied' : 'Copy'}</button>
        {file !== undefined && <button type="button" onClick={save}>Save as {file}</button>}
        <span role="status" class="unseen">{copied ? 'Copied' : ''}</span>
      </div>
      <pre tabIndex={0} aria-label={label}>{text}</pre>
    </div>
  );
}

/** Things of which one is chosen, side by side. */
export function Choice<T extends string>({ label, value, options, onChange }: {
  label: string; value: T; options: readonly (readonly [T, string])[]; onChange: (value: T) => void;
}) {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend>{label}</legend>
      {options.map(([key, text]) => (
        <label key={key}><input type="radio" name={name} checked={value === key} onChange={() => onChange(key)} /><span>{text}</span></label>
      ))}
    </fieldset>
  );
}
