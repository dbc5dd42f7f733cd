import { DatabaseShape } from './shape';

/** Prefixes of labels and annotations by which a tool marks one object as its own, or remembers what it applied. */
const MARKS = [
  'cdk8s-kubestash/', 'kubectl.kubernetes.io/', 'argocd.argoproj.io/', 'kustomize.toolkit.fluxcd.io/', 'helm.toolkit.fluxcd.io/',
  'meta.helm.sh/', 'helm.sh/', 'fleet.cattle.io/', 'objectset.rio.cattle.io/', 'kubedb.com/', 'kubestash.com/', 'app.kubernetes.io/managed-by',
  // The tracking label of Argo CD, and a part of the selector of KubeDB's pods.
  'app.kubernetes.io/instance',
];

/**
 * Labels and annotations of an object that others like it should have too: what people wrote, not what tools track it by. KubeDB copies
 * labels of a database to its pods (upstream: `OffshootLabels` of the kinds).
 */
export function carriedMetadata(metadata: any): Pick<DatabaseShape, 'labels' | 'annotations'> {
  const labels = carried(metadata?.labels);
  const annotations = carried(metadata?.annotations);
  return { ...(labels === undefined ? {} : { labels }), ...(annotations === undefined ? {} : { annotations }) };
}

function carried(map: any): Record<string, string> | undefined {
  const kept = Object.entries(map ?? {})
    .filter((e): e is [string, string] => typeof e[1] === 'string' && !MARKS.some(mark => e[0].startsWith(mark)));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
