import { spawn } from 'child_process';
import { stringify } from 'yaml';
import { KUBECTL } from './cluster';
import { Manifest } from './objects';

/** What a program printed and how it ended. */
export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export function program(command: string, args: readonly string[], options: { env?: NodeJS.ProcessEnv; input?: string } = {}): Promise<Output> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: options.env ?? process.env, stdio: 'pipe' });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', c => out.push(c));
    child.stderr.on('data', c => err.push(c));
    child.on('error', reject);
    child.on('close', code => resolve({ code: code ?? 128, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** kubectl itself, where its own behaviour matters. */
export class Kubectl {
  constructor(public readonly kubeconfig: string) {}

  /** Runs it; a failure is an answer too. */
  public async try(args: readonly string[], objects?: readonly Manifest[]): Promise<Output> {
    const input = objects?.map(o => stringify(o, { aliasDuplicateObjects: false })).join('---\n');
    return program(KUBECTL, ['--kubeconfig', this.kubeconfig, ...args, ...(input === undefined ? [] : ['-f', '-'])], {
      input,
      // It ends soon: most garbage is never worth collecting.
      env: { ...process.env, GOGC: '400' },
    });
  }

  /** Runs it; a failure is an error. */
  public async run(args: readonly string[], objects?: readonly Manifest[]): Promise<string> {
    const { code, stdout, stderr } = await this.try(args, objects);
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')} ended with ${code}: ${stderr}`);
    return stdout;
  }
}
