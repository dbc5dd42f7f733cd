import { build, CLUSTER_VARIABLE } from './cluster';
import { preparedCluster } from './prepared';

/** Builds and starts the one cluster of the suite; a cluster that runs already (for work on the suite) is taken as it is. */
export default async function suiteUp(): Promise<void> {
  if (process.env[CLUSTER_VARIABLE] !== undefined) return;
  build();
  (globalThis as any).conformanceCluster = await preparedCluster();
}
