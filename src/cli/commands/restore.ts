import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Call, Command } from '../command';
import { JSON_OPTION, YES_OPTION } from '../common-options';
import { CliError, Exit, usageError } from '../exit';
import { applyRestore } from '../restore/apply';
import { restoreToCode } from '../restore/code';
import { declare } from '../restore/declare';
import { RESTORE_OPTIONS } from '../restore/options';
import { Order, readOrder } from '../restore/order';
import { hasErrors, planJson, printFindings } from '../restore/print';
import { styleOf } from '../style';

export const restore: Command = {
  arguments: [{ name: 'DB', summary: 'the database whose data is wanted', completes: 'database' }],
  options: {
    ...RESTORE_OPTIONS,
    output: { type: 'string', short: 'o', value: 'DIR', summary: 'where the manifests go; "-", standard output, by default', completes: 'directory' },
    apply: { type: 'boolean', summary: 'show the plan, ask, apply it, and follow it until it is over' },
    code: { type: 'boolean', summary: 'print the TypeScript that declares the same restore' },
    timeout: { type: 'string', value: 'TIME', summary: 'with --apply: stop following after 30m, 2h, …; the restore goes on' },
    ...YES_OPTION,
    ...JSON_OPTION,
  },
  examples: [
    'restore orders -n shop --at 2026-11-20T08:30:00Z --apply',
    'restore orders -n shop --snapshot orders-logical-1795338000 --code',
    'restore orders -n shop --latest --method logical --to orders/staging --storage 60Gi --output staging/',
  ],
  notes: [
    'Nothing is applied while an error stands in the way. Ctrl-C while it follows ends the following, not the restore: the run goes on in the cluster.',
  ],
  run: async call => {
    const { io, options } = call;
    const ways = ['apply', 'code'].filter(o => options.flag(o)).length + (options.text('output') === undefined ? 0 : 1);
    if (ways > 1) throw usageError('--apply, --code and --output exclude each other', 'choose one');
    if (options.flag('json') && !options.flag('apply')) throw usageError('--json belongs to --apply', 'cdk8s-kubestash plan --json prints the plan');
    const order = await readOrder(call);
    const declared = declare(call, order);
    const style = styleOf(io, io.stderr);
    if (hasErrors(declared.findings)) {
      if (options.flag('json')) io.stdout.write(planJson(declared, order));
      else io.stderr.write(`${printFindings(declared.findings, style, 110).join('\n')}\n`);
      return Exit.FINDINGS;
    }
    if (options.flag('code')) {
      io.stdout.write(restoreToCode(declared.description, order));
      return Exit.OK;
    }
    const yaml = declared.yaml();
    if (options.flag('apply')) return applyRestore(call, order, declared, yaml);
    if (declared.findings.length > 0) io.stderr.write(`${printFindings(declared.findings, style, 110).join('\n')}\n`);
    write(call, order, yaml);
    return Exit.OK;
  },
};

function write({ io, options }: Call, order: Order, yaml: string): void {
  const output = options.text('output') ?? '-';
  if (output === '-') {
    io.stdout.write(yaml);
    return;
  }
  const file = join(output, `restore-${(order.target ?? order.source).name}.k8s.yaml`);
  try {
    mkdirSync(output, { recursive: true });
    writeFileSync(file, yaml);
  } catch (e) {
    throw new CliError(Exit.USAGE, `${file} could not be written: ${(e as Error).message}`);
  }
  io.stderr.write(`wrote ${file}; kubectl apply -f ${file} starts the restore\n`);
}
