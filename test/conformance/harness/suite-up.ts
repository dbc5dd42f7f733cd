import { ApiError } from './api';
import { build, Cluster, CLUSTER_VARIABLE } from './cluster';
import { control } from './control';
import { prepareImages } from './images';
import { Manifest } from './objects';
import { admin } from './space';

/** Builds and starts the one cluster of the suite; a cluster that runs already (for work on the suite) is taken as it is. */
export default async function suiteUp(): Promise<void> {
  if (process.env[CLUSTER_VARIABLE] === undefined) {
    build();
    const running = await Cluster.up();
    process.env[CLUSTER_VARIABLE] = JSON.stringify(running.info);
    (globalThis as any).conformanceCluster = running;
  }
  await prepareImages();
  // Every look of the stand-ins costs time of the two cores that run everything.
  await control('POST', '/behaviour', { requeueSeconds: 1 });
  for (const name of ['standard', 'fast']) await storageClass(name);
}

/** KubeDB refuses a database whose StorageClass is not there. */
async function storageClass(name: string): Promise<void> {
  try {
    await admin().create({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name }, provisioner: 'conformance.example/none' } as Manifest);
  } catch (error) {
    if (!(error instanceof ApiError && error.reason === 'AlreadyExists')) throw error;
  }
}
