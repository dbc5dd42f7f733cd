import { listObjects } from '../cli/cluster/objects';
import { CliError } from '../cli/exit';
import { Kubectl, refusal } from '../cli/kubectl';

/** A cluster that the kubeconfig knows. */
export interface Context {
  readonly name: string;
  readonly namespace: string | null;
  readonly current: boolean;
}

/** Names of things to choose from; null where they may not be read. */
export interface Choices {
  readonly namespaces: readonly string[] | null;
  readonly storageClasses: readonly { readonly name: string; readonly isDefault: boolean }[] | null;
  /** Who one is to the cluster. */
  readonly person: string | null;
  /** The GitOps tool that is at work there: Git is the place for changes. */
  readonly gitOps: string | null;
}

/** The contexts of the kubeconfig: their names and nothing else of it. */
export async function contextsOf(kubectl: Kubectl): Promise<Context[]> {
  const args = ['config', 'view', '-o', 'json'];
  const { code, stdout, stderr } = await kubectl.run(args);
  if (code !== 0) throw refusal(args, stderr);
  const config = JSON.parse(stdout || '{}');
  return (config.contexts ?? []).map(({ name, context }: { name: string; context?: { namespace?: string } }) => ({
    name, namespace: context?.namespace || null, current: name === config['current-context'],
  }));
}

/** What a cluster has to choose from. */
export async function choicesOf(kubectl: Kubectl): Promise<Choices> {
  const [namespaces, classes, person, gitOps] = await Promise.all([
    allowed(() => listObjects(kubectl, { group: '', version: 'v1', plural: 'namespaces' }, undefined)),
    allowed(() => listObjects(kubectl, { group: 'storage.k8s.io', version: 'v1', plural: 'storageclasses' }, undefined)),
    personOf(kubectl),
    gitOpsOf(kubectl),
  ]);
  return {
    namespaces: namespaces === null ? null : namespaces.map(n => n.metadata.name).sort(),
    storageClasses: classes === null ? null : classes.map(c => ({
      name: c.metadata.name, isDefault: c.metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true',
    })).sort((a, b) => (a.name < b.name ? -1 : 1)),
    person,
    gitOps,
  };
}

/** What the containers of a run have said last. */
export async function logOf(kubectl: Kubectl, run: string, namespace: string): Promise<string[]> {
  const args = ['logs', `job/${run}`, `--namespace=${namespace}`, '--all-containers', '--prefix', '--tail=200', '--timestamps'];
  const { stdout, stderr } = await kubectl.run(args);
  const lines = stdout.split('\n').filter(l => l !== '');
  return lines.length > 0 ? lines : stderr.split('\n').filter(l => l !== '' && !/^[EWIF]\d{4} /.test(l));
}

/** Kubernetes 1.28 and later tell; an older one leaves it open. */
async function personOf(kubectl: Kubectl): Promise<string | null> {
  const { code, stdout } = await kubectl.run(['auth', 'whoami', '-o', 'json']);
  try {
    return code === 0 ? JSON.parse(stdout).status?.userInfo?.username ?? null : null;
  } catch {
    return null;
  }
}

const TOOLS: readonly (readonly [string, string])[] = [['argoproj.io/', 'Argo CD'], ['kustomize.toolkit.fluxcd.io/', 'Flux']];

async function gitOpsOf(kubectl: Kubectl): Promise<string | null> {
  const { stdout } = await kubectl.run(['api-versions']);
  return TOOLS.find(([group]) => stdout.split('\n').some(v => v.startsWith(group)))?.[1] ?? null;
}

async function allowed<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (e) {
    if (e instanceof CliError) return null;
    throw e;
  }
}
