import { randomBytes } from 'crypto';
import { Api } from './api';
import { adminToken } from './cluster';
import { control, identity, Identity } from './control';
import { diagnose } from './diagnose';
import { eventually } from './eventually';
import { Kubectl } from './kubectl';
import { Manifest, Objects } from './objects';
import { grantPipeline } from './pipeline';
import { scale } from './scale';

let administrator: Objects | undefined;

/** Objects as the administrator sees them: for looking, and for playing what is not under test. */
export function admin(): Objects {
  administrator ??= new Objects(new Api(adminToken()));
  return administrator;
}

/** A namespace of its own for one case, and the identities that act in it. */
export class Space {
  public readonly admin = admin();
  /** Applies what the library renders, with the rights that docs/security.md lists and no others. */
  public readonly pipeline: Objects;
  public readonly kubectl: Kubectl;
  /** Namespaces of the same case beside this one. */
  public readonly beside: string[] = [];

  constructor(public readonly namespace: string, public readonly user: Identity) {
    this.pipeline = new Objects(new Api(user.token));
    this.kubectl = new Kubectl(user.kubeconfig);
  }

  public get(apiVersion: string, kind: string, name: string): Promise<any> {
    return this.admin.get({ apiVersion, kind, name, namespace: this.namespace });
  }

  public find(apiVersion: string, kind: string, name: string): Promise<any | undefined> {
    return this.admin.find({ apiVersion, kind, name, namespace: this.namespace });
  }

  public list(apiVersion: string, kind: string, selector?: string): Promise<any[]> {
    return this.admin.list(apiVersion, kind, this.namespace, selector);
  }

  /** A Secret, made by whoever makes Secrets. */
  public async secret(name: string, data: Record<string, string>): Promise<void> {
    await this.admin.create({
      apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: this.namespace }, stringData: data,
    } as Manifest);
  }
}

/**
 * Runs a case in a fresh namespace. When it fails, the error says what state everything was in; when it passes, the
 * namespace goes in the background. In the quick suite it stays: to empty it takes as long as a case, and the cluster goes soon.
 */
export async function inNamespace(what: string, run: (space: Space) => Promise<void>): Promise<void> {
  const namespace = `${what}-${randomBytes(5).toString('hex')}`;
  const space = await openNamespace(namespace);
  try {
    await run(space);
  } catch (error) {
    const text = error instanceof Error ? error.stack ?? error.message : String(error);
    throw new Error(`in namespace ${namespace}: ${text}\n${await diagnose(space).catch(e => `(no diagnosis: ${e})`)}`);
  }
  if (!scale().quick) [namespace, ...space.beside].forEach(closeNamespace);
}

/** A namespace in which the pipeline may act. */
export async function openNamespace(namespace: string): Promise<Space> {
  await admin().create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } } as Manifest);
  const user = await identity(`pipeline-of-${namespace}`);
  await grantPipeline(admin(), namespace, user.name);
  // The certificate that pods check the API server by comes from a controller.
  await eventually(`${namespace} to be usable`, () => admin().find({ apiVersion: 'v1', kind: 'ConfigMap', name: 'kube-root-ca.crt', namespace }));
  return new Space(namespace, user);
}

/** Namespaces of one case beside its own, in which the same pipeline acts. */
export async function alsoIn(space: Space, namespace: string): Promise<Space> {
  space.beside.push(namespace);
  await admin().create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } } as Manifest);
  await grantPipeline(admin(), namespace, space.user.name);
  return new Space(namespace, space.user);
}

/** Lets a namespace and what the stand-ins know of it go, without waiting. */
export function closeNamespace(namespace: string): void {
  void control('POST', '/reset', { namespace }).catch(() => undefined);
}
