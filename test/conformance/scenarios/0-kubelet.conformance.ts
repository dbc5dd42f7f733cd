import { control } from '../harness/control';
import { eventually } from '../harness/eventually';
import { condition, outcome } from '../harness/jobs';
import { agentProgram, NodePod, nodeJob } from '../harness/node-pods';
import { inNamespace, Space } from '../harness/space';

// What the other scenarios take for granted: the cluster's kubelet plays pods with sidecars of a Node image as a real one does.

const BROKEN = 'registry.example/broken/node';

/** A main container that is there long enough to be looked at. */
const BUSY = ['node', '-e', 'setTimeout(() => undefined, 4000)'];

test('0. Kubelet: sidecars, probes, images and failure policies are those of a real one', async () => {
  await control('POST', '/images', { prefix: BROKEN, pullFails: true });
  await inNamespace('kubelet', async space => {
    await space.admin.create(agentProgram(space.namespace));
    await Promise.all([completes(space, 'one'), completes(space, 'two'), restarts(space), refused(space), withoutShell(space), withoutImage(space)]);
  });
});

/** Two of these run at a time, and both listen on the same port. */
async function completes(space: Space, name: string): Promise<void> {
  await run(space, name, { command: BUSY });
  await ready(space, name);
  const { job, pods: [pod] } = await ended(space, name);
  expect(outcome(job)).toBe('Complete');
  const [agent, gate] = pod.status.initContainerStatuses;
  const [main] = pod.status.containerStatuses;
  expect(agent.state.terminated).toMatchObject({ exitCode: 3, reason: 'Error', message: 'run until SIGTERM' });
  expect(gate).toMatchObject({ ready: true, started: false, restartCount: 0, state: { terminated: { exitCode: 0, reason: 'Completed' } } });
  expect(main.state.terminated.exitCode).toBe(0);
  // The gate waits for the startup probe, and the sidecar for the main container.
  expect(at(gate, 'startedAt') - at(agent, 'startedAt')).toBeGreaterThanOrEqual(1000);
  expect(at(agent, 'finishedAt')).toBeGreaterThanOrEqual(at(main, 'finishedAt'));
  expect(condition(pod, 'Initialized')).toMatchObject({ status: 'True', reason: 'PodCompleted' });
  expect(condition(pod, 'Ready')).toMatchObject({ status: 'False', reason: 'PodCompleted' });
}

/** A sidecar that dies is started again beside the main container, which notices nothing. */
async function restarts(space: Space): Promise<void> {
  await run(space, 'restarts', { command: BUSY });
  const pod = await ready(space, 'restarts');
  await control('POST', '/pods/kill', { namespace: space.namespace, name: pod.metadata.name, container: 'agent' });
  const { job, pods } = await ended(space, 'restarts');
  expect(outcome(job)).toBe('Complete');
  expect(pods).toHaveLength(1);
  expect(pods[0].status.containerStatuses[0].restartCount).toBe(0);
  expect(pods[0].status.initContainerStatuses[0]).toMatchObject({
    restartCount: 1, lastState: { terminated: { exitCode: 137 } }, state: { terminated: { exitCode: 3 } },
  });
}

async function refused(space: Space): Promise<void> {
  await run(space, 'refused', { gateExitCode: 42 });
  const { job, pods } = await ended(space, 'refused');
  expect(condition(job, 'Failed')).toMatchObject({ reason: 'PodFailurePolicy', message: expect.stringContaining('Container gate') });
  expect(pods).toHaveLength(1);
  expect(pods[0].status.phase).toBe('Failed');
  expect(pods[0].status.initContainerStatuses[0].state.terminated.exitCode).toBe(3);
  expect(pods[0].status.containerStatuses[0].state).toEqual({ waiting: { reason: 'PodInitializing' } });
}

async function withoutShell(space: Space): Promise<void> {
  await run(space, 'shell', { command: ['sh', '-c', 'true'] });
  const { pods: [pod] } = await ended(space, 'shell');
  const { terminated } = pod.status.containerStatuses[0].state;
  expect(terminated).toMatchObject({ exitCode: 128, reason: 'StartError' });
  expect(terminated.message).toMatch(/exec: "sh": executable file not found in \$PATH/);
}

async function withoutImage(space: Space): Promise<void> {
  await run(space, 'image', { sidecarImage: `${BROKEN}:24` });
  await eventually('a pod that waits for its image', async () => {
    const [pod] = await podsOf(space, 'image');
    const waiting = pod?.status.initContainerStatuses?.[0].state.waiting;
    return waiting?.reason === 'ImagePullBackOff' && waiting.message.includes(BROKEN) && pod.status.phase === 'Pending';
  });
}

function ready(space: Space, name: string): Promise<any> {
  return eventually(`a pod of Job ${name} that is ready`, async () => {
    const [pod] = await podsOf(space, name);
    return pod !== undefined && condition(pod, 'Ready')?.status === 'True' && pod.status.initContainerStatuses[0].ready && pod;
  });
}

async function run(space: Space, name: string, pod: NodePod): Promise<void> {
  await space.admin.create(nodeJob(space.namespace, name, pod));
}

async function ended(space: Space, name: string): Promise<{ job: any; pods: any[] }> {
  const job = await eventually(`the end of Job ${name}`, async () => {
    const found = await space.get('batch/v1', 'Job', name);
    return outcome(found) !== undefined && found;
  });
  return { job, pods: await podsOf(space, name) };
}

function podsOf(space: Space, name: string): Promise<any[]> {
  return space.list('v1', 'Pod', `batch.kubernetes.io/job-name=${name}`);
}

function at(status: any, time: 'startedAt' | 'finishedAt'): number {
  return Date.parse(status.state.terminated[time]);
}
