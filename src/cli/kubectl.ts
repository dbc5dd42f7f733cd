import { ChildProcess, spawn } from 'child_process';
import { CliError, Exit } from './exit';
import { Io } from './io';
import { plain } from '../protocol/text';

/** Given to kubectl as they are. */
export interface KubectlFlags {
  readonly context?: string;
  readonly namespace?: string;
  readonly kubeconfig?: string;
}

/** What came of a call. */
export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The user's kubectl, the only way to the cluster. */
export class Kubectl {
  public readonly line: object;

  /**
   * @param line what shares a connection to the cluster: this one alone, unless it is told of others
   */
  constructor(private readonly io: Io, public readonly flags: KubectlFlags, line?: object) {
    this.line = line ?? this;
  }

  /** The executable: `kubectl`, or what the variable KUBECTL says. */
  public get executable(): string {
    return this.io.env.KUBECTL || 'kubectl';
  }

  /** The environment of the command. */
  public get env(): NodeJS.ProcessEnv {
    return this.io.env;
  }

  /** Flags that say which cluster. */
  public get clusterFlags(): string[] {
    const { context, kubeconfig } = this.flags;
    return [...(context === undefined ? [] : [`--context=${context}`]), ...(kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`])];
  }

  /** The namespace that was asked for, else that of the context. */
  public async namespace(): Promise<string> {
    if (this.flags.namespace !== undefined) return this.flags.namespace;
    const { code, stdout } = await this.run(['config', 'view', '--minify', '-o', 'jsonpath={..namespace}']);
    return code === 0 && stdout.trim() !== '' ? stdout.trim() : 'default';
  }

  /**
   * Starts kubectl; standard error is gathered by `run` and `stream`, or inherited. Ctrl-C reaches it only where it has the
   * terminal: what it has begun it ends, and whoever started it knows how.
   */
  public start(args: readonly string[], stdio: ('pipe' | 'inherit' | 'ignore')[] = ['ignore', 'pipe', 'pipe']): ChildProcess {
    return spawn(this.executable, [...this.clusterFlags, ...args], { stdio, env: this.io.env, detached: !stdio.includes('inherit') });
  }

  /**
   * Starts a kubectl that runs beside the command. It can ask on the terminal where there is one, but Ctrl-C never reaches it: the command may
   * need it to end in order.
   */
  public startBeside(args: readonly string[]): ChildProcess {
    const stdin = this.io.stdin === process.stdin && process.stdin.isTTY ? 'inherit' : 'ignore';
    return spawn(this.executable, [...this.clusterFlags, ...args], { stdio: [stdin, 'pipe', 'pipe'], env: this.io.env, detached: true });
  }

  /** Passes on what kubectl says to a person, such as the question of a credential plugin; lines of its log say what its answers say too. */
  public relay(text: string): void {
    const words = text.replace(/^[EWIF]\d{4} .*(\n|$)/gm, '');
    if (words !== '') this.io.stderr.write(words);
  }

  /** Runs kubectl to its end. */
  public run(args: readonly string[], input?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const child = this.start(args, [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe']);
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      child.stdout!.on('data', d => stdout.push(d));
      child.stderr!.on('data', d => stderr.push(d));
      child.on('error', e => reject(this.notFound(e)));
      child.on('close', code => resolve({ code: code ?? 1, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }));
      if (input !== undefined) {
        child.stdin!.on('error', () => { /* what kubectl says about it counts */ });
        child.stdin!.end(input);
      }
    });
  }

  /** Runs kubectl and returns what it printed; ends the command where it failed. */
  public async text(args: readonly string[], input?: string): Promise<string> {
    const answer = await this.run(args, input);
    if (answer.code !== 0) throw refusal(args, answer.stderr);
    return answer.stdout;
  }

  /** What kubectl prints, while it prints it. Throws at the end where it failed. */
  public async *stream(args: readonly string[]): AsyncGenerator<Buffer> {
    const child = this.start(args);
    const stderr: Buffer[] = [];
    child.stderr!.on('data', d => stderr.push(d));
    const end = new Promise<number>((resolve, reject) => {
      child.on('error', e => reject(this.notFound(e)));
      child.on('close', code => resolve(code ?? 1));
    });
    end.catch(() => { /* awaited below */ });
    for await (const chunk of child.stdout!) yield chunk;
    if (await end !== 0) throw refusal(args, Buffer.concat(stderr).toString());
  }

  /** What to do if there is no kubectl. */
  public notFound(e: Error): CliError {
    return new CliError(Exit.CLUSTER, `${this.executable} could not be started: ${e.message}`,
      'install kubectl, or say in the variable KUBECTL where it is; without a cluster use --from FILE where there is one');
  }
}

/** `--namespace=…`, or all. */
export function scope(namespace: string | undefined): string[] {
  return namespace === undefined ? ['--all-namespaces'] : [`--namespace=${namespace}`];
}

function isUnknownKind(stderr: string): boolean {
  return /doesn't have a resource type|could not find the requested resource|no matches for kind/.test(stderr);
}

/** The end of a command because the cluster said no. */
export function refusal(args: readonly string[], stderr: string): CliError {
  // Lines of its log (`E1122 16:00:00 …`) say the same in other words.
  const lines = stderr.trim().split('\n').filter(l => !/^[EWIF]\d{4} /.test(l) && l !== '');
  const said = lines.length === 0 ? 'it failed without a word' : lines.map(l => l.replace(/^(error: |Error from server (\(\w+\))?:? ?)/, '')).join('; ');
  const what = `kubectl ${args.slice(0, 3).filter(a => !a.startsWith('-')).join(' ')}`;
  if (/timed out|deadline exceeded|i\/o timeout/i.test(stderr)) {
    return new CliError(Exit.TIMEOUT, `${what}: ${plain(said, 600)}`, 'is the API server reachable? kubectl cluster-info tells');
  }
  return new CliError(Exit.CLUSTER, `${what}: ${plain(said, 600)}`, remedyOf(stderr));
}

function remedyOf(stderr: string): string {
  if (/forbidden/i.test(stderr)) return 'you may not do that: cdk8s-kubestash help roles prints what each command needs';
  if (isUnknownKind(stderr)) return 'is KubeStash (or KubeDB) installed there? cdk8s-kubestash doctor tells';
  if (/NotFound|not found/.test(stderr)) return 'is it the right namespace (-n) and the right cluster (--context)?';
  if (/connection refused|no such host|unable to connect|was refused/i.test(stderr)) return 'is it the right cluster? kubectl config current-context tells';
  return 'try the same with kubectl itself';
}
