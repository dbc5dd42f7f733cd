import { Readable } from 'stream';
import { argvOf, Sent } from './wire';
import { Unanswered } from '../cli/ask';
import { Registered } from '../cli/command';
import { CliError, Exit } from '../cli/exit';
import { Io } from '../cli/io';
import { Kubectl } from '../cli/kubectl';
import { parse } from '../cli/parse';
import { SnapshotCatalog } from '../snapshots/catalog';

/** What a command of the command line said, called from the page. */
export interface Said {
  readonly exitCode: number;
  /** Its JSON. */
  readonly answer?: object;
  /** What it printed, where that is no JSON: manifests, code. */
  readonly text?: string;
  /** The consequence that somebody has to agree to first, in a sentence. Nothing was done. */
  readonly asks?: string;
  /** Why it ended, and what to do. */
  readonly error?: { readonly message: string; readonly next: string | undefined };
}

/** Where and how a command is called. */
export interface Around {
  readonly io: Io;
  readonly commands: readonly Registered[];
  readonly kubectl: Kubectl;
  readonly catalog?: SnapshotCatalog;
  /** Lines for people, as they are said. */
  readonly onLine?: (line: string) => void;
  /** Given how to end it as Ctrl-C would. */
  readonly onStart?: (interrupt: () => void) => void;
}

/** Commands that print JSON when they are asked to; `restore` does so where it applies something. */
const printsJson = ({ command, options }: Sent) => command !== 'restore' || options.apply === true;

/**
 * Runs a command of the command line in this process. This is all that the console knows about databases: whatever a
 * command comes to do in another way, the page goes on asking the same.
 */
export async function runCommand(sent: Sent, around: Around): Promise<Said> {
  const registered = around.commands.find(c => c.name === sent.command)!;
  const command = registered.load();
  let stdout = '';
  const lines = lineReader(around.onLine ?? (() => { /* nobody listens */ }));
  const handlers: (() => void)[] = [];
  const io: Io = {
    ...around.io,
    stdin: Object.assign(Readable.from([]), { isTTY: false }),
    stdout: { write: text => { stdout += text; } },
    stderr: { write: lines.write },
    onInterrupt: handler => {
      handlers.push(handler);
      return () => void handlers.splice(handlers.lastIndexOf(handler), 1);
    },
  };
  around.onStart?.(() => handlers[handlers.length - 1]?.());
  try {
    const json = printsJson(sent);
    const wanted = { ...sent, options: { ...sent.options, ...(json ? { json: true } : {}) } };
    const { arguments: given, options } = parse(sent.command, command, argvOf(wanted, command));
    const { commands, kubectl, catalog } = around;
    const exitCode = await command.run({ io, commands, kubectl, arguments: given, options, catalog });
    return { exitCode, ...read(stdout, json) };
  } catch (e) {
    if (e instanceof Unanswered) return { exitCode: e.exit, asks: e.consequence };
    if (e instanceof CliError) return { exitCode: e.exit, ...read(stdout, false), error: { message: e.message, next: e.next } };
    around.io.stderr.write(`${sent.command}: ${(e as Error).stack}\n`);
    return { exitCode: Exit.FINDINGS, error: { message: (e as Error).message, next: 'this is a mistake of cdk8s-kubestash itself; the terminal says more' } };
  } finally {
    lines.end();
  }
}

function read(stdout: string, json: boolean): Pick<Said, 'answer' | 'text'> {
  if (stdout === '') return {};
  if (!json && !stdout.startsWith('{')) return { text: stdout };
  return { answer: JSON.parse(stdout) };
}

/** Parts what is written into lines. */
function lineReader(onLine: (line: string) => void) {
  let rest = '';
  return {
    write: (text: string) => {
      const parts = (rest + text).split('\n');
      rest = parts.pop()!;
      parts.filter(line => line.trim() !== '').forEach(onLine);
    },
    end: () => {
      if (rest.trim() !== '') onLine(rest);
      rest = '';
    },
  };
}
