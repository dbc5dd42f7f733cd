import { Api } from './api';
import { Manifest, Objects } from './objects';
import type { Space } from './space';

/** Objects as the holder of a run's token sees them. */
export async function thiefOf(space: Space, objects: readonly Manifest[]): Promise<Objects> {
  const account = objects.find(o => o.kind === 'ServiceAccount')!.metadata;
  const { status } = await space.admin.api.request('POST', `/api/v1/namespaces/${space.namespace}/serviceaccounts/${account.name}/token`, {
    apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3600 },
  });
  return new Objects(new Api(status.token));
}
