import { AppSubject, groupsBy, nameOf } from './subject';
import { Json } from '../../../engines/facts';
import { Problem, rule } from '../../../findings/finding';
import { beyondLimit } from '../../../values/quantities';

/** Something in a container that Kubernetes would refuse. */
type Refused = Problem & { readonly container?: string };

/** Pods of Jobs whose parts do not fit together, such as what is said of pods and what the run says itself. */
export const podRefused = rule<AppSubject>('pod-refused', ({ objects }) => objects.filter(o => o.kind === 'Job').flatMap(object => {
  const pod: Json = object.json.spec?.template?.spec ?? {};
  const containers = [...listOf(pod.initContainers), ...listOf(pod.containers)];
  const refused: Refused[] = [...volumesOf(pod), ...containers.flatMap(c => inContainer(c, pod).map(r => ({ ...r, container: c.name })))];
  return groupsBy(refused, r => `${r.message} ${r.value}`).map(group => {
    const { container, message, ...rest } = group[0];
    const where = container === undefined ? '' : ` (${group.map(r => r.container).join(', ')})`;
    return { ...rest, message: `${nameOf(object)}: ${message}${where}`, path: object.path, property: 'pods' };
  });
}));

function volumesOf({ volumes }: Json): Refused[] {
  return twice(listOf(volumes).map(v => v.name)).map(name => ({
    message: 'two volumes of its pod have one name', value: name, allowed: 'a name that the run does not use itself', remedy: 'call yours something else',
  }));
}

function inContainer({ env, volumeMounts, resources, securityContext }: Json, pod: Json): Refused[] {
  const volumes = listOf(pod.volumes).map(v => v.name);
  const user = { ...pod.securityContext, ...securityContext };
  return [
    ...twice(listOf(env).map(e => e.name)).map(variable => ({
      message: 'a variable is given that is there already', value: variable, remedy: 'take another name, or leave it out',
    })),
    ...twice(listOf(volumeMounts).map(m => m.mountPath)).map(path => ({
      message: 'two volumes are mounted at one path', value: path, remedy: 'mount yours somewhere else',
    })),
    ...listOf(volumeMounts).filter(m => !volumes.includes(m.name)).map(m => ({
      message: 'a volume is mounted that the pod does not have', value: m.name, allowed: volumes.join(', '), remedy: 'say it among volumes of the same pod',
    })),
    ...beyondLimit(resources).map(resource => ({
      message: `more ${resource} is asked for than its limit`,
      value: resources.requests[resource],
      allowed: `at most ${resources.limits[resource]}`,
      remedy: `say limits: { ${resource}: '…' } too`,
    })),
    ...(user.runAsNonRoot === true && user.runAsUser === 0 ? [{
      message: 'what must not be root is to run as root', value: 0, remedy: 'say runAsNonRoot: false too, if your cluster allows root',
    }] : []),
  ];
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(v => typeof v === 'object' && v !== null) : [];
}

function twice(names: unknown[]): unknown[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) < i))];
}
