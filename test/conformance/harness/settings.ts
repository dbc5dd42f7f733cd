import { Manifest } from './objects';

/** The same objects, with other things that their runs are told to do (docs/protocol.md lists them). */
export function withIntent(objects: readonly Manifest[], changes: Record<string, unknown>): Manifest[] {
  return objects.map(o => (o.data?.['run.json'] === undefined ? o : {
    ...o, data: { 'run.json': JSON.stringify({ ...JSON.parse(o.data['run.json']), ...changes }) },
  }));
}

/** The same objects, with limits of their agents tuned. */
export function withAgentEnv(objects: readonly Manifest[], env: Record<string, string>): Manifest[] {
  const more = Object.entries(env).map(([name, value]) => ({ name, value }));
  return objects.map(o => {
    if (o.kind !== 'Job') return o;
    const job = JSON.parse(JSON.stringify(o));
    const agent = job.spec.template.spec.initContainers?.find((c: any) => c.name === 'agent');
    agent?.env.push(...more);
    return job;
  });
}
