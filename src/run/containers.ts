import { Check } from './check';
import { checkCommand, checkEnv } from './check-container';
import { CHECK_SECONDS, checksOf, endsSessions } from './intent';
import { RunIncarnation, RunRequest } from './run-request';
import { runAsUserOf } from '../engines/common';
import { isOpen } from '../engines/spec';
import { clientCertificate } from '../engines/tls';
import { AgentImage } from '../platform/agent-image';
import { mirrored } from '../platform/images';
import { over } from '../platform/pod-needs';
import { ContainerOptions } from '../platform/pod-options';
import { variables, withoutIds } from '../platform/pod-words';
import { GATE } from '../protocol/gates';
import { checkContainerOf } from '../protocol/names';
import { mergeSpec } from '../resources/merge';
import { plain } from '../resources/words';
import { Json } from '../values/json';

/** Where the files of a run are mounted: the program, the client scripts, the settings. */
export const FILES = '/restore';

/** Where the containers of a run meet. */
const GATES = '/gates';

/**
 * The containers of a run. One agent holds the record from the halt to the opening; the others go one after the other, and wait at
 * gates until the agent lets them go on. Only the agent has a token.
 */
export function pipeline(r: RunRequest): { readonly init: Json[]; readonly main: Json } {
  const checks = r.process === 'open' ? [] : checksOf(r);
  return {
    init: [
      agent(r),
      ...(endsSessions(r) ? [
        gate(r, GATE.halt),
        clientContainer(r, 'disconnect', 'disconnect', r.previous!, CHECK_SECONDS, members(r, r.previous!)),
      ] : []),
      ...checks.flatMap(({ name, seconds, check }, i) => [
        gate(r, i === 0 ? GATE.restore : GATE.before(name)),
        check === undefined ? clientContainer(r, checkContainerOf(name), 'ping', r.target, seconds) : checkContainer(r, check, checkContainerOf(name), seconds),
      ]),
    ],
    main: gate(r, GATE.resume),
  };
}

/** The containers whose every failure is a verdict, by name. */
export function judging(r: RunRequest): string[] {
  return [...(endsSessions(r) ? ['disconnect'] : []), ...(r.process === 'open' ? [] : checksOf(r).map(c => checkContainerOf(c.name)))];
}

/** A native sidecar: one process that holds, renews and watches for the whole life of the pod. */
function agent(r: RunRequest): Json {
  return container(r, r.pods.run, {
    ...program(r, 'agent', ['run'], AGENT_RESOURCES),
    restartPolicy: 'Always',
    env: [
      { name: 'RUN', valueFrom: { fieldRef: { fieldPath: "metadata.labels['batch.kubernetes.io/job-name']" } } },
      { name: 'POD_UID', valueFrom: { fieldRef: { fieldPath: 'metadata.uid' } } },
    ],
    volumeMounts: [
      { name: 'files', mountPath: FILES, readOnly: true },
      { name: 'gates', mountPath: GATES },
      { name: 'token', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true },
    ],
  });
}

/** Waits until the agent lets the pod go on. */
function gate(r: RunRequest, name: string): Json {
  const { _program: carried } = agentImage(r);
  return container(r, r.pods.run, {
    ...program(r, name, ['gate', name], GATE_RESOURCES),
    volumeMounts: [...(carried === undefined ? [{ name: 'files', mountPath: FILES, readOnly: true }] : []), { name: 'gates', mountPath: GATES }],
  });
}

function program(r: RunRequest, name: string, args: string[], resources: Json): Json {
  const executor = agentImage(r);
  return {
    name,
    image: executor._from(r.options.registry),
    // The entrypoint of every Node image takes a program and its arguments.
    args: [executor._program ?? `${FILES}/agent.js`, ...args],
    resources,
    securityContext: HARDENED,
  };
}

function agentImage({ options }: RunRequest): AgentImage {
  return options.agent ?? AgentImage.node();
}

function checkContainer(r: RunRequest, check: Check, name: string, seconds: number): Json {
  if (check._command === undefined) {
    return clientContainer(r, name, 'query', r.target, seconds, checkEnv(check, r.facts));
  }
  const { command, env } = checkCommand(check, FILES);
  return container(r, over(r.pods.checks, check._command), {
    name,
    image: check._command.image,
    command,
    env: [...connection(r, r.target, seconds), ...env],
    ...(check._options.expect === undefined ? {} : { volumeMounts: [{ name: 'files', mountPath: FILES, readOnly: true }] }),
    resources: RESOURCES,
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  });
}

