import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Yaml } from 'cdk8s';
import { documented } from './documented';
import { accountIn, built, documents, ensure, installKinds, put, versionOf } from './install';
import { freePort, Program } from './program';
import { Repository } from './repository';
import { Application, Look, Tool, Ways } from './tool';
import { eventually } from '../../harness/eventually';
import { program as ran } from '../../harness/kubectl';
import { Manifest, Named } from '../../harness/objects';
import { admin, Space } from '../../harness/space';
import { argoHealth } from '../mutants/mutate';

const HOME = 'argocd';

/** Argo CD's application-controller and repo-server. Nobody asks its API server, which is for people. */
export class Argo implements Tool {
  public readonly name = 'argo';
  public readonly tellsWaiting = true;
  private beside: Program[] = [];
  private controller?: Program;

  public get version(): string {
    return `Argo CD ${versionOf('argo')}`;
  }

  public async start(): Promise<void> {
    await installKinds(documents(built('argo', 'crds.yaml')));
    await ensure({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: HOME } });
    for (const object of installation()) await put(object);
    // Those of an earlier run on the same cluster.
    const earlier = await eventually('Applications to be served', () => admin().list('argoproj.io/v1alpha1', 'Application', HOME));
    for (const { metadata } of earlier) await admin().remove(application(metadata.name));
    const [cache, repo, ...metrics] = await Promise.all([1, 2, 3, 4].map(freePort));
    const env = {
      ARGOCD_FAKE_IN_CLUSTER: 'true',
      ARGOCD_GPG_ENABLED: 'false',
      PATH: `${built('argo', 'bin')}:${process.env.PATH}`,
      REDIS_SERVER: `127.0.0.1:${cache}`,
      GOMAXPROCS: '2',
    };
    const common = ['--redis', `127.0.0.1:${cache}`, '--loglevel', 'info'];
    this.beside = [
      new Program('argocd-cache', built('argo', 'controller'), ['cache', `127.0.0.1:${cache}`], env),
      new Program('argocd-repo-server', built('argo', 'controller'), [
        'repo-server', ...common, '--address', '127.0.0.1', '--port', String(repo), '--metrics-address', '127.0.0.1', '--metrics-port', String(metrics[0]),
        '--disable-tls', '--client-ca-path=',
      ], env),
    ];
    this.controller = new Program('argocd-application-controller', built('argo', 'controller'), [
      'application-controller', ...common, '--namespace', HOME, '--repo-server', `127.0.0.1:${repo}`, '--repo-server-plaintext', '--metrics-port', String(metrics[1]),
      // As often as Flux looks, or nearly so.
      '--app-resync', '15', '--self-heal-timeout-seconds', '3', '--self-heal-backoff-timeout-seconds', '3', '--self-heal-backoff-cap-seconds', '3',
    ], env);
    for (const program of [...this.beside, this.controller]) program.start();
  }

  public async stop(): Promise<void> {
    for (const program of [this.controller, ...this.beside]) await program?.stop();
  }

  public async restart(): Promise<void> {
    await this.controller!.stop();
    this.controller!.start();
  }

  public async application(space: Space, { options = {}, name = 'shop' }: Ways = {}): Promise<Application> {
    await accountIn(space);
    return new ArgoApplication(space.namespace, `${space.namespace}-${name}`, options as ArgoOptions);
  }
}

class ArgoApplication implements Application {
  private readonly repository = new Repository();
  private revision = '';

  constructor(private readonly namespace: string, private readonly name: string, private readonly options: ArgoOptions = {}) {}

  public async commit(objects: readonly Manifest[]): Promise<void> {
    this.revision = this.repository.commit(Yaml.stringify(...objects));
    if (await admin().find(this.named) === undefined) await admin().create(this.manifest());
    else await admin().patch(this.named, { metadata: { annotations: { 'argocd.argoproj.io/refresh': 'normal' } } });
  }

  public async look(): Promise<Look> {
    const { status = {} } = await admin().get(this.named);
    const operation = status.operationState;
    const says = `${status.sync?.status} ${status.health?.status}, last sync ${operation?.phase}: ${operation?.message ?? ''} ${JSON.stringify(status.conditions ?? [])}`;
    if (status.sync?.revision !== this.revision) return { colour: 'working', says: `the commit is not seen yet; ${says}` };
    const synced = operation?.syncResult?.revision === this.revision;
    if (!synced) return { colour: 'working', says: `the commit is not applied yet; ${says}` };
    if (['Failed', 'Error'].includes(operation.phase) || status.health?.status === 'Degraded') return { colour: 'red', says };
    if (operation.phase !== 'Succeeded') return { colour: 'working', says };
    if (status.health?.status === 'Suspended') return { colour: 'waiting', says };
    return { colour: status.health?.status === 'Healthy' && status.sync.status === 'Synced' ? 'green' : 'working', says };
  }

