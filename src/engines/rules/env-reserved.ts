import { SpecSubject } from './subject';
import { rule } from '../../findings/finding';
import { Json } from '../facts';
import { dotted, listOf, visitFields } from '../spec';

/** A variable by which KubeDB itself tells the containers something: its webhooks refuse it. */
export const envReserved = rule<SpecSubject>('env-reserved', ({ facts, spec }) => (facts.layout.reservedEnv === undefined ? [] : variablesIn(spec))
  .filter(({ name }) => facts.layout.reservedEnv!.includes(name))
  .map(({ name, path }) => ({
    message: `${facts.kind} takes no variable of this name: KubeDB sets it itself`,
    value: name,
    remedy: 'leave it out: credentials come from authSecret, all else from the spec',
    property: path,
  })), 'spec', 'engine', 'topology');

interface Variable {
  readonly name: string;
  readonly path: string;
}

/** Variables of the containers of every `podTemplate`. */
function variablesIn(spec: Json): Variable[] {
  const variables: Variable[] = [];
  visitFields(spec, (field, value, path) => {
    if (field === 'podTemplate') variables.push(...variablesOf(value?.spec, `spec.${dotted(path)}.spec`));
    return field === 'podTemplate';
  });
  return variables;
}

function variablesOf(pod: Json | undefined, at: string): Variable[] {
  return ['containers', 'initContainers'].flatMap(list => listOf(pod?.[list]).flatMap((container, i) => (
    listOf(container.env).flatMap((variable, j) => (isInPlainText(variable) ? [] : [{ name: variable.name, path: `${at}.${list}[${i}].env[${j}]` }])))));
}

/** A password that everybody can read is told first: it has to be changed. */
function isInPlainText({ name, value }: Json): boolean {
  return /password$/i.test(name) && typeof value === 'string' && value !== '';
}
