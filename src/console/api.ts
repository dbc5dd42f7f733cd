import { IncomingMessage } from 'http';
import { Catalog, Catalogs } from './catalogs';
import { commandLine } from './command-line';
import { runCommand, Said } from './commands';
import { FOR_PLANS, FOR_STATES, RememberingKubectl } from './kubectl';
import { DatabaseFile } from './manifests';
import { Freshness, Memory } from './memory';
import { choicesOf, contextsOf, logOf } from './surroundings';
import { CHANGES, isChange, LOOKS, readSent, Sent } from './wire';
import { Works } from './works';
import { Registered } from '../cli/command';
import { CliError, usageError } from '../cli/exit';
import { Io } from '../cli/io';
import { Answer, Kubectl, KubectlFlags } from '../cli/kubectl';
import { disconnect } from '../cli/proxy';

/** What the console was started with. */
export interface Settings {
  readonly io: Io;
  readonly commands: readonly Registered[];
  readonly version: string;
  readonly kubectl: Kubectl;
  /** Whether there is a cluster; without one there is an export. */
  readonly cluster: boolean;
  readonly readOnly: boolean;
  readonly catalogs: Catalogs;
  readonly manifests: readonly DatabaseFile[];
}

/** An answer: a status and JSON. */
export interface Reply {
  readonly status: number;
  readonly body: object;
}

/** Largest command; an export may be large. */
const COMMAND_BYTES = 64 * 1024;

/** The HTTP API of the page: the commands of the command line, and what there is to choose from. */
export class Api {
  public readonly works = new Works();
  private readonly memory = new Memory<Answer>(() => performance.now(), answer => answer.code === 0);

  private readonly lines = new Map<string, object>();

  public constructor(private readonly settings: Settings) {}

  /** Answers a request that was let in. */
  public async answer(request: IncomingMessage): Promise<Reply> {
    const { pathname, searchParams } = new URL(request.url!, 'http://127.0.0.1');
    const at = `${request.method} ${pathname}`;
    try {
      const command = /^POST \/api\/commands\/([a-z]+)$/.exec(at)?.[1];
      if (command !== undefined) return { status: 200, body: await this.command(command, JSON.parse(await text(request) || '{}')) };
      switch (at) {
        case 'GET /api/session': return { status: 200, body: await this.session() };
        case 'GET /api/choices': return { status: 200, body: await choicesOf(this.kubectl(flagsOf(searchParams), FOR_PLANS)) };
        case 'GET /api/works': return { status: 200, body: { works: this.works.all } };
        case 'GET /api/log': return { status: 200, body: { lines: await this.log(searchParams) } };
        case 'POST /api/exports': return { status: 200, body: await this.settings.catalogs.open(searchParams.get('name') ?? 'an export', request) };
        default: return { status: 404, body: { error: { message: `there is nothing at ${pathname}` } } };
      }
    } catch (e) {
      if (e instanceof CliError) return { status: 200, body: { exitCode: e.exit, error: { message: e.message, next: e.next } } };
      if (e instanceof SyntaxError) return { status: 400, body: { error: { message: 'that is no JSON' } } };
      throw e;
    }
  }

  private async session(): Promise<object> {
    const { version, readOnly, cluster, catalogs, kubectl, manifests } = this.settings;
    const contexts = !cluster ? [] : await contextsOf(this.kubectl({}, FOR_PLANS)).catch((e: Error) => {
      if (e instanceof CliError) return [];
      throw e;
    });
    return {
      schema: 'cdk8s-kubestash/console/v1',
      version,
      readOnly,
      cluster,
      context: kubectl.flags.context ?? null,
      namespace: kubectl.flags.namespace ?? null,
      contexts,
      exports: catalogs.opened,
      manifests: manifests.map(({ name, namespace }) => ({ name, namespace })),
    };
  }

  private async command(name: string, body: unknown): Promise<object> {
    if (![...LOOKS, ...CHANGES].includes(name)) throw usageError(`the console knows no command "${name}"`);
    const sent = readSent(name, body);
    const { cluster, readOnly } = this.settings;
    if (isChange(sent)) {
      if (!cluster) throw usageError('there is no cluster to change', 'take the manifests, the code or the command line with you');
      if (readOnly) throw usageError('this console only looks: it was started with --read-only', 'take the manifests, the code or the command line with you');
      if (sent.options.yes !== true && sent.command === 'resume' && sent.options['skip-checks'] !== true) throw usageError('resume asks nothing: say yes');
      return sent.options.yes === true ? { work: this.begin(sent).id } : this.run(sent, this.plain(sent));
    }
    const started = performance.now();
    const looked = await this.look(sent);
    return { ...looked, commandLine: commandLine(sent, name === 'plan' ? [] : undefined), milliseconds: Math.round(performance.now() - started) };
  }

