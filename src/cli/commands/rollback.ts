import { consent } from '../ask';
import { recordName, recordOf } from '../cluster/record';
import { Command } from '../command';
import { actAsPerson, noRecord, PERSON_OPTIONS } from '../person';

export const rollback: Command = {
  arguments: [{ name: 'DB', summary: 'the database', completes: 'database' }],
  options: PERSON_OPTIONS,
  examples: ['rollback orders -n shop --reason "the restored data lacks the invoices"'],
  notes: ['Both incarnations stay. A second rollback goes forward again.'],
  run: async call => {
    const { kubectl, options, arguments: [database] } = call;
    const namespace = await kubectl.namespace();
    const record = await recordOf(kubectl, database, namespace, options.text('record'));
    if (record === undefined) throw await noRecord(kubectl, database, recordName(database, options.text('record')), namespace);
    const unfinished = record.state !== 'serving' && record.target !== '' && record.target !== record.incarnation;
    const [to, from] = unfinished ? [record.incarnation, record.target] : [record.previous, record.incarnation];
    await consent(call, `Applications of ${database} will be led to ${to || 'the incarnation before'}; what was written to ${from || 'the present one'} is not there.`);
    return actAsPerson(call, 'rollback');
  },
};
