import { KINDS } from '../../cluster/kinds';
import { bad, DoctorCheck, doubtful } from '../patient';

const OPERATORS: readonly (readonly [string, RegExp])[] = [
  ['KubeDB', /kubedb.*(provisioner|operator)|provisioner.*kubedb/],
  ['KubeStash', /kubestash.*operator|kubestash$/],
];

/** Whether the operators run. */
export const operators: DoctorCheck = async patient => {
  const deployments = await patient.list(KINDS.deployment, true);
  if (!patient.mayRead(KINDS.deployment)) return [];
  return OPERATORS.flatMap(([product, pattern]) => {
    const found = deployments.filter(d => pattern.test(d.metadata.name));
    if (found.length === 0) {
      return [doubtful('operator-not-found', { message: `no Deployment looks like the operator of ${product}`, remedy: 'install it, or see that it runs under another name' })];
    }
    return found.filter(d => (d.status?.availableReplicas ?? 0) === 0).map(d => bad('operator-not-running', {
      message: `the operator of ${product} has no pod that is available: restores would wait for it`,
      remedy: `kubectl describe deployment -n ${d.metadata.namespace} ${d.metadata.name}`,
    }, `Deployment ${d.metadata.namespace}/${d.metadata.name}`));
  });
};
