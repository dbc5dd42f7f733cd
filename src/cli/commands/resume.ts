import { goalOf } from '../../protocol/person';
import { consent } from '../ask';
import { Command } from '../command';
import { usageError } from '../exit';
import { actAsPerson, PERSON_OPTIONS, recordToActOn } from '../person';
import { recheck } from '../run/recheck';

export const resume: Command = {
  arguments: [{ name: 'DB', summary: 'the database', completes: 'database' }],
  options: {
    ...PERSON_OPTIONS,
    'recheck': { type: 'boolean', summary: 'run the checks of the restore again, and open it if they pass' },
    'skip-checks': { type: 'boolean', summary: 'open it although the checks of its restore have not passed' },
  },
  examples: ['resume orders -n shop', 'resume orders -n shop --recheck', 'resume orders -n shop --skip-checks --reason "the check was wrong, see ticket 4711" --yes'],
  notes: [
    'What is opened: the incarnation that a restore left behind and whose checks have passed, else the one that was open before. It is refused while a RestoreSession still writes.',
  ],
  run: async call => {
    const { io, options } = call;
    const skip = options.flag('skip-checks');
    if (skip && options.flag('recheck')) throw usageError('--recheck and --skip-checks contradict each other', 'choose one');
    const record = await recordToActOn(call);
    if (skip) {
      const opened = goalOf('resume', record);
      await consent(call, `Applications will be led to ${opened || record.database} although the checks of restore ${record.restore} have not passed: what they read may be wrong.`);
      io.stderr.write(`WARNING: opening ${record.namespace}/${record.database} without passed checks\n`);
    }
    if (options.flag('recheck') && !(record.passed === record.restore && record.state === 'halted')) await recheck(call, record);
    return actAsPerson(call, 'resume', record, skip);
  },
};
