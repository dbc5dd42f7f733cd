import { Command } from '../command';

export const doctor: Command = { arguments: [], options: {}, examples: ['doctor'], run: async () => 0 };
