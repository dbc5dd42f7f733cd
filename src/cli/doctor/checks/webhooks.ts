import { KINDS } from '../../cluster/kinds';
import { bad, DoctorCheck } from '../patient';

/** Whether somebody answers behind the admission webhooks of KubeDB and KubeStash: else everything about them is refused. */
export const webhooks: DoctorCheck = async patient => {
  const configurations = (await Promise.all([
    patient.list(KINDS.validatingWebhook, true),
    patient.list(KINDS.mutatingWebhook, true),
  ])).flat();
  const ours = configurations.flatMap(c => (c.webhooks ?? []).map((w: any) => ({ configuration: c.metadata.name, ...w })))
    .filter(w => /kubedb|kubestash|appscode/.test(`${w.name} ${w.configuration}`) && w.failurePolicy === 'Fail' && w.clientConfig?.service !== undefined);
  if (ours.length === 0) return [];
  const slices = await patient.list(KINDS.slice, true);
  if (!patient.mayRead(KINDS.slice)) return [];
  const answered = new Set(slices.filter(s => (s.endpoints ?? []).some((e: any) => e.conditions?.ready !== false))
    .map(s => `${s.metadata.namespace}/${s.metadata.labels?.['kubernetes.io/service-name']}`));
  const silent = ours.filter(w => !answered.has(`${w.clientConfig.service.namespace}/${w.clientConfig.service.name}`));
  return [...new Map(silent.map(w => [`${w.clientConfig.service.namespace}/${w.clientConfig.service.name}`, w])).entries()].map(([service, w]) => bad('webhook-without-endpoints', {
    message: 'nobody answers behind an admission webhook: objects of restores will be refused',
    value: w.configuration,
    remedy: 'see why the pods of that Service are not ready',
  }, `Service ${service}`));
};