function clientContainer(r: RunRequest, name: string, command: string, at: RunIncarnation, seconds: number, env: Json[] = []): Json {
  const user = r.version === undefined ? r.facts.shell.runAsUser : runAsUserOf(r.facts, r.version);
  return container(r, r.pods.checks, {
    name,
    image: clientImage(r),
    command: ['sh', `${FILES}/${r.facts.shell.script}`, command],
    env: [...connection(r, at, seconds), { name: 'OVER', value: `${GATES}/over` }, ...env],
    volumeMounts: [
      { name: 'files', mountPath: FILES, readOnly: true },
      // Whether the run has found that there is nothing to do: a finished one that is made anew must not end sessions.
      { name: 'gates', mountPath: GATES, readOnly: true },
      { name: 'client', mountPath: '/tmp' },
    ],
    resources: CLIENT_RESOURCES,
    securityContext: { ...HARDENED, ...(user === undefined ? {} : { runAsUser: user }) },
  });
}

/** A container with what the user says it needs. */
function container({ options }: RunRequest, needs: ContainerOptions, own: Json): Json {
  const { resources = {}, containerSecurityContext = {}, arbitraryUserIds, env, volumeMounts } = needs;
  return plain({
    ...own,
    imagePullPolicy: options.imagePullPolicy,
    resources: mergeSpec(own.resources, resources).merged,
    securityContext: mergeSpec(withoutIds(own.securityContext, arbitraryUserIds), containerSecurityContext).merged,
    ...(env === undefined ? {} : { env: [...own.env ?? [], ...variables(env)] }),
    ...(volumeMounts === undefined ? {} : { volumeMounts: [...own.volumeMounts ?? [], ...volumeMounts] }),
  });
}

/** The image that holds the engine's client: the user's, or the one of the database's Version. */
export function clientImage(r: Pick<RunRequest, 'facts' | 'version' | 'options'>): string | undefined {
  const { clientImage: chosen, registry } = r.options;
  const image = r.version === undefined ? undefined : r.facts.shell.images[r.version];
  return chosen ?? (image === undefined ? undefined : mirrored(image, registry));
}

/** Members that clients may have reached by themselves: sessions are ended on each of them. */
function members(r: RunRequest, of: RunIncarnation): Json[] {
  const hosts = r.facts.shell.members?.(of.name, r.spec) ?? [];
  return hosts.length === 0 ? [] : [{ name: 'DB_MEMBERS', value: hosts.map(h => `${h}.${r.namespace}.svc`).join(' ') }];
}

/** How a client reaches an incarnation: through its maintenance Service, with the auth Secret. */
function connection(r: RunRequest, at: RunIncarnation, seconds: number): Json[] {
  const open = isOpen(r.spec);
  const secret = (name: string, secretName: string, key: string | undefined): Json[] =>
    key === undefined ? [] : [{ name, valueFrom: { secretKeyRef: { name: secretName, key } } }];
  const certificate = clientCertificate(r.facts, r.spec, at.name);
  return [
    { name: 'DB_HOST', value: `${at.maintenance}.${r.namespace}.svc` },
    { name: 'DB_PORT', value: String(r.facts.client.ports(r.spec)[0].port) },
    ...(open ? [] : [
      ...secret('DB_USERNAME', r.authSecret, r.facts.shell.usernameKey),
      ...secret('DB_PASSWORD', r.authSecret, r.facts.shell.passwordKey),
    ]),
    ...(certificate === undefined ? [] : [
      { name: 'DB_TLS', value: 'true' },
      ...secret('DB_CA_PEM', certificate, 'ca.crt'),
      ...secret('DB_CERT_PEM', certificate, 'tls.crt'),
      ...secret('DB_KEY_PEM', certificate, 'tls.key'),
    ]),
    { name: 'TIMEOUT', value: String(seconds) },
  ];
}

/** Measured: the agent takes some 50 MiB (docs/performance.md). */
const AGENT_RESOURCES = { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '128Mi' } };
const GATE_RESOURCES = { requests: { cpu: '10m', memory: '48Mi' }, limits: { memory: '96Mi' } };

/** A command of the user's own image. */
const RESOURCES = { requests: { cpu: '10m', memory: '96Mi' }, limits: { memory: '256Mi' } };

/** Some clients are programs of a virtual machine. */
const CLIENT_RESOURCES = { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '512Mi' } };

/** The user of the pod: of all containers whose image has none of its own that matters. */
export const NOBODY = { runAsNonRoot: true, runAsUser: 65534 };

const HARDENED = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } };
