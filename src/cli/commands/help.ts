import { Command } from '../command';
import { CliError, Exit } from '../exit';
import { overview, page } from '../help';
import { ROLES } from '../roles';

export const help: Command = {
  arguments: [{ name: 'COMMAND', summary: 'a command, or "roles"; all commands by default', optional: true, completes: 'command' }],
  options: {},
  examples: ['help restore', 'help roles'],
  notes: ['"help roles" prints the least Roles that a person on call needs, command by command, ready for kubectl apply.'],
  run: async ({ io, commands, arguments: [name] }) => {
    const width = io.stdout.columns ?? 100;
    const registered = commands.find(c => c.name === name);
    if (name === undefined) io.stdout.write(overview(commands, width));
    else if (name === 'roles') io.stdout.write(ROLES);
    else if (registered !== undefined) io.stdout.write(page(registered, registered.load(), width));
    else throw new CliError(Exit.USAGE, `there is no command "${name}"`, 'cdk8s-kubestash help lists them');
    return Exit.OK;
  },
};
