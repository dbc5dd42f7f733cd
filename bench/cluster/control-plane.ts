import { existsSync } from 'fs';
import { join } from 'path';
import { CACHE, CLUSTER_VARIABLE, SHARED } from '../../test/conformance/harness/cluster';
import { preparedCluster } from '../../test/conformance/harness/prepared';
import { Report, skipped } from '../parts/part';

/** Measures on the conformance control plane; one that runs already is taken as it is. */
export async function onControlPlane(title: string, measure: (title: string) => Promise<Report>): Promise<Report> {
  if (!existsSync(join(CACHE, 'cluster'))) return skipped(title, 'the conformance control plane is not built (npm run conformance)');
  if (!existsSync(join(SHARED, 'upstream', 'crds'))) return skipped(title, 'the CRDs of KubeDB and KubeStash are not there');
  if (process.getuid?.() !== 0) return skipped(title, 'running containers takes root');
  const running = process.env[CLUSTER_VARIABLE] === undefined ? await preparedCluster() : undefined;
  try {
    return await measure(title);
  } finally {
    await running?.stop();
    if (running !== undefined) delete process.env[CLUSTER_VARIABLE];
  }
}
