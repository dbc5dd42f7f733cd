import { existsSync } from 'fs';
import { join } from 'path';
import { SHARED } from './cluster';
import { found, Need } from '../../support/needs';

/** What the cluster is built and the scenarios are played with. */
export const CLUSTER_NEEDS: readonly Need[] = [
  { name: 'the files of upstream (KUBESTASH_SHARED)', found: existsSync(join(SHARED, 'upstream', 'crds')) },
  'go', 'curl', 'shellcheck', 'busybox', 'dash', 'psql',
  { name: 'a PostgreSQL server', found: found('/usr/lib/postgresql/*/bin/initdb') !== undefined },
  { name: 'root, which containers take (mount namespaces)', found: process.getuid?.() === 0 },
];