  /** Something that changes nothing: from memory, where that is good enough. */
  private async look(sent: Sent): Promise<Said & { revision?: string }> {
    const kubectl = this.kubectl(flagsOf(sent.options), sent.command === 'status' ? FOR_STATES : FOR_PLANS);
    const needs = ['snapshots', 'plan', 'restore'].includes(sent.command);
    const catalog = needs ? await this.catalogFor(sent) : undefined;
    const said = await this.run(this.offline(sent), kubectl, catalog);
    return { ...said, ...(catalog === undefined ? {} : { revision: catalog.revision }) };
  }

  private begin(sent: Sent) {
    return this.works.begin(sent, this.settings.io.now().toISOString(), async around => {
      try {
        // Of the cluster, it is read anew: what is applied is not decided from memory.
        const catalog = sent.command === 'restore' && sent.export !== undefined ? await this.catalogFor(sent) : undefined;
        return await this.run(this.offline(sent), this.plain(sent), catalog, around);
      } finally {
        this.memory.clear();
      }
    });
  }

  private run(sent: Sent, kubectl: Kubectl, catalog?: Catalog, around: object = {}): Promise<Said> {
    const { io, commands } = this.settings;
    return runCommand(sent, { io, commands, kubectl, catalog: catalog?.catalog, ...around });
  }

  /** A database of an export is not looked for in the cluster: it is made anew, or as a file says. */
  private offline(sent: Sent): Sent {
    const { cluster, manifests } = this.settings;
    if (!['plan', 'restore'].includes(sent.command) || (cluster && sent.export === undefined)) return sent;
    const known = manifests.find(m => m.name === sent.arguments[0] && m.namespace === sent.options.namespace);
    return { ...sent, options: { ...sent.options, ...(known === undefined ? { new: true } : { manifest: known.file }) } };
  }

  private async catalogFor(sent: Sent): Promise<Catalog> {
    if (sent.export === undefined && this.settings.cluster) {
      const kubectl = this.plain(sent);
      const namespace = sent.options['all-namespaces'] === true ? undefined : await kubectl.namespace();
      return this.settings.catalogs.ofCluster(kubectl.flags, kubectl.line, namespace);
    }
    const found = this.settings.catalogs.ofExport(sent.export ?? 1);
    if (found === undefined) throw usageError(`there is no export ${sent.export}`, 'open it again: exports are forgotten when the console ends');
    return found;
  }

  private async log(query: URLSearchParams): Promise<string[]> {
    const [run, namespace] = [query.get('run') ?? '', query.get('namespace') ?? ''];
    readSent('log', { arguments: [run, namespace] });
    return logOf(this.kubectl(flagsOf(query), FOR_STATES), run, namespace);
  }

  private kubectl(flags: KubectlFlags, freshness: Freshness): Kubectl {
    const all = this.flags(flags);
    return new RememberingKubectl(this.settings.io, all, this.lineOf(all), this.memory, freshness);
  }

  /** A kubectl without memory: what is changed is read first. */
  private plain(sent: Sent): Kubectl {
    const all = this.flags(flagsOf(sent.options));
    return new Kubectl(this.settings.io, all, this.lineOf(all));
  }

  /** One connection a cluster, as long as the console is there. */
  private lineOf({ context, kubeconfig }: KubectlFlags): object {
    const key = JSON.stringify([context, kubeconfig]);
    const line = this.lines.get(key) ?? {};
    this.lines.set(key, line);
    return line;
  }

  /** Ends what is at work, and the connections. */
  public async end(): Promise<void> {
    await this.works.end();
    await Promise.all([...this.lines.values()].map(line => disconnect({ line })));
  }

  private flags(flags: KubectlFlags): KubectlFlags {
    const { kubeconfig, context } = this.settings.kubectl.flags;
    return { ...(context === undefined ? {} : { context }), ...flags, ...(kubeconfig === undefined ? {} : { kubeconfig }) };
  }
}

function flagsOf(options: Sent['options'] | URLSearchParams): KubectlFlags {
  const value = (name: string) => (options instanceof URLSearchParams ? options.get(name) ?? undefined : options[name]);
  const [context, namespace] = ['context', 'namespace'].map(value);
  return { ...(typeof context === 'string' ? { context } : {}), ...(typeof namespace === 'string' ? { namespace } : {}) };
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if ((size += chunk.length) > COMMAND_BYTES) throw usageError(`a command has ${COMMAND_BYTES} bytes at most`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
