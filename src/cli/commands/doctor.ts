import { formatFinding, Severity } from '../../findings/finding';
import { consent } from '../ask';
import { Call, Command } from '../command';
import { CLUSTER_OPTIONS, JSON_OPTION, YES_OPTION } from '../common-options';
import { examine } from '../doctor/examine';
import { Diagnosis, Patient } from '../doctor/patient';
import { Exit } from '../exit';
import { interruptible } from '../interrupt';
import { hasErrors } from '../restore/print';
import { styleOf } from '../style';

export const doctor: Command = {
  arguments: [],
  options: {
    ...CLUSTER_OPTIONS,
    'all-namespaces': { type: 'boolean', short: 'A', summary: 'databases of all namespaces' },
    'fix': { type: 'boolean', summary: 'mend client Services that are not as their record says' },
    ...YES_OPTION,
    ...JSON_OPTION,
  },
  examples: ['doctor -n shop', 'doctor -A --json', 'doctor -n shop --fix --yes'],
  notes: ['Exit code 1: something keeps restores from working, or a database is not as it should be. Warnings alone: 0.'],
  run: async call => {
    const { io, kubectl, options } = call;
    const namespace = options.flag('all-namespaces') ? undefined : await kubectl.namespace();
    let found = await examine(new Patient(io, kubectl, namespace));
    const fixed = options.flag('fix') ? await fix(call, found) : [];
    if (fixed.length > 0) found = await examine(new Patient(io, kubectl, namespace));
    if (options.flag('json')) {
      const findings = found.map(({ code, severity, message, value, allowed, remedy, about, fix: mend }) => ({
        code,
        severity,
        about: about ?? null,
        message,
        value: value ?? null,
        allowed: allowed ?? null,
        remedy: remedy ?? null,
        fixable: mend !== undefined,
      }));
      io.stdout.write(`${JSON.stringify({ schema: 'cdk8s-kubestash/doctor/v1', ok: !hasErrors(found), fixed, findings }, undefined, 1)}\n`);
    } else {
      print(call, found, fixed);
    }
    return hasErrors(found) ? Exit.FINDINGS : Exit.OK;
  },
};

/** Mends what can be mended, one database after the other. */
async function fix(call: Call, found: readonly Diagnosis[]): Promise<string[]> {
  const curable = found.filter(d => d.fix !== undefined);
  if (curable.length === 0) return [];
  await consent(call, `${curable.map(d => d.about).join(', ')}: will be made as the record says.`);
  const fixed = new Set<string>();
  await interruptible(call.io, async interruption => {
    for (const { fix: mend } of curable) fixed.add(await mend!(interruption));
  });
  return [...fixed];
}

function print({ io }: Call, found: readonly Diagnosis[], fixed: readonly string[]): void {
  const style = styleOf(io);
  for (const line of fixed) io.stdout.write(`${style.good('fixed')} ${line}\n`);
  if (found.length === 0) {
    io.stdout.write(`${style.good('Nothing to complain about.')}\n`);
    return;
  }
  const bySeverity = [...found].sort((a, b) => Number(a.severity !== Severity.ERROR) - Number(b.severity !== Severity.ERROR));
  for (const finding of bySeverity) {
    const paint = finding.severity === Severity.ERROR ? style.bad : style.warn;
    io.stdout.write(`${paint(finding.severity)} ${finding.about === undefined ? '' : `${style.bold(finding.about)} `}${formatFinding(finding)}\n`);
  }
}
