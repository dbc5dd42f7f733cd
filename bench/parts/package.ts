import { execFileSync } from 'child_process';
import { existsSync, lstatSync, readdirSync, readFileSync } from 'fs';
import { basename, join } from 'path';
import { Report, Settings } from './part';
import { ROOT } from '../lib/build';
import { worker } from '../lib/child';
import { interleaved, sample, spread } from '../lib/stats';
import { figure, table } from '../lib/table';

const DIST = join(ROOT, 'dist');

/** What is published in each language, by the end of its name. Go and .NET are measured as their sources where nothing is compiled. */
const LANGUAGES = [['js', '.tgz'], ['python', '.whl'], ['java', '.jar'], ['dotnet', '.nupkg'], ['go', '.zip']] as const;

/** Sizes, dependencies, and what it costs to load. */
export function packages({ quick }: Settings): Report {
  const loads = interleaved(quick ? 3 : 9, {
    'cdk8s': () => loaded('cdk8s'),
    'cdk8s-kubestash': () => loaded('cdk8s', 'cdk8s-kubestash'),
    'cdk8s-plus-28': () => loaded('cdk8s', 'cdk8s-plus-28'),
  });
  const plus = join(ROOT, 'node_modules', 'cdk8s-plus-28');
  const rows = [
    { name: 'cdk8s-kubestash', installed: unpacked(), dependencies: dependenciesOf(ROOT) },
    { name: 'cdk8s-plus-28', installed: bytesBelow(plus), dependencies: dependenciesOf(plus) },
  ];
  return {
    title: 'Package',
    text: [
      'Loading is beside `constructs` and `cdk8s`, which every program loads. cdk8s-grafana could not be installed from the package registry, so it is',
      'not compared.',
      '',
      table(
        ['package', 'MB installed', 'dependencies (peers not counted)', 'ms to load beside cdk8s'],
        rows.map(r => [
          r.name, r.installed === undefined ? 'not made here' : figure(r.installed / 1e6), r.dependencies,
          spread(sample(loads[r.name as keyof typeof loads].map((v, i) => v - loads.cdk8s[i])), 0),
        ]),
      ),
      '',
      ...tarballs(),
    ].join('\n'),
    figures: { loads, rows },
  };
}

/** Bytes of the package once it is installed. */
function unpacked(): number | undefined {
  const [file] = published('js', '.tgz');
  if (file === undefined) return undefined;
  const list = execFileSync('tar', ['-tzvf', file], { encoding: 'utf8' }).trim().split('\n');
  return list.reduce((sum, line) => sum + Number(line.split(/\s+/)[2]), 0);
}

function loaded(...modules: string[]): number {
  return worker<{ cpu: number }>('load', ...modules).cpu;
}

function dependenciesOf(folder: string): number {
  const { dependencies = {}, bundledDependencies = [] } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return new Set([...Object.keys(dependencies), ...bundledDependencies]).size;
}

function bytesBelow(path: string): number {
  const stat = lstatSync(path);
  return stat.isDirectory() ? readdirSync(path).reduce((sum, f) => sum + bytesBelow(join(path, f)), 0) : stat.size;
}

/** What `npx projen package-all` has made, if it was run. */
function tarballs(): string[] {
  const rows = LANGUAGES.flatMap(([language, ending]) => {
    const files = published(language, ending);
    if (files.length > 0) return files.map(f => [language, `\`${basename(f)}\``, figure(lstatSync(f).size / 1e6)]);
    const sources = join(DIST, language);
    return existsSync(sources) ? [[language, 'sources, compressed', figure(compressed(sources) / 1e6)]] : [];
  });
  if (rows.length === 0) return ['Packages were not made here: `npx projen package-all` makes them, and this part then says their sizes.'];
  return ['Packages for each language. Each of them holds the first:', '', table(['language', 'file', 'MB'], rows)];
}

function published(language: string, ending: string): string[] {
  const folder = join(DIST, language);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(e => e.isFile() && e.name.endsWith(ending) && !/-(javadoc|sources)\.jar$/.test(e.name))
    .map(e => join(e.parentPath ?? e.path, e.name));
}

function compressed(folder: string): number {
  return execFileSync('tar', ['-czf', '-', '-C', folder, '.'], { maxBuffer: 256 * 1024 * 1024 }).length;
}
