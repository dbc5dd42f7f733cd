import { EngineFacts } from './facts';
import { postgres } from './postgres';

/** All engines. Where several share a kind, the ones that are recognised by their versions come first. */
export const ENGINES: readonly EngineFacts[] = [postgres];

/** The engine of a key, as the command line and exports name it. */
export function engineFactsOfKey(key: string): EngineFacts | undefined {
  return ENGINES.find(e => e.key === key);
}

/**
 * The engine behind a KubeDB kind. The version decides between those that share one: `opensearch-2.19.2` of kind
 * Elasticsearch is OpenSearch.
 */
export function engineFactsOfKind(kind: string, version?: string): EngineFacts | undefined {
  const candidates = ENGINES.filter(e => e.kind === kind);
  return candidates.find(e => e.versionPrefix !== undefined && version?.startsWith(e.versionPrefix))
    ?? candidates.find(e => e.versionPrefix === undefined);
}
