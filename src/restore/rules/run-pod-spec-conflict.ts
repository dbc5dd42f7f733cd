import { RestoreSubject } from './subject';
import { rule } from '../../findings/finding';

/** Parts of the pod that make a run what it is. */
const OWN = ['serviceAccountName', 'automountServiceAccountToken', 'restartPolicy', 'initContainers', 'containers'];

/** The pod of a run can be given more, but not another identity or other containers. */
export const runPodSpecConflict = rule<RestoreSubject>('run-pod-spec-conflict', ({ state }) =>
  Object.keys(state.run.podSpec ?? {}).filter(key => OWN.includes(key)).map(key => ({
    message: 'the run sets this part of its pod itself',
    value: `run.podSpec.${key}`,
    allowed: 'nodeSelector, tolerations, affinity, priorityClassName, volumes and the like',
    remedy: 'images have properties of their own: agent, clientImage',
  })), 'run');
