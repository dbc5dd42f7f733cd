import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import type { HuntedInGit } from './mutants/hunt';
import { mutantsOf } from './mutants/mutants';
import { versionOf } from './tools/install';
import { ROOT } from '../harness/cluster';
import type { Figures } from '../report/figures';

// What each tool last said, scenario by scenario: a run is made in parts, and each part keeps what the others have said.

const RESULTS = join(ROOT, 'test', 'conformance', 'gitops-results.json');
const PAGE = join(ROOT, 'docs', 'gitops-results.md');
const TITLES = { flux: 'Flux', argo: 'Argo CD' } as const;
const PROGRAMS = { flux: 'kustomize-controller', argo: 'application-controller and repo-server' } as const;

export type ToolName = keyof typeof TITLES;

/** What a tool last said. */
export interface Results {
  readonly version: string;
  /** Whether each scenario passed. */
  readonly scenarios: Readonly<Record<string, boolean>>;
  /** Whether each mutant was noticed. */
  readonly mutants: Readonly<Record<string, boolean>>;
}

/** What was played now, beside what was known of other scenarios and mutants; those that are none any more are forgotten. */
export function resultsOf(tool: ToolName, cases: readonly Figures[], hunted: readonly HuntedInGit[], scenarios: readonly string[]): Results {
  const before = read()[tool];
  const kept = (all: Readonly<Record<string, boolean>> = {}, names: readonly string[]) => (
    Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)))
  );
  return {
    version: versionOf(tool),
    scenarios: { ...kept(before?.scenarios, scenarios), ...Object.fromEntries(cases.map(c => [c.scenario, c.passed])) },
    mutants: { ...kept(before?.mutants, mutantsOf(tool).map(m => m.name)), ...Object.fromEntries(hunted.map(h => [h.mutant.name, h.caught])) },
  };
}

/** Keeps results, and writes the page of the documentation. */
export function writeResults(tool: ToolName, results: Results): void {
  const all = { ...read(), [tool]: results };
  writeFileSync(RESULTS, `${JSON.stringify(all, undefined, 1)}\n`);
  const tools = (Object.keys(TITLES) as ToolName[]).filter(name => all[name] !== undefined);
  writeFileSync(PAGE, [HEAD, ...tools.map(name => `## ${TITLES[name]}\n\n${tables(name, all[name]!)}\n`)].join('\n'));
}

/** One line for each scenario and each mutant, in Markdown. */
export function tables(tool: ToolName, { version, scenarios, mutants }: Results): string {
  const rows = Object.entries(scenarios).map(([name, passed]) => [name, passed ? 'passed' : '**failed**']).sort(([a], [b]) => a.localeCompare(b, 'en'));
  const hunted = mutantsOf(tool).filter(m => m.name in mutants);
  return [
    `${TITLES[tool]} ${version} (${PROGRAMS[tool]}).`, '',
    ...table(['scenario', 'result'], rows),
    ...(hunted.length === 0 ? [] : ['', `Mistakes that were put in on purpose: ${hunted.length}, noticed ${hunted.filter(m => mutants[m.name]).length}.`, '',
      ...table(['mistake', 'noticed by'], hunted.map(m => [m.name, mutants[m.name] ? m.caughtBy : '**not noticed**']))]),
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`);
}

function read(): Partial<Record<ToolName, Results>> {
  return existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
}

const HEAD = `# Results under real GitOps controllers

What \`npm run gitops\` last said: the controllers themselves, built from their Go modules, on a real API server and controller-manager, with the rights of
[\`pipeline-role.yaml\`](pipeline-role.yaml) in the namespace of the database and no others. KubeDB and KubeStash are played by stand-ins. Drift is looked for every two or three
seconds. What each scenario does is written in \`test/conformance/controllers/scenarios\`.
`;
