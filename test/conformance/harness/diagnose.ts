import { logsOfRuns, podsOfRuns } from './jobs';
import type { Space } from './space';

/** The state of everything in a namespace that matters to a restore, for a failed case. */
export async function diagnose(space: Space): Promise<string> {
  const lines: string[] = ['state of the namespace:'];
  for (const lease of await space.list('coordination.k8s.io/v1', 'Lease')) {
    lines.push(`  record ${lease.metadata.name}: ${JSON.stringify(lease.metadata.annotations)} ${JSON.stringify(lease.spec)}`);
  }
  for (const service of await space.list('v1', 'Service', 'cdk8s-kubestash/service')) {
    lines.push(`  Service ${service.metadata.name}: ${JSON.stringify(service.spec.selector ?? null)}`);
  }
  for (const slice of await space.list('discovery.k8s.io/v1', 'EndpointSlice')) {
    lines.push(`  EndpointSlice ${slice.metadata.name}: ${JSON.stringify((slice.endpoints ?? []).map((e: any) => e.addresses.join()))}`);
  }
  for (const session of await space.list('core.kubestash.com/v1alpha1', 'RestoreSession')) {
    lines.push(`  RestoreSession ${session.metadata.name}: ${JSON.stringify(session.status ?? null)}`);
  }
  for (const job of await space.list('batch/v1', 'Job')) lines.push(`  Job ${job.metadata.name}: ${JSON.stringify(job.status)}`);
  for (const pod of await podsOfRuns(space)) {
    const containers = [...pod.status.initContainerStatuses ?? [], ...pod.status.containerStatuses ?? []];
    lines.push(`  Pod ${pod.metadata.name}: ${pod.status.phase} ${containers.map((c: any) => `${c.name}=${JSON.stringify(c.state)}`).join(' ')}`);
  }
  for (const [apiVersion, kind] of [['kubedb.com/v1', 'Postgres'], ['storage.kubestash.com/v1alpha1', 'BackupStorage'],
    ['storage.kubestash.com/v1alpha1', 'Repository']]) {
    for (const object of await space.list(apiVersion, kind)) {
      lines.push(`  ${kind} ${object.metadata.name}: init ${JSON.stringify(object.spec.init ?? null)} ${JSON.stringify(object.status ?? null)}`);
    }
  }
  const warnings = (await space.list('v1', 'Event')).filter((e: any) => e.type === 'Warning');
  for (const event of warnings.slice(-8)) lines.push(`  Event ${event.involvedObject.name}: ${event.reason} ${event.message}`);
  return `${lines.join('\n')}\n${await logsOfRuns(space)}`;
}
