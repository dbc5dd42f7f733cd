import { readFileSync } from 'fs';
import { join } from 'path';
import { cluster } from './cluster';
import type { Space } from './space';

/** Jobs of restore runs in a namespace. */
export async function runsOf(space: Space, database?: string): Promise<any[]> {
  return space.list('batch/v1', 'Job', database === undefined ? undefined : `cdk8s-kubestash/database=${database}`);
}

/** A condition of an object, or undefined. */
export function condition(object: any, type: string): any | undefined {
  return (object.status?.conditions ?? []).find((c: any) => c.type === type);
}

/** Whether a Job has ended: `Complete`, `Failed`, or not yet. */
export function outcome(job: any): 'Complete' | 'Failed' | undefined {
  return (['Complete', 'Failed'] as const).find(type => condition(job, type)?.status === 'True');
}

/** Whether a Job is the run of a restore: the database was opened by one before. */
export function isRestore(job: any): boolean {
  return !job.metadata.labels['cdk8s-kubestash/restore'].startsWith('first');
}

/** What a container of a pod has printed so far. */
export function logOf(space: Space, pod: string, container: string): string {
  try {
    return readFileSync(join(cluster().dir, 'logs', `${space.namespace}_${pod}_${container}.log`), 'utf8');
  } catch {
    return '';
  }
}

/** Pods of Jobs in a namespace, the oldest first. */
export async function podsOfRuns(space: Space): Promise<any[]> {
  const pods = await space.list('v1', 'Pod', 'batch.kubernetes.io/job-name');
  return pods.sort((a, b) => (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1));
}

/** Everything that the run's kubectl containers logged, in order. */
export async function logsOfRuns(space: Space): Promise<string> {
  const pods = await podsOfRuns(space);
  return pods.flatMap(p => [...p.spec.initContainers ?? [], ...p.spec.containers]
    .map((c: any) => ({ name: `${p.metadata.name}/${c.name}`, text: logOf(space, p.metadata.name, c.name) })))
    .filter(l => l.text !== '')
    .map(l => `--- ${l.name}\n${l.text}`)
    .join('');
}
