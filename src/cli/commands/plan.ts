import { Command } from '../command';
import { JSON_OPTION } from '../common-options';
import { Exit } from '../exit';
import { declare } from '../restore/declare';
import { RESTORE_OPTIONS } from '../restore/options';
import { readOrder } from '../restore/order';
import { hasErrors, planJson, printPlan } from '../restore/print';
import { styleOf } from '../style';

export const plan: Command = {
  arguments: [{ name: 'DB', summary: 'the database whose data is wanted', completes: 'database' }],
  options: { ...RESTORE_OPTIONS, ...JSON_OPTION },
  examples: [
    'plan orders -n shop --at 2026-11-20T08:30:00Z',
    'plan orders -n shop --latest --method logical --to orders/staging --storage 60Gi',
  ],
  notes: ['Nothing is changed. Exit code 1: an error stands in the way of the restore.'],
  run: async call => {
    const order = await readOrder(call);
    const declared = declare(call, order);
    call.io.stdout.write(call.options.flag('json') ? planJson(declared, order) : printPlan(declared, order, call.io, styleOf(call.io)));
    return hasErrors(declared.findings) ? Exit.FINDINGS : Exit.OK;
  },
};
