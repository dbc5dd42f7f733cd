import { Command } from '../command';

export const completion: Command = { arguments: [], options: {}, examples: ['completion'], run: async () => 0 };
