import { goalOf } from '../../protocol/person';
import { consent } from '../ask';
import { Command } from '../command';
import { actAsPerson, PERSON_OPTIONS, recordToActOn } from '../person';

export const rollback: Command = {
  arguments: [{ name: 'DB', summary: 'the database', completes: 'database' }],
  options: PERSON_OPTIONS,
  examples: ['rollback orders -n shop --reason "the restored data lacks the invoices"'],
  notes: ['Both incarnations stay. A second rollback goes forward again.'],
  run: async call => {
    const record = await recordToActOn(call);
    const to = goalOf('rollback', record);
    const from = to === record.incarnation ? record.target || record.next : record.incarnation;
    await consent(call, `Applications of ${record.database} will be led to ${to || 'the incarnation before'}; what was written to ${from || 'the present one'} is not there.`);
    return actAsPerson(call, 'rollback', record);
  },
};
