import { readFileSync } from 'fs';
import { dirname, join } from 'path';
import { Versions } from './project';

/** The versions that are installed here, as ranges that hold them. */
export function versions(): Versions {
  const own = join(__dirname, '..', '..', '..', 'package.json');
  return {
    library: rangeOf(own),
    cdk8s: rangeOf(require.resolve('cdk8s/package.json')),
    constructs: rangeOf(join(dirname(require.resolve('constructs')), '..', 'package.json')),
  };
}

/** A version that was never released has no range. */
function rangeOf(path: string): string {
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
  return version === '0.0.0' ? '*' : `^${version}`;
}
