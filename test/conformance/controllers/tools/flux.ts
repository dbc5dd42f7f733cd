import { Yaml } from 'cdk8s';
import { parse } from 'yaml';
import { Archives } from './archives';
import { documented, documentedPatch } from './documented';
import { accountIn, built, documents, installKinds, versionOf } from './install';
import { freePort, Program } from './program';
import { Application, Look, Tool, Ways } from './tool';
import { eventually } from '../../harness/eventually';
import { Manifest, Named } from '../../harness/objects';
import { admin, Space } from '../../harness/space';
import { fluxHealth } from '../mutants/mutate';

const SOURCES = ['GitRepository', 'OCIRepository', 'Bucket'];

/** Flux's kustomize-controller. What Git says reaches it as an archive, as it does from its source-controller. */
export class Flux implements Tool {
  public readonly name = 'flux';
  public readonly tellsWaiting = false;
  private readonly archives = new Archives();
  private controller?: Program;

  public get version(): string {
    return `Flux kustomize-controller ${versionOf('flux')}`;
  }

  public async start(): Promise<void> {
    await this.archives.listen();
    await installKinds([...documents(built('flux', 'crds.yaml')), ...SOURCES.map(sourceKind)]);
    this.controller = new Program('kustomize-controller', built('flux', 'controller'), [
      '--metrics-addr', '0', '--health-addr', `127.0.0.1:${await freePort()}`, '--concurrent', '16', '--requeue-dependency', '2s', '--no-remote-bases',
      ...flags(),
    ], { RUNTIME_NAMESPACE: 'default' });
    this.controller.start();
  }

  public async stop(): Promise<void> {
    await this.controller?.stop();
    this.archives.close();
  }

  public async restart(): Promise<void> {
    await this.controller!.stop();
    this.controller!.start();
  }

  public async application(space: Space, { options = {}, name = 'shop' }: Ways = {}): Promise<Application> {
    const { namespace } = space;
    const serviceAccountName = await accountIn(space);
    const { spec: said } = documented('Kustomization', 'shop');
    const spec = {
      ...said,
      // Seconds instead of minutes: drift is looked for all the time.
      interval: '3s',
      retryInterval: '2s',
      timeout: '8s',
      path: './',
      sourceRef: { ...said.sourceRef, name },
      serviceAccountName,
      ...parse(fluxHealth()),
      ...options,
    };
    return new Kustomization(namespace, name, spec, this.archives);
  }
}

/** What docs/gitops.md has people add to the arguments of the controller. */
function flags(): string[] {
  return (parse(documentedPatch('kustomize-controller')) as { value: string }[]).map(({ value }) => value);
}

class Kustomization implements Application {
  private revisions = 0;
  private revision = '';
  private last?: Look;

  constructor(
    private readonly namespace: string, private readonly name: string, private readonly spec: Readonly<Record<string, unknown>>,
    private readonly archives: Archives,
  ) {}

  public async commit(objects: readonly Manifest[]): Promise<void> {
    const { url, digest } = this.archives.put({ 'objects.yaml': Yaml.stringify(...objects) });
    this.revision = `main@sha1:${String(++this.revisions).padStart(40, '0')}`;
    const { source, kustomization } = this;
    if (await admin().find(source) === undefined) await admin().create(manifest(source, { interval: '1h', url: 'https://git.example/shop' }));
    const artifact = { url, digest, revision: this.revision, path: url, lastUpdateTime: new Date().toISOString() };
    this.last = undefined;
    const ready = { type: 'Ready', status: 'True', reason: 'Succeeded', message: 'stored', lastTransitionTime: new Date().toISOString() };
    await admin().patch(source, { status: { artifact, conditions: [ready], observedGeneration: 1 } }, '/status');
    if (await admin().find(kustomization) === undefined) await admin().create(manifest(kustomization, this.spec));
  }

  /** While it looks once more it says nothing: what it said about this commit before still holds. */
  public async look(): Promise<Look> {
    const { known, look } = await this.seen();
    if (known) this.last = look;
    return this.last ?? look;
  }

  private async seen(): Promise<{ readonly known: boolean; readonly look: Look }> {
    const object = await admin().find(this.kustomization);
    const ready = (object?.status?.conditions ?? []).find((c: any) => c.type === 'Ready');
    const says = `${ready?.status} ${ready?.reason}: ${ready?.message}`;
    if (object?.status?.lastAttemptedRevision !== this.revision) return { known: false, look: { colour: 'working', says: `the commit is not applied yet; ${says}` } };
    if (ready?.status === 'Unknown') return { known: false, look: { colour: 'working', says } };
    if (ready?.status === 'True' && object.status.lastAppliedRevision === this.revision) return { known: true, look: { colour: 'green', says } };
    // Health that is still in progress at the end of the timeout counts as a failure, too, and its words tell them apart.
    const broken = ready?.status === 'False' && ready.reason === 'HealthCheckFailed' && /status: 'Failed'/.test(ready.message);
    const refused = ready?.status === 'False' && ['ReconciliationFailed', 'BuildFailed', 'PruneFailed'].includes(ready.reason);
    return { known: true, look: { colour: broken || refused ? 'red' : 'working', says } };
  }

  public async alter(options: Readonly<Record<string, unknown>>): Promise<void> {
    await admin().patch(this.kustomization, { spec: options });
  }

  public async rest(): Promise<void> {
    if (await admin().find(this.kustomization) !== undefined) await admin().patch(this.kustomization, { spec: { suspend: true } });
  }

  public async remove(): Promise<void> {
    await admin().remove(this.kustomization);
    await eventually('the Kustomization to be gone', async () => await admin().find(this.kustomization) === undefined);
    await admin().remove(this.source);
  }

  private get kustomization(): Named {
    return { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', name: this.name, namespace: this.namespace };
  }

  private get source(): Named {
    return { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository', name: this.name, namespace: this.namespace };
  }
}

function manifest({ apiVersion, kind, name, namespace }: Named, spec: unknown): Manifest {
  return { apiVersion, kind, metadata: { name, namespace }, spec };
}

/** A kind of source: the controller watches all of them, and reads nothing but their artifacts. */
function sourceKind(kind: string): Manifest {
  const singular = kind.toLowerCase();
  const plural = singular.replace(/y$/, 'ie').concat('s');
  const anything = { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.source.toolkit.fluxcd.io` },
    spec: {
      group: 'source.toolkit.fluxcd.io',
      scope: 'Namespaced',
      names: { kind, plural, singular, listKind: `${kind}List` },
      versions: [{
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: { openAPIV3Schema: { type: 'object', properties: { spec: anything, status: anything } } },
      }],
    },
  };
}