  public async alter(syncPolicy: Readonly<Record<string, unknown>>): Promise<void> {
    await admin().patch(this.named, { spec: { syncPolicy } });
    // As `argocd app terminate-op` does: a sync that goes on does so with the options that it began with.
    const { status } = await admin().get(this.named);
    if (status.operationState?.phase === 'Running') await admin().patch(this.named, { status: { operationState: { phase: 'Terminating' } } });
  }

  public async rest(): Promise<void> {
    if (await admin().find(this.named) !== undefined) await admin().patch(this.named, { spec: { syncPolicy: { automated: null } } });
  }

  public async remove(): Promise<void> {
    await admin().patch(this.named, { metadata: { finalizers: ['resources-finalizer.argocd.argoproj.io'] } });
    await admin().remove(this.named);
    await eventually('the Application to be gone', async () => await admin().find(this.named) === undefined);
  }

  private get named(): Named {
    return application(this.name);
  }

  /** The Application of docs/gitops.md, with its own repository and namespace, and seconds instead of minutes. */
  private manifest(): Manifest {
    const { apiVersion, kind, metadata, spec } = documented('Application', 'shop');
    const { syncOptions = spec.syncPolicy.syncOptions, annotations = metadata.annotations } = this.options;
    return {
      apiVersion,
      kind,
      metadata: { ...metadata, name: this.name, annotations },
      spec: {
        ...spec,
        source: { ...spec.source, repoURL: this.repository.url, path: '.' },
        destination: { ...spec.destination, namespace: this.namespace },
        syncPolicy: {
          ...spec.syncPolicy,
          syncOptions,
          retry: { ...spec.syncPolicy.retry, limit: 100, backoff: { duration: '3s', factor: 1, maxDuration: '3s' } },
        },
      },
    };
  }
}

/** What a trigger of `argocd-notifications-cm`, as docs/gitops.md has it, says about an application. */
export async function notified(space: Space, trigger: string): Promise<{ triggered: boolean; oncePer: string; message: string }[]> {
  const dir = mkdtempSync(join(tmpdir(), 'conformance-notify-'));
  const [settings, app] = ['settings.json', 'application.json'].map(file => join(dir, file));
  writeFileSync(settings, JSON.stringify(documented('ConfigMap', 'argocd-notifications-cm')));
  writeFileSync(app, JSON.stringify(await admin().get(application(`${space.namespace}-shop`))));
  const { code, stdout, stderr } = await ran(built('argo', 'controller'), ['notify', settings, app, trigger]);
  rmSync(dir, { recursive: true });
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function application(name: string): Named {
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', name, namespace: HOME };
}

/** What of an Application differs from the page. */
export interface ArgoOptions {
  readonly syncOptions?: readonly string[];
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What an installation consists of beside its programs. What it applies, it applies as an account of the namespace. */
function installation(): Manifest[] {
  const own = (kind: string, name: string, rest: Record<string, unknown>): Manifest => ({
    apiVersion: 'v1', kind, metadata: { name, namespace: HOME, labels: { 'app.kubernetes.io/part-of': 'argocd' } }, ...rest,
  });
  return [
    own('ConfigMap', 'argocd-cm', { data: { ...documented('ConfigMap', 'argocd-cm').data, ...argoHealth() } }),
    ...['argocd-rbac-cm', 'argocd-ssh-known-hosts-cm', 'argocd-tls-certs-cm', 'argocd-gpg-keys-cm'].map(name => own('ConfigMap', name, { data: {} })),
    own('Secret', 'argocd-secret', { stringData: { 'server.secretkey': 'nobody asks the API server' } }),
    project(),
  ];
}

/** The AppProject of docs/gitops.md, for all namespaces and repositories. */
function project(): Manifest {
  const { apiVersion, kind, metadata, spec } = documented('AppProject', 'databases');
  const everywhere = <T extends object>(list: readonly T[]): T[] => list.map(entry => ({ ...entry, namespace: '*' }));
  return {
    apiVersion,
    kind,
    metadata,
    spec: {
      ...spec,
      sourceRepos: ['*'],
      destinations: everywhere(spec.destinations),
      destinationServiceAccounts: everywhere(spec.destinationServiceAccounts),
    },
  };
}
