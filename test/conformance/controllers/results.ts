import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import type { HuntedInGit } from './mutants/hunt';
import { versionOf } from './tools/install';
import { ROOT } from '../harness/cluster';
import type { Figures } from '../report/figures';

const FILE = join(ROOT, 'docs', 'gitops-results.md');
const TITLES = { flux: 'Flux', argo: 'Argo CD' } as const;
const PROGRAMS = { flux: 'kustomize-controller', argo: 'application-controller and repo-server' } as const;

type ToolName = keyof typeof TITLES;

/** One line for each scenario, in Markdown. */
export function results(tool: ToolName, cases: readonly Figures[], seconds: number): string {
  const rows = cases.map(c => [c.scenario, c.passed ? 'passed' : '**failed**']).sort(([a], [b]) => a.localeCompare(b, 'en'));
  const width = Math.max(...rows.map(([name]) => name.length), 'scenario'.length);
  const line = (name: string, outcome: string): string => `| ${name.padEnd(width)} | ${outcome.padEnd(7)} |`;
  return [
    line('scenario', 'result'), `|${'-'.repeat(width + 2)}|${'-'.repeat(9)}|`, ...rows.map(([name, outcome]) => line(name, outcome)), '',
    `${TITLES[tool]} ${versionOf(tool)} (${PROGRAMS[tool]}). It took ${Math.floor(seconds / 60)} min ${seconds % 60} s.`,
  ].join('\n');
}

/** Puts the section of a tool into the page that the documentation shows; those of others stay. */
export function writeResults(tool: ToolName, text: string, hunted: readonly HuntedInGit[]): void {
  const mutants = hunted.map(({ mutant, caught }) => `| ${mutant.name} | ${caught ? mutant.caughtBy : '**not caught**'} |`);
  const section = [
    text,
    ...(mutants.length === 0 ? [] : ['', `Mistakes that were put in on purpose: ${hunted.length}, noticed ${hunted.filter(h => h.caught).length}.`, '',
      '| mistake | noticed by |', '|---|---|', ...mutants]),
  ].join('\n');
  const before = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
  const sections = (Object.keys(TITLES) as ToolName[]).map(name => {
    const kept = new RegExp(`<!-- ${name} -->\\n([^]*?)\\n<!-- end -->`).exec(before)?.[1];
    const said = name === tool ? section : kept;
    return said === undefined ? '' : `## ${TITLES[name]}\n\n<!-- ${name} -->\n${said}\n<!-- end -->\n`;
  });
  writeFileSync(FILE, `${HEAD}\n${sections.filter(s => s !== '').join('\n')}`);
}

const HEAD = `# Results under real GitOps controllers

What \`npm run gitops\` last said: the controllers themselves, built from their Go modules, on a real API server and controller-manager, with the rights of
[\`pipeline-role.yaml\`](pipeline-role.yaml) in the namespace of the database and no others. KubeDB and KubeStash are played by stand-ins. Drift is looked for every two or three
seconds. What each scenario does is written in \`test/conformance/controllers/scenarios\`.
`;
