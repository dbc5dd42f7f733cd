import { ArgumentDescription, OptionDescription, Registered } from '../command';
import { HELP } from '../parse';

/** A command as completion sees it. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly arguments: readonly ArgumentDescription[];
  readonly options: readonly (readonly [string, OptionDescription])[];
}

/** All commands. */
export function completedCommands(commands: readonly Registered[]): CompletedCommand[] {
  const names = commands.map(c => c.name);
  return commands.map(registered => {
    const { name, summary } = registered;
    const command = registered.load();
    return { name, summary, arguments: command.arguments.map(a => (a.completes === 'command' ? { ...a, values: [...names, 'roles'] } : a)), options: Object.entries({ ...command.options, help: HELP }) };
  });
}

/**
 * Words that are asked for when somebody presses the key. bash evaluates a list of words once more, so only this program prints them: words
 * of a cluster that are no names never reach a shell.
 */
export const DATABASES = 'cdk8s-kubestash completion databases 2>/dev/null';
export const NAMESPACES = 'cdk8s-kubestash completion namespaces 2>/dev/null';
export const CONTEXTS = 'cdk8s-kubestash completion contexts 2>/dev/null';

/** A text between single quotes. */
export function singleQuoted(text: string): string {
  return `'${text.replace(/'/g, "'\\''")}'`;
}
