import { Declared } from './declare';
import { Order } from './order';
import { printPlan } from './print';
import { plainLines } from '../../protocol/text';
import { consent } from '../ask';
import { Call } from '../command';
import { Exit, usageError } from '../exit';
import { interruptible } from '../interrupt';
import { follow } from '../run/follow';
import { styleOf } from '../style';

/** Shows the plan, asks, applies, and follows the run until it is over. */
export async function applyRestore(call: Call, order: Order, declared: Declared, yaml: string): Promise<number> {
  const { io, kubectl, options } = call;
  const { plan } = declared;
  const { name: database, namespace } = order.target ?? order.source;
  // A new database has a record of its own.
  const record = order.target === undefined ? order.live?.record?.name : undefined;
  const timeout = secondsOf(options.text('timeout'));
  const json = options.flag('json');
  if (!json) io.stderr.write(`${printPlan(declared, order, io, styleOf(io, io.stderr))}\n`);
  await consent(call, consequence(declared, database));
  const run = plan.objects.filter(o => o.startsWith('Job ')).map(o => o.slice('Job '.length)).pop()!;
  // What is being applied is applied to its end, whoever presses what.
  const outcome = await interruptible(io, async interruption => {
    io.stderr.write(plainLines(await kubectl.text(['apply', '-f', '-'], yaml)));
    return follow(call, { database, namespace, record, restore: plan.id, run, timeout }, interruption);
  });
  if (json) {
    io.stdout.write(`${JSON.stringify({ schema: 'cdk8s-kubestash/restore/v1', plan, outcome: { ...outcome, exit: undefined }, exitCode: outcome.exit }, undefined, 1)}\n`);
    return outcome.exit;
  }
  io.stdout.write(`${namespace}/${database}: ${outcome.end} after ${outcome.seconds.toFixed(0)} s. ${outcome.message}\n`);
  if (outcome.end === 'halted' && outcome.exit === Exit.OK) {
    io.stdout.write(`next: cdk8s-kubestash resume ${database} -n ${namespace} opens ${plan.target}`
      + `${plan.previous === undefined ? '' : `, cdk8s-kubestash rollback ${database} -n ${namespace} goes back to ${plan.previous}`}\n`);
  }
  return outcome.exit;
}

function consequence({ plan }: Declared, database: string): string {
  if (plan.previous === undefined) return `${plan.namespace}/${plan.target} is created, with the data of ${plan.source}.`;
  const over = plan.previous === plan.target ? `, and ${plan.target} is written over, which cannot be taken back` : '';
  return `Applications lose their connections to ${plan.namespace}/${database} as soon as this is applied${over}.`;
}

function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d+)(s|m|h)$/.exec(text);
  if (match === null) throw usageError(`--timeout cannot be "${text}"`, 'write a number with s, m or h, like 30m');
  return Number(match[1]) * { s: 1, m: 60, h: 3600 }[match[2] as 's' | 'm' | 'h'];
}
