import { DoctorCheck, doubtful } from '../patient';

/** What a person on call needs (roles.ts). */
const NEEDED: readonly (readonly [string, string, string])[] = [
  ['patch', 'leases.coordination.k8s.io', 'halt, resume and rollback'],
  ['watch', 'leases.coordination.k8s.io', 'halt, resume and rollback'],
  ['patch', 'services', 'halt, resume and rollback'],
  ['watch', 'services', 'halt, resume and rollback'],
  ['watch', 'endpointslices.discovery.k8s.io', 'halt, resume and rollback'],
  ['watch', 'restoresessions.core.kubestash.com', 'resume and rollback'],
  ['list', 'snapshots.storage.kubestash.com', 'snapshots and plan'],
  ['list', 'repositories.storage.kubestash.com', 'snapshots and plan'],
  ['create', 'jobs.batch', 'restore --apply'],
  ['create', 'roles.rbac.authorization.k8s.io', 'restore --apply'],
  ['create', 'configmaps', 'restore --apply'],
];

/** Whether whoever asks may do what the commands do. */
export const permissions: DoctorCheck = async ({ kubectl, namespace }) => {
  const at = `--namespace=${namespace ?? await kubectl.namespace()}`;
  const answers = await Promise.all(NEEDED.map(([verb, resource]) => kubectl.run(['auth', 'can-i', verb, resource, at])));
  return NEEDED.filter((_, i) => answers[i].stdout.trim().startsWith('no')).map(([verb, resource, commands]) => doubtful('permission-missing', {
    message: `you may not ${verb} ${resource} there: ${commands} will be refused`,
    remedy: 'ask for what cdk8s-kubestash help roles prints',
  }));
};
