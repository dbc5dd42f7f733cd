import { Command } from '../command';
import { CliError, Exit } from '../exit';
import { overview, page } from '../help';
import { commandNamed } from '../registry';

export const help: Command = {
  arguments: [{ name: 'COMMAND', summary: 'a command; all of them by default', optional: true }],
  options: {},
  examples: ['help restore'],
  run: async ({ io, arguments: [name] }) => {
    const width = io.stdout.columns ?? 100;
    if (name === undefined) {
      io.stdout.write(overview(width));
      return Exit.OK;
    }
    const registered = commandNamed(name);
    if (registered === undefined) throw new CliError(Exit.USAGE, `there is no command "${name}"`, 'cdk8s-kubestash help lists them');
    io.stdout.write(page(registered, registered.load(), width));
    return Exit.OK;
  },
};
