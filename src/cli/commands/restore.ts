import { Command } from '../command';

export const restore: Command = { arguments: [], options: {}, examples: ['restore'], run: async () => 0 };
