import { Command } from '../command';

export const plan: Command = { arguments: [], options: {}, examples: ['plan'], run: async () => 0 };
