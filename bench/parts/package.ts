import { lstatSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { Report, Settings } from './part';
import { PACKAGE, ROOT } from '../lib/build';
import { worker } from '../lib/child';
import { interleaved, sample, spread } from '../lib/stats';
import { figure, table } from '../lib/table';

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
      'assembly. cdk8s-grafana could not be installed from the package registry, so it is not compared.',
      '',
      table(
        ['package', 'MB', 'dependencies (peers not counted)', 'ms to load beside cdk8s'],
        rows.map(r => [
          r.name, figure(r.files.reduce((sum, f) => sum + bytesBelow(f), 0) / 1e6), r.dependencies,
          spread(sample(loads[r.name as keyof typeof loads].map((v, i) => v - loads.cdk8s[i])), 0),
        ]),
      ),
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
