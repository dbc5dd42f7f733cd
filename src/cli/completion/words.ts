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

/** Names of databases, asked when somebody presses the key: those with a record. */
export const DATABASES = "kubectl get leases.coordination.k8s.io -o name 2>/dev/null | sed -n 's|.*/\\(.*\\)-traffic$|\\1|p'";

/** Names of namespaces and contexts. */
export const NAMESPACES = 'kubectl get namespaces -o name 2>/dev/null | sed "s|.*/||"';
export const CONTEXTS = 'kubectl config get-contexts -o name 2>/dev/null';

/** A text between single quotes. */
export function singleQuoted(text: string): string {
  return `'${text.replace(/'/g, "'\\''")}'`;
}
