import { AppSubject, groupsBy, nameOf, ofKind } from './subject';
import { Problem, rule } from '../../../findings/finding';
import { rightTaken } from '../../../values/agreements';
import { Json } from '../../../values/json';
import { amountOf, beyondLimit } from '../../../values/quantities';
import { listOf, twice } from '../subject';

/** Something in a container that Kubernetes would refuse; `amount` orders values of which the largest tells all. */
type Refused = Problem & { readonly container?: string; readonly amount?: number };

/** Pods of Jobs whose parts do not fit together, such as what is said of pods and what the run says itself. */
export const podRefused = rule<AppSubject>('pod-refused', subject => ofKind(subject, 'batch', 'Job').flatMap(object => {
  const refused = inPod(object.json.spec?.template?.spec ?? {});
  return groupsBy(refused, r => `${r.message} ${r.amount === undefined ? r.value : r.allowed}`).map(group => {
    const { container, amount: _, message, ...rest } = group.reduce((most, one) => ((one.amount ?? 0) > (most.amount ?? 0) ? one : most));
    const where = container === undefined ? '' : ` (${group.map(r => r.container).join(', ')})`;
    return { ...rest, message: `${nameOf(object)}: ${message}${where}`, path: object.path, property: 'pods' };
  });
}));

function inPod(pod: Json): Refused[] {
  const volumes = new Set(listOf(pod.volumes).map(v => v.name));
  const refused: Refused[] = twice(listOf(pod.volumes).map(v => v.name)).map(name => ({
    message: 'two volumes of its pod have one name', value: name, allowed: 'a name that the run does not use itself', remedy: 'call yours something else',
  }));
  for (const containers of [pod.initContainers, pod.containers]) {
    for (const container of listOf(containers)) refused.push(...inContainer(container, pod, volumes).map(r => ({ ...r, container: container.name })));
  }
  return refused;
}

function inContainer({ env, volumeMounts, resources, securityContext }: Json, pod: Json, volumes: ReadonlySet<unknown>): Refused[] {
  const refused: Refused[] = [];
  for (const variable of twice(listOf(env).map(v => v.name))) {
    refused.push({ message: 'a variable is given that is there already', value: variable, remedy: 'take another name, or leave it out' });
  }
  for (const path of twice(listOf(volumeMounts).map(m => m.mountPath))) {
    refused.push({ message: 'two volumes are mounted at one path', value: path, remedy: 'mount yours somewhere else' });
  }
  for (const { name } of listOf(volumeMounts)) {
    if (volumes.has(name)) continue;
    refused.push({ message: 'a volume is mounted that the pod does not have', value: name, allowed: [...volumes].join(', '), remedy: 'say it among volumes of the same pod' });
  }
  for (const resource of beyondLimit(resources)) {
    refused.push({
      message: `more ${resource} is asked for than its limit`,
      value: resources.requests[resource],
      amount: amountOf(resources.requests[resource]),
      allowed: `at most ${resources.limits[resource]}`,
      remedy: `say both: requests: { ${resource}: '…' }, limits: { ${resource}: '…' }`,
    });
  }
  const right = rightTaken(securityContext ?? {});
  if (right !== undefined) {
    refused.push({ message: `what ${right} is not to gain privileges`, value: false, remedy: 'say allowPrivilegeEscalation: true too, if your cluster allows it' });
  }
  const of = (key: string): unknown => securityContext?.[key] ?? pod.securityContext?.[key];
  if (of('runAsNonRoot') === true && of('runAsUser') === 0) {
    refused.push({ message: 'what must not be root is to run as root', value: 0, remedy: 'say runAsNonRoot: false too, if your cluster allows root' });
  }
  return refused;
}
