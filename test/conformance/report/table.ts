import { readdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { fileOf } from './figures';
import { FileResult, Results } from './results';
import { ROOT } from '../harness/cluster';

/** One line for each file, in Markdown. */
export function table(files: Readonly<Record<string, FileResult | undefined>>): string {
  const rows = Object.entries(files).map(([file, r]) => (r === undefined ? [file, 'not run', '', '', '', '', ''] : [
    file, `${r.tests - r.failedTests} of ${r.tests}`, `${r.passed} of ${r.cases}`, seconds(r.drained), seconds(r.serving), size(file, r), minutes(r.took),
  ]));
  const head = ['scenarios', 'tests passed', 'cases passed', 'worst halted → drained', 'worst resume → serving', 'size', 'took'];
  const widths = head.map((h, i) => Math.max(h.length, ...rows.map(r => r[i].length)));
  const line = (cells: string[]): string => `| ${cells.map((c, i) => c.padEnd(widths[i])).join(' | ')} |`;
  return [line(head), `|${widths.map(w => '-'.repeat(w + 2)).join('|')}|`, ...rows.map(line)].join('\n');
}

/** How much was run of what could go on for ever. */
function size(file: string, { scale: { orders, kills } }: FileResult): string {
  if (file.startsWith('2-any-order')) return `${orders} random orders a flow`;
  if (file === '4-kills') return kills === 'all' ? 'around every change' : `${kills} kills a flow`;
  return '';
}

function seconds(value: number | undefined): string {
  return value === undefined ? '–' : `${value.toFixed(2)} s`;
}

function minutes(took: number): string {
  return `${Math.floor(took / 60)} min ${took % 60} s`;
}

/** All files of scenarios, so that the page tells what was not run, too. */
function scenarios(): string[] {
  return readdirSync(join(ROOT, 'test', 'conformance', 'scenarios')).map(fileOf).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

/** The page that the documentation shows. */
export function writePage({ files, mutants }: Results): void {
  const all = Object.entries(mutants);
  writeFileSync(join(ROOT, 'docs', 'conformance-results.md'), `# Results of the conformance suite

What each file of \`test/conformance/scenarios\` said when all of it was last run: on a real API server and controller-manager, with the run's Job, its real program, Role and token,
and stand-ins for the KubeDB and KubeStash operators. What each scenario shows is written there. A full run is made in parts; the column *size* says how much was run
of what could go on for ever, and *took* how long a part took on two cores, which had other work, too. What was not run whole since the results are kept by file says so.

${table(Object.fromEntries(scenarios().map(file => [file, files[file]])))}

*Halted → drained*: from the patch that halts a client Service to its last endpoint gone. *Resume → serving*: from the patch that opens it
to its first endpoint. Both as the EndpointSlices say, on two cores that run everything; [beside a plain patch](performance.md#cluster) they are compared.
${all.length === 0 ? '' : `
## Mutants

Each is a mistake that somebody could make in the program or in the Role of a run, and the scenario that notices it: ${all.filter(([, by]) => by !== '').length} of ${all.length} are noticed.

| mistake | noticed by |
|---|---|
${all.map(([name, by]) => `| ${name} | ${by === '' ? '**not noticed**' : by} |`).join('\n')}
`}`);
}
