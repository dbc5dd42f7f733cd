import { Check } from './check';
import { RunIncarnation, RunRequest } from './run-request';
import { FILES } from './settings';
import { runAsUserOf } from '../engines/common';
import { Json } from '../engines/facts';
import { isOpen } from '../engines/spec';

/** Image of the containers that talk to Kubernetes, when the user names no other. */
export const KUBECTL_IMAGE = 'ghcr.io/appscode/kubectl-nonroot:1.34';

/** Where containers without a token find what `run.sh` has written down. */
const STATE = '/run-state';

/** A check as a container. */
interface NamedCheck {
  readonly name: string;
  readonly seconds: number;
  readonly container: Json;
}

/** The pipeline of a run: init containers one after the other, and the main container. */
export function pipeline(r: RunRequest, settings: string): { readonly init: Json[]; readonly main: Json } {
  const kubectl = (name: string, ...args: string[]): Json => kubectlContainer(r, settings, name, args);
  const restores = r.process !== 'open';
  const checks = restores ? checksOf(r) : [];
  return {
    init: [
      kubectl('halt', 'halt'),
      ...(restores && r.previous !== undefined && r.facts.shell.endsSessions
        ? [clientContainer(r, 'disconnect', 'disconnect', r.previous, 300, members(r, r.previous))] : []),
      ...(restores ? [kubectl('restore', 'restore')] : []),
      ...checks.flatMap(c => [kubectl(`before-${c.name}`, 'before-check', c.name, String(c.seconds)), c.container]),
    ],
    main: kubectl('resume', 'resume'),
  };
}

/** The built-in check that one can connect, then the user's. */
function checksOf(r: RunRequest): NamedCheck[] {
  const connect = 300;
  return [
    { name: 'connect', seconds: connect, container: clientContainer(r, 'check-connect', 'ping', r.target, connect) },
    ...r.resume._checks.map((check, i) => {
      const name = checkName(check, i);
      const seconds = check._options.timeout?.toSeconds() ?? 300;
      return { name, seconds, container: checkContainer(r, check, `check-${name}`, seconds) };
    }),
  ];
}

/** Name of a check: the user's, or its place in the list. */
export function checkName(check: Check, index: number): string {
  return check._options.name ?? String(index + 1);
}

function checkContainer(r: RunRequest, check: Check, name: string, seconds: number): Json {
  if (check._command === undefined) {
    return clientContainer(r, name, 'query', r.target, seconds, [{ name: 'STATEMENT', value: check._statement }]);
  }
  const own = Object.entries(check._command.env ?? {}).map(([k, value]) => ({ name: k, value }));
  return {
    name,
    image: check._command.image,
    command: check._command.command,
    env: [...connection(r, r.target, seconds), ...own],
    resources: RESOURCES,
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  };
}

function kubectlContainer(r: RunRequest, settings: string, name: string, args: string[]): Json {
  return {
    name,
    image: r.options.kubectlImage ?? KUBECTL_IMAGE,
    command: ['sh', `${FILES}/run.sh`, ...args],
    envFrom: [{ configMapRef: { name: settings } }],
    env: [
      { name: 'RUN', valueFrom: { fieldRef: { fieldPath: "metadata.labels['batch.kubernetes.io/job-name']" } } },
      { name: 'POD_UID', valueFrom: { fieldRef: { fieldPath: 'metadata.uid' } } },
    ],
    volumeMounts: [
      { name: 'files', mountPath: FILES, readOnly: true },
      { name: 'token', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true },
      { name: 'state', mountPath: '/tmp' },
    ],
    resources: RESOURCES,
    securityContext: { ...HARDENED, runAsNonRoot: true, runAsUser: 65534 },
  };
}

function clientContainer(r: RunRequest, name: string, command: string, at: RunIncarnation, seconds: number, env: Json[] = []): Json {
  const user = r.version === undefined ? r.facts.shell.runAsUser : runAsUserOf(r.facts, r.version);
  return {
    name,
    image: clientImage(r),
    command: ['sh', `${FILES}/${r.facts.shell.script}`, command],
    env: [...connection(r, at, seconds), { name: 'OVER', value: `${STATE}/restore/over` }, ...env],
    volumeMounts: [
      { name: 'files', mountPath: FILES, readOnly: true },
      // Whether the run has found that there is nothing to do: a finished one that is made anew must not end sessions.
      { name: 'state', mountPath: STATE, readOnly: true },
      { name: 'client', mountPath: '/tmp' },
    ],
    resources: CLIENT_RESOURCES,
    securityContext: user === undefined ? HARDENED : { ...HARDENED, runAsNonRoot: true, runAsUser: user },
  };
}

/** The image that holds the engine's client: the user's, or the one of the database's Version. */
export function clientImage(r: Pick<RunRequest, 'facts' | 'version' | 'options'>): string | undefined {
  return r.options.clientImage ?? (r.version === undefined ? undefined : r.facts.shell.images[r.version]);
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
  const certificate = r.spec.tls === undefined ? undefined : r.facts.clientCertificate?.(at.name);
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

/** Measured: kubectl takes up to 79 MiB beside the script (docs/performance.md). */
const RESOURCES = { requests: { cpu: '10m', memory: '96Mi' }, limits: { memory: '256Mi' } };

/** Some clients are programs of a virtual machine. */
const CLIENT_RESOURCES = { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '512Mi' } };

const HARDENED = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } };
