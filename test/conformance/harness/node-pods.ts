import { Manifest } from './objects';

/** Port that the sidecars of these pods listen on, each at the address of its own pod. */
const PORT = 8090;

/** A program for a stock Node image: it is ready a second after it began, and ends with 3 on SIGTERM. */
const AGENT = `
const { createServer } = require('http');
const { writeFileSync } = require('fs');
const ready = Date.now() + 1000;
createServer((_, answer) => answer.writeHead(Date.now() < ready ? 503 : 200).end()).listen(${PORT}, process.env.POD_IP);
process.on('SIGTERM', () => {
  writeFileSync('/dev/termination-log', process.argv[2] + ' until SIGTERM');
  process.exit(3);
});
`;

export function agentProgram(namespace: string): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'agent', namespace }, data: { 'agent.js': AGENT } };
}

/** A pod of the shape that a run has: a sidecar, a gate that ends with an exit code, and a main container. */
export interface NodePod {
  readonly sidecarImage?: string;
  readonly gateExitCode?: number;
  readonly command?: readonly string[];
}

/** A Job of such a pod, which fails at once when the gate says 42. */
export function nodeJob(namespace: string, name: string, pod: NodePod): Manifest {
  const node = 'docker.io/library/node:24-slim';
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace },
    spec: {
      backoffLimit: 1,
      podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { containerName: 'gate', operator: 'In', values: [42] } }] },
      template: {
        spec: {
          restartPolicy: 'Never',
          terminationGracePeriodSeconds: 5,
          securityContext: { runAsNonRoot: true, runAsUser: 65532 },
          initContainers: [
            {
              name: 'agent',
              image: pod.sidecarImage ?? 'gcr.io/distroless/nodejs24-debian12',
              restartPolicy: 'Always',
              args: ['/restore/agent.js', 'run'],
              env: [{ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
              securityContext: { readOnlyRootFilesystem: true },
              startupProbe: { httpGet: { path: '/', port: PORT }, periodSeconds: 1, failureThreshold: 60 },
              readinessProbe: { exec: { command: ['node', '-e', ''] }, periodSeconds: 1, timeoutSeconds: 30 },
              volumeMounts: [{ name: 'restore', mountPath: '/restore' }],
            },
            { name: 'gate', image: node, args: ['-e', `process.exit(${pod.gateExitCode ?? 0})`] },
          ],
          containers: [{ name: 'main', image: node, command: pod.command ?? ['node', '-e', ''] }],
          volumes: [{ name: 'restore', configMap: { name: 'agent' } }],
        },
      },
    },
  };
}
