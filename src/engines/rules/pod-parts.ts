import { Json } from '../../values/json';
import { dotted, listOf, visitFields } from '../spec';

/** What somebody says in a pod template of a database, and the path to it. */
export interface Said {
  readonly value: Json;
  readonly path: string;
}

/** Containers of every `podTemplate` of a spec. */
export function containersIn(spec: Json, ...lists: readonly ('containers' | 'initContainers')[]): Said[] {
  return podsIn(spec).flatMap(({ value: pod, path }) => lists.flatMap(list => entriesOf(pod, list, path)));
}

/** Volumes of every `podTemplate` of a spec. */
export function volumesIn(spec: Json): Said[] {
  return podsIn(spec).flatMap(({ value: pod, path }) => entriesOf(pod, 'volumes', path));
}

/** The entries of a list in something that is said. */
export function entriesOf(of: Json, list: string, path: string): Said[] {
  return listOf(of[list]).map((value, i) => ({ value, path: `${path}.${list}[${i}]` }));
}

function podsIn(spec: Json): Said[] {
  const pods: Said[] = [];
  visitFields(spec, (field, value, path) => {
    if (field === 'podTemplate' && typeof value?.spec === 'object' && value.spec !== null) pods.push({ value: value.spec, path: `spec.${dotted(path)}.spec` });
    return field === 'podTemplate';
  });
  return pods;
}
