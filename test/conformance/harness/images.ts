import { chmodSync, cpSync, readdirSync } from 'fs';
import { join } from 'path';
import { cluster, ROOT } from './cluster';
import { control } from './control';

/** Programs that play the clients of databases, and where the images of databases find them. */
export async function prepareImages(): Promise<void> {
  // Not below /tmp, over which pods mount volumes: a checkout may well be there.
  const bin = '/var/tmp/cdk8s-kubestash-stub-clients';
  cpSync(join(ROOT, 'test', 'conformance', 'stubs'), bin, { recursive: true });
  for (const file of readdirSync(bin)) chmodSync(join(bin, file), 0o755);
  // It ends before there is garbage worth collecting.
  await control('POST', '/images', { prefix: 'ghcr.io/appscode/kubectl', env: { GOGC: 'off', GOMAXPROCS: '1' } });
  for (const prefix of ['ghcr.io/appscode-images/', 'ghcr.io/kubedb/', 'docker.io/', 'mcr.microsoft.com/']) {
    await control('POST', '/images', { prefix, binDir: bin, env: { CONFORMANCE_CONTROL: cluster().control } });
  }
}
