import { Command } from '../command';

export const shell: Command = { arguments: [], options: {}, examples: ['shell'], run: async () => 0 };
