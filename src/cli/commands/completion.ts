import { Command } from '../command';
import { bashCompletion } from '../completion/bash';
import { fishCompletion } from '../completion/fish';
import { LISTS } from '../completion/lists';
import { completedCommands } from '../completion/words';
import { zshCompletion } from '../completion/zsh';
import { Exit } from '../exit';

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

export const completion: Command = {
  arguments: [{ name: 'SHELL', summary: 'the shell', values: Object.keys(SHELLS), hidden: Object.keys(LISTS) }],
  options: {},
  examples: ['completion bash >> ~/.bashrc', 'completion zsh >> ~/.zshrc', 'completion fish >> ~/.config/fish/config.fish'],
  notes: ['It completes the word cdk8s-kubestash: install the package with npm install --global, or say alias cdk8s-kubestash="npx cdk8s-kubestash".'],
  run: async ({ io, commands, kubectl, arguments: [shell] }) => {
    if (Object.keys(LISTS).includes(shell)) {
      io.stdout.write((await LISTS[shell](kubectl)).map(word => `${word}\n`).join(''));
      return Exit.OK;
    }
    io.stdout.write(SHELLS[shell as keyof typeof SHELLS](completedCommands(commands)));
    return Exit.OK;
  },
};
