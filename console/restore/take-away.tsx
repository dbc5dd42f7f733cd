import { useEffect, useState } from 'preact/hooks';
import { Form, optionsOf } from './form';
import { Code, Dialog, Trouble, Waiting } from '../parts/parts';
import type { Said } from '../state/answers';
import { run, told } from '../state/api';
import { useScope } from '../state/scope';

type Kind = 'code' | 'yaml' | 'line';
const KINDS: readonly { readonly key: Kind; readonly label: string; readonly about: string }[] = [
  { key: 'code', label: 'TypeScript', about: 'The restore in code, its data pinned. Paste it where your database is declared, and merge: it has the same identity as a restore that is applied from here, so nothing is done twice.' },
  { key: 'yaml', label: 'YAML', about: 'The manifests, in the order in which they are applied. Commit them, or: kubectl apply -f. The restore begins as soon as they are in the cluster.' },
  { key: 'line', label: 'Command line', about: 'The same restore from a terminal. It shows the plan and asks before it begins.' },
];

/** The restore, to be taken where it belongs. */
export function TakeAway({ form, onClose }: { form: Form; onClose: () => void }) {
  const { place } = useScope();
  const [kind, setKind] = useState<Kind>('code');
  const [said, setSaid] = useState<Partial<Record<Kind, Said>>>({});
  const file = { code: 'restore.ts', yaml: `restore-${form.to?.name ?? form.source.name}.k8s.yaml`, line: undefined };
  useEffect(() => {
    if (said[kind] !== undefined) return;
    const options = optionsOf(form, place)!;
    const more = kind === 'code' ? { code: true } : {};
    void told(run('restore', [form.source.name], { ...options, ...more }, place.export)).then(answer => setSaid(all => ({ ...all, [kind]: answer })));
  }, [kind]);
  const answer = said[kind];
  const shown = KINDS.find(k => k.key === kind)!;
  const more = place.export === undefined ? '--apply' : '--from EXPORT.json';
  const line = answer?.commandLine === undefined ? undefined : `${answer.commandLine} ${more}`;
  const text = kind === 'line' ? line : answer?.text;
  return (
    <Dialog title="The restore as code" onClose={onClose}>
      <div class="tabs" role="tablist" aria-label="In which form">
        {KINDS.map(({ key, label }) => (
          <button type="button" role="tab" key={key} id={`tab-${key}`} aria-controls="taken" aria-selected={key === kind}
            tabIndex={key === kind ? 0 : -1} onClick={() => setKind(key)} onKeyDown={e => {
              const by = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
              if (by === undefined) return;
              const next = KINDS[(KINDS.findIndex(k => k.key === kind) + by + KINDS.length) % KINDS.length].key;
              setKind(next);
              document.getElementById(`tab-${next}`)?.focus();
            }}>{label}</button>
        ))}
      </div>
      <div role="tabpanel" id="taken" aria-labelledby={`tab-${kind}`}>
        <p class="quiet">{shown.about}</p>
        {answer === undefined ? <Waiting label="Being written" lines={8} />
          : answer.error !== undefined || text === undefined
            ? <Trouble error={answer.error}>Something stands in the way: the plan says what.</Trouble>
            : <Code text={text} label={shown.label} file={file[kind]} />}
      </div>
    </Dialog>
  );
}
