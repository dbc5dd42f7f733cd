import { consent } from '../ask';
import { Command } from '../command';
import { actAsPerson, PERSON_OPTIONS, recordToActOn } from '../person';

export const halt: Command = {
  arguments: [{ name: 'DB', summary: 'the database', completes: 'database' }],
  options: PERSON_OPTIONS,
  examples: ['halt orders -n shop --reason "maintenance of the volumes"'],
  notes: [
    'The pods keep running and stay reachable through the maintenance Service. Sessions that are open stay open. A restore that is at work is told to stop.',
  ],
  run: async call => {
    const record = await recordToActOn(call);
    await consent(call, `From now on no application can connect to ${record.database} through its client Service, until somebody resumes it.`);
    return actAsPerson(call, 'halt', record);
  },
};
