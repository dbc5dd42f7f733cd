import { OptionDescription } from './command';

/** Which cluster, and whose eyes: given to kubectl as they are. */
export const CLUSTER_OPTIONS: Record<string, OptionDescription> = {
  namespace: { type: 'string', short: 'n', value: 'NAMESPACE', summary: 'namespace of the database; that of the context by default', completes: 'namespace' },
  context: { type: 'string', value: 'CONTEXT', summary: 'context of the kubeconfig', completes: 'context' },
  kubeconfig: { type: 'string', value: 'FILE', summary: 'kubeconfig file', completes: 'file' },
};

/** The answer for machines. */
export const JSON_OPTION: Record<string, OptionDescription> = {
  json: { type: 'boolean', summary: 'the answer as JSON on standard output, and nothing else there' },
};

/** Consent in advance. */
export const YES_OPTION: Record<string, OptionDescription> = {
  yes: { type: 'boolean', short: 'y', summary: 'do not ask' },
};

/** Which record. */
export const RECORD_OPTION: Record<string, OptionDescription> = {
  record: { type: 'string', value: 'LEASE', summary: 'name of the record, where it is not DB-traffic' },
};
