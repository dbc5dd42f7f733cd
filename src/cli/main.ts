#!/usr/bin/env node
import { readFileSync } from 'fs';
import { join } from 'path';
import { CliError, Exit } from './exit';
import { overview, page } from './help';
import { untilInterrupted } from './interrupt';
import { Io, processIo } from './io';
import { Kubectl } from './kubectl';
import { didYouMean } from './like';
import { parse } from './parse';
import { disconnect } from './proxy';
import { COMMANDS } from './registry';
import { plainLines } from '../protocol/text';

/** Does what was typed. Returns the exit code; throws only what is a mistake of its own. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  try {
    return await dispatch(name, rest, io);
  } catch (e) {
    if (!(e instanceof CliError)) throw e;
    io.stderr.write(`error: ${plainLines(e.message)}\n${e.next === undefined ? '' : `       ${plainLines(e.next)}\n`}`);
    return e.exit;
  }
}

async function dispatch(name: string | undefined, rest: readonly string[], io: Io): Promise<number> {
  const width = io.stdout.columns ?? 100;
  if (name === '--version' || name === '-V') {
    io.stdout.write(`${version()}\n`);
    return Exit.OK;
  }
  if (name === undefined || name === '--help' || name === '-h') {
    (name === undefined ? io.stderr : io.stdout).write(overview(COMMANDS, width));
    return name === undefined ? Exit.USAGE : Exit.OK;
  }
  const registered = COMMANDS.find(c => c.name === name);
  if (registered === undefined) {
    throw new CliError(Exit.USAGE, `there is no command "${name}"`, `${didYouMean(name, COMMANDS.map(c => c.name))}see: cdk8s-kubestash help`);
  }
  const command = registered.load();
  const { arguments: given, options } = parse(name, command, rest);
  if (options.flag('help')) {
    io.stdout.write(page(registered, command, width));
    return Exit.OK;
  }
  const kubectl = new Kubectl(io, {
    context: options.text('context'), namespace: options.text('namespace'), kubeconfig: options.text('kubeconfig'),
  });
  try {
    return await untilInterrupted(io, () => command.run({ io, commands: COMMANDS, kubectl, arguments: given, options }));
  } finally {
    await disconnect(kubectl);
  }
}

function version(): string {
  return JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')).version;
}

if (require.main === module) {
  // A reader that went away (`| head`) is no mistake.
  process.stdout.on('error', (e: NodeJS.ErrnoException) => process.exit(e.code === 'EPIPE' ? Exit.OK : Exit.FINDINGS));
  // Nor is a terminal that was closed: what is at work ends as by Ctrl-C.
  process.stderr.on('error', () => undefined);
  void main(process.argv.slice(2), processIo()).then(
    code => {
      process.exitCode = code;
      // Something may still be waited for.
      if (code === Exit.INTERRUPTED) process.exit();
    },
    (e: Error) => {
      process.stderr.write(`error: ${e.stack ?? e.message}\n       this is a mistake of cdk8s-kubestash itself\n`);
      process.exitCode = Exit.FINDINGS;
    },
  );
}
