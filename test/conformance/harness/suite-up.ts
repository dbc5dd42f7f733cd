import { build, Cluster, CLUSTER_VARIABLE } from './cluster';
import { prepareImages } from './images';

/** Builds and starts the one cluster of the suite; a cluster that runs already (for work on the suite) is taken as it is. */
export default async function suiteUp(): Promise<void> {
  if (process.env[CLUSTER_VARIABLE] === undefined) {
    build();
    const running = await Cluster.up();
    process.env[CLUSTER_VARIABLE] = JSON.stringify(running.info);
    (globalThis as any).conformanceCluster = running;
  }
  await prepareImages();
}
