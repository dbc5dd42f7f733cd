import { Declared } from './declare';
import { offeredInPlace } from './in-place';
import { Order } from './order';
import { Finding, formatFinding, Severity } from '../../findings/finding';
import { DurationEstimate, estimateDuration, shownSeconds } from '../../plan/duration';
import { Process } from '../../plan/request';
import { RestorePlan } from '../../plan/restore-plan';
import { plain } from '../../protocol/text';
import { snapshotJson } from '../catalog/json';
import { wrap } from '../help';
import { Io } from '../io';
import { shownBytes } from '../sizes';
import { Style, widthOf } from '../style';
import { ageOf, bothTimes } from '../times';

/** A plan for people. */
export function printPlan({ plan, findings }: Declared, order: Order, io: Io, style: Style): string {
  const width = Math.min(widthOf(io.stdout), 110);
  const list = (title: string, lines: readonly string[], mark: (i: number) => string) => lines.length === 0 ? [] : [
    style.bold(title), ...lines.flatMap((line, i) => hang(mark(i), line, width)), '',
  ];
  // Without data there is nothing to plan.
  if (order.asked.kind === 'snapshot' && order.asked.snapshot._missing) return `${printFindings(findings, style, width).join('\n')}\n`;
  const offered = offeredInPlace(order.inPlace, plan);
  const fact = (name: string, text: string) => hang(name.padEnd(9), text, width);
  return [
    `${style.bold(plain(`Restore ${plan.namespace}/${plan.database}`))}  ${plan.engine}, restore id ${plan.id}`,
    ...fact('data', sourceOf(order, plan.source, io)),
    ...fact('process', `${plan.process}: ${plan.why}`),
    ...fact('result', plan.previous === undefined ? `${plan.target}, a new database`
      : plan.previous === plan.target ? `${plan.target}, ${plan.process === 'in-place' ? 'put back in place' : 'written over'}` : `${plan.target}, in place of ${plan.previous}`),
    '',
    ...list('Steps', plan.steps, i => `${i + 1}.`),
    ...list('Unavailable meanwhile', [plan.downtime, howLong(durationOf(plan, order))], () => '-'),
    ...list('Costs and risks', plan.risks, () => '-'),
    ...list('Not proven upstream', plan.unproven, () => '-'),
    ...list('Objects', plan.objects, () => '-'),
    ...list('Another way', offered === undefined ? [] : [offered], () => '-'),
    ...printFindings(findings, style, width),
  ].join('\n') + '\n';
}

/** About how long the data takes to come back. */
function durationOf({ process }: RestorePlan, { asked, earlier }: Order): DurationEstimate {
  return estimateDuration({ process: process as Process, ...(asked.kind === 'snapshot' && !asked.snapshot._missing ? { bytes: asked.snapshot.size } : {}), ...earlier });
}

function howLong({ seconds, basis }: DurationEstimate): string {
  return seconds === undefined ? `how long the data takes to come back is not known: ${basis}`
    : `the data takes about ${shownSeconds(seconds)} to come back, and checks come after that: ${basis}`;
}

/** Findings, the errors first. */
export function printFindings(findings: readonly Finding[], style: Style, width: number): string[] {
  if (findings.length === 0) return [style.good('No findings: nothing speaks against it.')];
  const errors = findings.filter(f => f.severity === Severity.ERROR);
  const lines = [...errors, ...findings.filter(f => f.severity !== Severity.ERROR)].flatMap(f => {
    const [first, ...rest] = hang(f.severity, formatFinding(f), width);
    const paint = f.severity === Severity.ERROR ? style.bad : style.warn;
    return [first.replace(f.severity, paint(f.severity)), ...rest];
  });
  return [style.bold('Findings'), ...lines];
}

/** A plan for machines. */
export function planJson({ plan, findings }: Declared, order: Order): string {
  const { asked } = order;
  const duration = durationOf(plan, order);
  return `${JSON.stringify({
    schema: 'cdk8s-kubestash/plan/v1',
    plan,
    shapeFrom: order.live?.manifest.metadata.name ?? null,
    duration: { seconds: duration.seconds ?? null, basis: duration.basis },
    alternatives: offeredInPlace(order.inPlace, plan) === undefined ? [] : ['in-place'],
    point: asked.kind === 'time' ? { kind: 'time', time: asked.time, window: asked.window ?? null } : { kind: 'snapshot', snapshot: snapshotJson(asked.snapshot) },
    findings: findings.map(f => ({
      code: f.code, severity: f.severity, message: f.message, value: f.value ?? null, allowed: f.allowed ?? null, remedy: f.remedy ?? null,
    })),
    ok: !hasErrors(findings),
  }, undefined, 1)}\n`;
}

/** Whether something stands in the way. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(f => f.severity === Severity.ERROR);
}

function sourceOf({ asked }: Order, source: string | undefined, io: Io): string {
  if (asked.kind === 'time') return `${source?.replace(asked.time, '').trim() ?? ''} ${bothTimes(asked.time, io)}, ${ageOf(asked.time, io)} ago`;
  const { name, method, time, size } = asked.snapshot;
  const bytes = size === undefined ? '' : `, ${shownBytes(size)}`;
  return asked.snapshot._missing ? 'a Snapshot that was not found' : `${method} Snapshot ${name} of ${bothTimes(time, io)}, ${ageOf(time, io)} ago${bytes}`;
}

/** A line under a mark. Names and messages of the cluster are in it. */
function hang(mark: string, text: string, width: number): string[] {
  const [first, ...rest] = wrap(plain(text, Infinity), width, mark.length + 3);
  return [`  ${mark} ${first.trimStart()}`, ...rest];
}
