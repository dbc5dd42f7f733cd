import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Yaml } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { Output, program } from './kubectl';
import { Manifest } from './objects';
import { Space } from './space';
import { built } from '../controllers/tools/install';

const RELEASE = 'shop';

/** What Helm would send of objects in the templates of a chart, which is how `cdk8s synth --format helm` writes them. */
export async function templated(objects: readonly Manifest[]): Promise<Manifest[]> {
  const { code, stdout, stderr } = await withChart(objects, chart => helm(['template', RELEASE, chart]));
  if (code !== 0) throw new Error(stderr);
  return parseAllDocuments(stdout).map(d => d.toJS()).filter(Boolean);
}

/** A release in a namespace, with the rights of docs/pipeline-role.yaml: Helm keeps what it knows in ConfigMaps, as docs/kustomize-and-helm.md has it. */
export class Release {
  constructor(private readonly space: Space) {}

  /** `helm upgrade --install`, as it is typed. A failure is an answer, too. */
  public tryUpgrade(objects: readonly Manifest[], ...options: readonly string[]): Promise<Output> {
    return withChart(objects, chart => this.helm('upgrade', '--install', RELEASE, chart, ...options));
  }

  public async upgrade(objects: readonly Manifest[], ...options: readonly string[]): Promise<void> {
    succeeded(await this.tryUpgrade(objects, ...options));
  }

  public async rollback(revision: number, ...options: readonly string[]): Promise<void> {
    succeeded(await this.helm('rollback', RELEASE, String(revision), ...options));
  }

  public async uninstall(): Promise<void> {
    succeeded(await this.helm('uninstall', RELEASE));
  }

  private helm(...args: readonly string[]): Promise<Output> {
    const { namespace, kubectl: { kubeconfig } } = this.space;
    return helm([...args, '--namespace', namespace, '--kubeconfig', kubeconfig], { HELM_DRIVER: 'configmap' });
  }
}

async function helm(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Output> {
  return inFolder(home => program(built('helm', 'helm'), args, {
    env: { ...process.env, HELM_CACHE_HOME: home, HELM_CONFIG_HOME: home, HELM_DATA_HOME: home, ...env },
  }));
}

function withChart<T>(objects: readonly Manifest[], use: (chart: string) => Promise<T>): Promise<T> {
  return inFolder(dir => {
    mkdirSync(join(dir, 'templates'));
    writeFileSync(join(dir, 'Chart.yaml'), Yaml.stringify({ apiVersion: 'v2', name: RELEASE, version: '1.0.0', type: 'application' }));
    writeFileSync(join(dir, 'templates', 'shop.k8s.yaml'), Yaml.stringify(...objects));
    return use(dir);
  });
}

async function inFolder<T>(use: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'conformance-helm-'));
  try {
    return await use(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function succeeded({ code, stderr }: Output): void {
  if (code !== 0) throw new Error(`helm ended with ${code}: ${stderr}`);
}
