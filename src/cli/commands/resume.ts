import { consent } from '../ask';
import { recordName, recordOf } from '../cluster/record';
import { Command } from '../command';
import { usageError } from '../exit';
import { actAsPerson, noRecord, PERSON_OPTIONS } from '../person';
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
    const { io, kubectl, options, arguments: [database] } = call;
    const skip = options.flag('skip-checks');
    if (skip && options.flag('recheck')) throw usageError('--recheck and --skip-checks contradict each other', 'choose one');
    const namespace = await kubectl.namespace();
    const record = await recordOf(kubectl, database, namespace, options.text('record'));
    if (record === undefined) throw await noRecord(kubectl, database, recordName(database, options.text('record')), namespace);
    if (skip) {
      const opened = record.next || record.incarnation || record.target;
      await consent(call, `Applications will be led to ${opened || database} although the checks of restore ${record.restore} have not passed: what they read may be wrong.`);
      io.stderr.write(`WARNING: opening ${namespace}/${database} without passed checks\n`);
    }
    if (options.flag('recheck') && !(record.passed === record.restore && record.state === 'halted')) await recheck(call, record);
    return actAsPerson(call, 'resume', skip ? { MOVE_ON: 'true' } : {});
  },
};
