import { Cluster } from './cluster';

export default async function suiteDown(): Promise<void> {
  await ((globalThis as any).conformanceCluster as Cluster | undefined)?.stop();
}
