import { useEffect, useRef, useState } from 'preact/hooks';
import { FieldName, fieldOf, fieldOfError, Form, optionsOf } from './form';
import { inFields, worded } from './wording';
import type { Finding, PlanAnswer, Said } from '../state/answers';
import { Lost, run } from '../state/api';
import type { Place } from '../state/scope';

/** A plan as it is known for a form. */
export interface Planned {
  /** The last one there was: it stays while the next is worked out. */
  readonly said?: Said<PlanAnswer>;
  /** Whether it is of what the form says now. */
  readonly current: boolean;
}

/** Milliseconds that somebody may go on typing, and until a server or a cluster that did not answer is asked again. */
const SETTLES = 120;
const AGAIN = 2000;

/** The plan of a form, worked out anew whenever that has changed. */
export function usePlan(form: Form, place: Place): Planned {
  const options = optionsOf(form, place);
  const key = options === undefined ? undefined : JSON.stringify([form.source, options, place.export]);
  const [state, setState] = useState<{ key?: string; said?: Said<PlanAnswer> }>({});
  const asked = useRef<string>();
  useEffect(() => {
    asked.current = key;
    if (key === undefined) {
      setState({});
      return undefined;
    }
    let timer = 0;
    const ask = () => run<PlanAnswer>('plan', [form.source.name], options!, place.export).then(said => {
      if (asked.current !== key) return;
      setState({ key, said: inWords(said) });
      // The cluster was not there to be asked.
      if (said.exitCode >= 3) timer = window.setTimeout(ask, AGAIN);
    }, (e: Error) => {
      if (!(e instanceof Lost)) throw e;
      if (asked.current === key) timer = window.setTimeout(ask, AGAIN);
    });
    timer = window.setTimeout(ask, state.said === undefined ? 0 : SETTLES);
    return () => window.clearTimeout(timer);
  }, [key]);
  return { said: state.said, current: key !== undefined && state.key === key };
}

/** What was said, as the page says it. The field is found by the option first, which is no word of the page. */
function inWords(said: Said<PlanAnswer>): Said<PlanAnswer> {
  const { answer } = said;
  return answer === undefined ? said : { ...said, answer: { ...answer, findings: answer.findings.map(worded) } };
}

/** What is wrong, field by field; and what is left, which is about no field. */
export function problemsOf({ said }: Planned): { at: (field: FieldName) => string[]; rest: readonly Finding[] } {
  const findings = said?.answer?.findings ?? [];
  const error = said?.error?.message;
  return {
    at: field => [
      ...findings.filter(f => f.severity === 'error' && fieldOf(f) === field).map(sentence),
      ...(error !== undefined && fieldOfError(error) === field ? [inFields(error)] : []),
    ],
    rest: findings.filter(f => f.severity !== 'error' || fieldOf(f) === undefined),
  };
}

function sentence({ message, allowed, remedy }: Finding): string {
  return `${message}${allowed === null ? '' : ` (allowed: ${allowed})`}${remedy === null ? '' : `: ${remedy}`}`;
}
