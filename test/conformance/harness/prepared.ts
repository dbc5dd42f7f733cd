import { Cluster, CLUSTER_VARIABLE } from './cluster';
import { control } from './control';
import { prepareImages } from './images';
import { Manifest } from './objects';
import { enforcePolicy } from './policy';
import { admin } from './space';

/** A cluster with all that scenarios take for granted; tests find it by the environment. */
export async function preparedCluster(): Promise<Cluster> {
  const running = await Cluster.up();
  process.env[CLUSTER_VARIABLE] = JSON.stringify(running.info);
  await prepareImages(running.programs);
  // Every look of the stand-ins costs time of the two cores that run everything.
  await control('POST', '/behaviour', { requeueSeconds: 1 });
  // KubeDB refuses a database whose StorageClass is not there.
  for (const name of ['standard', 'fast']) {
    await admin().create({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name }, provisioner: 'conformance.example/none' } as Manifest);
  }
  await enforcePolicy(admin());
  return running;
}
