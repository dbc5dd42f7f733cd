import { instanceLabels } from '../../engines/reached';
import { engineFactsOfKind } from '../../engines/registry';
import { plain } from '../../protocol/text';
import { KINDS } from '../cluster/kinds';
import { ClusterError, ClusterObject, listObjects } from '../cluster/objects';
import { Kubectl } from '../kubectl';

/** Sizes of the volumes of a database as they are now; none where they may not be read. */
export async function liveVolumes(kubectl: Kubectl, { kind, metadata, spec }: ClusterObject): Promise<string[]> {
  const facts = engineFactsOfKind(kind, spec?.version);
  if (facts === undefined) return [];
  const labels = Object.entries(instanceLabels(facts, metadata.name)).map(([k, v]) => `${k}=${v}`).join(',');
  try {
    const claims = await listObjects(kubectl, KINDS.claim, metadata.namespace, labels);
    return claims.map(claim => plain(claim.status?.capacity?.storage ?? claim.spec?.resources?.requests?.storage));
  } catch (e) {
    if (e instanceof ClusterError) return [];
    throw e;
  }
}
