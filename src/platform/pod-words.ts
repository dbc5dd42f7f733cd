import { isSilent } from './pod-needs';
import { PodOptions } from './pod-options';
import { define, isPlainObject } from '../resources/merge';
import { plain, volumesWords } from '../resources/words';
import { Json } from '../values/json';

/** Where ids of users and groups stand in a security context. */
const IDS = ['runAsUser', 'runAsGroup', 'fsGroup', 'supplementalGroups'];

/** The pod of a Job as KubeStash is told (upstream: `ofst.PodTemplateSpec`); undefined where there is nothing to tell. */
export function jobTemplateWords(options: PodOptions): Json | undefined {
  if (isSilent(options)) return undefined;
  const { labels, annotations, serviceAccountAnnotations, arbitraryUserIds, env, spec, volumes, ...rest } = options;
  return nonEmpty({
    metadata: nonEmpty(plain({ labels, annotations })),
    spec: nonEmpty(plain({ ...rest, volumes: volumesWords(volumes), env: env && variables(env), ...spec })),
  });
}

/** The pod as Kubernetes is told (`PodSpec`), without what is its containers' business. */
export function podWords(options: PodOptions): Json {
  const {
    labels, annotations, serviceAccountAnnotations, arbitraryUserIds, env, resources, containerSecurityContext, volumeMounts, volumes, spec, ...rest
  } = options;
  return plain({ ...rest, volumes: volumesWords(volumes), ...spec });
}

/** Pods as operators are told in `runtimeSettings`; undefined where there is nothing to tell. */
export function runtimeSettingsWords(options: PodOptions): Json | undefined {
  if (isSilent(options)) return undefined;
  const { labels, annotations, arbitraryUserIds, env, spec, volumes, volumeMounts, resources, containerSecurityContext, ...rest } = options;
  return nonEmpty({
    pod: nonEmpty(plain({ ...rest, podLabels: labels, podAnnotations: annotations })),
    container: nonEmpty(plain({ resources, securityContext: containerSecurityContext, env: env && variables(env) })),
  });
}

/** A copy in which the cluster is left to hand out ids, if it does that itself. */
export function withoutIds<T>(value: T, arbitrary: boolean | undefined): T {
  if (!arbitrary) return value;
  if (Array.isArray(value)) return value.map(v => withoutIds(v, arbitrary)) as T;
  if (!isPlainObject(value)) return value;
  const copy: Json = {};
  for (const [key, v] of Object.entries(value)) if (!IDS.includes(key)) define(copy, key, withoutIds(v, arbitrary));
  return copy as T;
}

/** Variables of a container that arrive as they were written. */
export function variables(values: { readonly [name: string]: string | undefined } = {}): Json[] {
  return Object.entries(values).filter((e): e is [string, string] => e[1] !== undefined).map(([name, value]) => ({ name, value: asWritten(value) }));
}

/**
 * A text that arrives in a pod as it was written: the kubelet makes `$` of `$$`, and replaces `$(NAME)`, in commands, arguments and
 * the values of variables.
 */
export function asWritten(text: string): string {
  return text.replace(/\$/g, '$$$$');
}

/** What is said; undefined if that is nothing. */
function nonEmpty(words: Json): Json | undefined {
  const said = Object.entries(words).filter(([, value]) => value !== undefined);
  return said.length === 0 ? undefined : Object.fromEntries(said);
}
