import { writeFileSync } from 'fs';
import { join } from 'path';
import { Figures } from './figures';
import { ROOT } from '../harness/cluster';
import type { Hunted } from '../mutants/hunt';

/** One line for each scenario, in Markdown. */
export function table(all: readonly Figures[]): string {
  const scenarios = [...new Set(all.map(f => f.scenario))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const rows = scenarios.map(scenario => {
    const own = all.filter(f => f.scenario === scenario);
    return [scenario, String(own.length), String(own.filter(f => f.passed).length), worst(own.map(f => f.drained)), worst(own.map(f => f.serving))];
  });
  const head = ['scenario', 'cases', 'passed', 'worst halted → drained', 'worst resume → serving'];
  const widths = head.map((h, i) => Math.max(h.length, ...rows.map(r => r[i].length)));
  const line = (cells: string[]): string => `| ${cells.map((c, i) => c.padEnd(widths[i])).join(' | ')} |`;
  return [line(head), `|${widths.map(w => '-'.repeat(w + 2)).join('|')}|`, ...rows.map(line)].join('\n');
}

function worst(seconds: readonly (number | undefined)[]): string {
  const known = seconds.filter((s): s is number => s !== undefined);
  return known.length === 0 ? '–' : `${Math.max(...known).toFixed(2)} s`;
}

/** The page that the documentation shows. */
export function writeResults(text: string, hunted: readonly Hunted[]): void {
  const mutants = hunted.map(({ mutant, caught }) => `| ${mutant.name} | ${caught ? mutant.caughtBy[0] : '**not caught**'} |`);
  writeFileSync(join(ROOT, 'docs', 'conformance-results.md'), `# Results of the conformance suite

What the suite last said, the line below the table how much of it ran: a real API server and controller-manager, the run's Job with its real script, Role and token,
and stand-ins for the KubeDB and KubeStash operators. What each scenario shows is written in \`test/conformance/scenarios\`.

${text}

*Halted → drained*: from the patch that halts a client Service to its last endpoint gone. *Resume → serving*: from the patch that opens it
to its first endpoint. Both as the EndpointSlices say, on two cores that run everything.
${mutants.length === 0 ? '' : `
## Mutants

Each is a mistake that somebody could make in the script or in the Role, and the scenario that notices it.

| mistake | noticed by |
|---|---|
${mutants.sort().join('\n')}
`}`);
}
