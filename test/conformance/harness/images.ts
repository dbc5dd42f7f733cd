import { chmodSync, cpSync, readdirSync } from 'fs';
import { join } from 'path';
import { cluster, ROOT } from './cluster';
import { control } from './control';

/** Puts the programs that play the clients of databases into a folder, where the images of databases find them. */
export async function prepareImages(bin: string): Promise<void> {
  cpSync(join(ROOT, 'test', 'conformance', 'stubs'), bin, { recursive: true });
  for (const file of readdirSync(bin)) chmodSync(join(bin, file), 0o755);
  // It ends before there is garbage worth collecting.
  await control('POST', '/images', { prefix: 'ghcr.io/appscode/kubectl', env: { GOGC: 'off', GOMAXPROCS: '1' } });
  // An image of Node has nothing but node, whatever other images of its registry have.
  await control('POST', '/images', { prefix: 'docker.io/library/node' });
  for (const prefix of ['ghcr.io/appscode-images/', 'ghcr.io/kubedb/', 'docker.io/', 'mcr.microsoft.com/']) {
    await control('POST', '/images', { prefix, binDir: bin, env: { CONFORMANCE_CONTROL: cluster().control } });
  }
}
