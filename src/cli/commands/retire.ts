import { Command } from '../command';

export const retire: Command = { arguments: [], options: {}, examples: ['retire'], run: async () => 0 };
