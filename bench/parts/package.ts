import { existsSync, lstatSync, readdirSync, readFileSync } from 'fs';
import { basename, join } from 'path';
import { Report, Settings } from './part';
import { PACKAGE, ROOT } from '../lib/build';
import { worker } from '../lib/child';
import { interleaved, sample, spread } from '../lib/stats';
import { figure, table } from '../lib/table';

const DIST = join(ROOT, 'dist');

/** Folders of the languages, and how what is published ends. */
const LANGUAGES = [['js', '.tgz'], ['python', '.whl'], ['java', '.jar'], ['dotnet', '.nupkg'], ['go', '.zip']] as const;

/** Sizes, dependencies, and what it costs to load. */
export function packages({ quick }: Settings): Report {
  const loads = interleaved(quick ? 3 : 9, {
    'cdk8s': () => loaded('cdk8s'),
    'cdk8s-kubestash': () => loaded('cdk8s', 'cdk8s-kubestash'),
    'cdk8s-plus-28': () => loaded('cdk8s', 'cdk8s-plus-28'),
  });
  const own = join(ROOT, 'node_modules', 'cdk8s-plus-28');
  const rows = [
    { name: 'cdk8s-kubestash', files: [join(PACKAGE, 'lib'), join(ROOT, 'assets')], dependencies: dependenciesOf(ROOT) },
    { name: 'cdk8s-plus-28', files: [join(own, 'lib')], dependencies: dependenciesOf(own) },
  ];
  return {
    title: 'Package',
    text: [
      'Loading is beside `constructs` and `cdk8s`, which every program loads. Sizes are JavaScript and what ships with it, without declarations and jsii\'s',
      'assembly. cdk8s-grafana is not compared: the package registry has no package of that name.',
      '',
      table(
        ['package', 'MB', 'dependencies (peers not counted)', 'ms to load beside cdk8s'],
        rows.map(r => [
          r.name, figure(r.files.reduce((sum, f) => sum + bytesBelow(f), 0) / 1e6), r.dependencies,
          spread(sample(loads[r.name as keyof typeof loads].map((v, i) => v - loads.cdk8s[i])), 0),
        ]),
      ),
      '',
      ...tarballs(),
    ].join('\n'),
    figures: { loads, rows: rows.map(r => ({ ...r, files: r.files.reduce((sum, f) => sum + bytesBelow(f), 0) })) },
  };
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
  if (!stat.isDirectory()) return /\.(d\.ts|map)$/.test(path) ? 0 : stat.size;
  return readdirSync(path).reduce((sum, f) => sum + bytesBelow(join(path, f)), 0);
}

/** What `npm run package-all` has made, if it was run. */
function tarballs(): string[] {
  const files = existsSync(DIST) ? LANGUAGES.flatMap(([language, ending]) => (
    filesBelow(join(DIST, language)).filter(f => f.endsWith(ending)).map(f => [language, `\`${basename(f)}\``, figure(lstatSync(f).size / 1e6)])
  )) : [];
  if (files.length === 0) return ['Packages for other languages were not made here: `npm run package-all` makes them, and this part then says their sizes.'];
  return ['Packages as they are published, for each language:', '', table(['language', 'file', 'MB'], files)];
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true }).filter(e => e.isFile()).map(e => join(e.parentPath ?? e.path, e.name));
}
