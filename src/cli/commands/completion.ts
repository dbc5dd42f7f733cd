import { Command } from '../command';
import { bashCompletion } from '../completion/bash';
import { fishCompletion } from '../completion/fish';
import { completedCommands } from '../completion/words';
import { zshCompletion } from '../completion/zsh';
import { Exit } from '../exit';

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

export const completion: Command = {
  arguments: [{ name: 'SHELL', summary: 'the shell', values: Object.keys(SHELLS) }],
  options: {},
  examples: ['completion bash > ~/.local/share/bash-completion/completions/cdk8s-kubestash', 'completion zsh > "${fpath[1]}/_cdk8s-kubestash"', 'completion fish > ~/.config/fish/completions/cdk8s-kubestash.fish'],
  run: async ({ io, arguments: [shell] }) => {
    io.stdout.write(SHELLS[shell as keyof typeof SHELLS](completedCommands()));
    return Exit.OK;
  },
};
