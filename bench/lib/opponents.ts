import { spawnSync } from 'child_process';
import { existsSync, mkdirSync } from 'fs';
import { join } from 'path';
import { CACHE, ROOT } from './build';

/** A tool that makes YAML too, installed for measuring and never committed. */
export interface Opponent {
  readonly name: string;
  /** What is run; undefined where it cannot be had here. */
  readonly program?: string;
}

/** Helm out of its Go module, the last of version 3 that the conformance build can share its modules with. */
export function helm(): Opponent {
  const folder = join(CACHE, 'helm');
  const program = join(folder, 'helm');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    spawnSync('go', ['install', 'helm.sh/helm/v3/cmd/helm@v3.16.4'], { env: { ...process.env, GOBIN: folder }, stdio: 'inherit' });
  }
  return { name: 'helm template', program: existing(program) };
}

/** kubectl as the conformance suite builds it. */
export function kustomize(): Opponent {
  return { name: 'kubectl kustomize', program: existing(join(ROOT, 'test', 'conformance', '.cache', 'kubectl')) };
}

/** What kosko does with components, its newest release that the package registry has: `program` is a folder to load it from. */
export function kosko(): Opponent {
  const folder = join(CACHE, 'kosko');
  const program = join(folder, 'node_modules', '@kosko', 'generate');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    spawnSync('npm', ['install', '--no-save', '--prefix', folder, '@kosko/generate@1.2.1'], { stdio: 'inherit' });
  }
  return { name: 'kosko', program: existing(program) };
}

function existing(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}
