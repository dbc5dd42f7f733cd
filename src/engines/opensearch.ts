import { images } from './common';
import { SEARCH } from './elasticsearch';
import { EngineFacts } from './facts';

/** OpenSearch: KubeDB's `Elasticsearch` with a version `opensearch-*`. */
export const opensearch: EngineFacts = {
  ...SEARCH,
  key: 'opensearch',
  addon: 'opensearch-addon',
  versionPrefix: 'opensearch-',
  unproven: [
    'Only an OpenSearch without its security plugin was to be had: logging in and TLS of the client script have met stand-ins only.', ...SEARCH.unproven,
  ],
  shell: {
    ...SEARCH.shell,
    images: images('ghcr.io/appscode-images/opensearch', [
      'opensearch-1.3.13', 'opensearch-1.3.20', 'opensearch-2.5.0', 'opensearch-2.19.2', 'opensearch-3.1.0', 'opensearch-3.4.0',
    ], v => v.replace('opensearch-', '')),
  },
};
