import { Yaml } from 'cdk8s';
import { accountIn, built, documents, ensure, installKinds, versionOf } from './install';
import { freePort, Program } from './program';
import { Repository } from './repository';
import { Application, Look, Tool, Ways } from './tool';
import { eventually } from '../../harness/eventually';
import { Manifest, Named } from '../../harness/objects';
import { admin, Space } from '../../harness/space';
import { argoHealth } from '../mutants/mutate';

const HOME = 'argocd';
const SERVER = 'https://kubernetes.default.svc';

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
    for (const object of installation()) await ensure(object);
    const [cache, repo, ...metrics] = await Promise.all([1, 2, 3, 4].map(freePort));
    const env = {
      ARGOCD_FAKE_IN_CLUSTER: 'true',
      ARGOCD_GPG_ENABLED: 'false',
      PATH: `${built('argo', 'bin')}:${process.env.PATH}`,
      REDIS_SERVER: `127.0.0.1:${cache}`,
      GOMAXPROCS: '2',
    };
    const common = ['--namespace', HOME, '--redis', `127.0.0.1:${cache}`, '--loglevel', 'info'];
    this.beside = [
      new Program('argocd-cache', built('argo', 'controller'), ['cache', `127.0.0.1:${cache}`], env),
      new Program('argocd-repo-server', built('argo', 'controller'), [
        'repo-server', ...common, '--address', '127.0.0.1', '--port', String(repo), '--metrics-address', '127.0.0.1', '--metrics-port', String(metrics[0]),
        '--disable-tls', '--client-ca-path=',
      ], env),
    ];
    this.controller = new Program('argocd-application-controller', built('argo', 'controller'), [
      'application-controller', ...common, '--repo-server', `127.0.0.1:${repo}`, '--repo-server-plaintext', '--metrics-port', String(metrics[1]),
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
    return new ArgoApplication(space.namespace, `${space.namespace}-${name}`, options);
  }
}

class ArgoApplication implements Application {
  private readonly repository = new Repository();
  private revision = '';

  constructor(private readonly namespace: string, private readonly name: string, private readonly options: Ways['options'] = {}) {}

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

  public async rest(): Promise<void> {
    if (await admin().find(this.named) !== undefined) await admin().patch(this.named, { spec: { syncPolicy: { automated: null } } });
  }

  public async remove(): Promise<void> {
    await admin().patch(this.named, { metadata: { finalizers: ['resources-finalizer.argocd.argoproj.io'] } });
    await admin().remove(this.named);
    await eventually('the Application to be gone', async () => await admin().find(this.named) === undefined);
  }

  private get named(): Named {
    return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', name: this.name, namespace: HOME };
  }

  private manifest(): Manifest {
    const { syncOptions = SYNC_OPTIONS, annotations = {} } = this.options as { syncOptions?: string[]; annotations?: Record<string, string> };
    return {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: this.name, namespace: HOME, annotations },
      spec: {
        project: 'default',
        source: { repoURL: this.repository.url, path: '.', targetRevision: 'main' },
        destination: { server: SERVER, namespace: this.namespace },
        syncPolicy: {
          automated: { prune: true, selfHeal: true },
          syncOptions,
          retry: { limit: 100, backoff: { duration: '3s', factor: 1, maxDuration: '3s' } },
        },
      },
    };
  }
}

/** What docs/gitops.md has people write into an Application. */
export const SYNC_OPTIONS = ['ServerSideApply=true', 'PrunePropagationPolicy=background'];

/** What an installation consists of beside its programs. What it applies, it applies as an account of the namespace. */
function installation(): Manifest[] {
  const own = (kind: string, name: string, rest: Record<string, unknown>): Manifest => ({
    apiVersion: 'v1', kind, metadata: { name, namespace: HOME, labels: { 'app.kubernetes.io/part-of': 'argocd' } }, ...rest,
  });
  return [
    own('ConfigMap', 'argocd-cm', { data: { 'application.sync.impersonation.enabled': 'true', ...argoHealth() } }),
    ...['argocd-rbac-cm', 'argocd-ssh-known-hosts-cm', 'argocd-tls-certs-cm', 'argocd-gpg-keys-cm'].map(name => own('ConfigMap', name, { data: {} })),
    own('Secret', 'argocd-secret', { stringData: { 'server.secretkey': 'nobody asks the API server' } }),
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'default', namespace: HOME },
      spec: {
        sourceRepos: ['*'],
        destinations: [{ server: '*', namespace: '*' }],
        destinationServiceAccounts: [{ server: SERVER, namespace: '*', defaultServiceAccount: 'gitops' }],
      },
    },
  ];
}
