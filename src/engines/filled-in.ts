import { runAsUserOf } from './common';
import { EngineFacts } from './facts';
import { dotted } from './spec';
import { certificatesSaid } from './tls';
import { Json } from '../values/json';

/** A database as it is stored. */
export interface StoredDatabase {
  readonly name: string;
  readonly version?: string;
  readonly spec: Json;
  /** Host names that were put into its certificates for this one incarnation. */
  readonly hosts?: readonly string[];
}

/** What is known of the object that a field was filled in for. */
interface About extends StoredDatabase {
  /** User id of the version's image. */
  readonly user?: number;
}

/** A field that upstream fills in for one object, and whether it holds what upstream puts there. */
interface FilledIn {
  readonly path: RegExp;
  readonly is: (value: any, about: About, path: readonly string[]) => boolean;
}

/** A reference to a Secret that upstream names after the object, or leaves nameless until it is made. */
const secretOf = (...suffixes: string[]): FilledIn['is'] => (value, { name }) => ['', undefined, ...suffixes.map(s => `${name}-${s}`)].includes(value?.name);

/** Filled in by `SetDefaults` of the kinds, or patched into the spec by the operator. */
const FILLED_IN: readonly FilledIn[] = [
  // Every pod template of the kinds of kubedb.com/v1, those of shards, mongos and MaxScale too.
  { path: /(^|\.)podTemplate\.spec\.serviceAccountName$/, is: (value, { name }) => value === name },
  // The user of the version's image: the next version may have another one, and the webhook refuses the old one then.
  { path: /(^|\.)(securityContext|containerSecurityContext)\.(runAsUser|runAsGroup|fsGroup)$/, is: (value, { user }) => value === user },
  // Elasticsearch: the administrator's is the auth Secret.
  {
    path: /^internalUsers\.[^.]+\.secretName$/,
    is: (value, { name, spec }, [, user]) => ['', `${name}-${user.replace(/_/g, '-')}-cred`, `${name}-auth`, spec.authSecret?.name].includes(value),
  },
  // Neo4j has it in `tls`, ZooKeeper, Druid and Cassandra beside it.
  { path: /^(tls\.)?keystoreCredSecret$/, is: secretOf('keystore-cred') },
  // MongoDB.
  { path: /^keyFileSecret$/, is: secretOf('key', 'keyfile') },
];

/** A spec without what upstream filled in for this one object: what remains is the user's, and fits another database too. */
export function withoutFilledIn(facts: EngineFacts, stored: StoredDatabase): Json {
  const { tls, ...rest } = stored.spec;
  const certificates = certificatesSaid(facts, stored.spec, { database: stored.name, version: stored.version, hosts: stored.hosts ?? [] });
  const said = typeof tls !== 'object' || tls === null ? stored.spec : { ...rest, tls: { ...tls, certificates } };
  const user = stored.version === undefined ? undefined : runAsUserOf(facts, stored.version);
  return (pruned(said, [], { ...stored, user }, facts.ownPaths ?? []) ?? {}) as Json;
}

/** A copy without filled in fields; undefined where nothing else was in it. */
function pruned(value: any, path: readonly string[], about: About, own: readonly (readonly string[])[]): unknown {
  const text = dotted(path);
  if (own.some(o => dotted(o) === text) || FILLED_IN.some(f => f.path.test(text) && f.is(value, about, path))) return undefined;
  if (Array.isArray(value)) return value.map((v, i) => pruned(v, [...path, String(i)], about, own) ?? {});
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).map(([key, v]) => [key, pruned(v, [...path, key], about, own)]).filter(([, v]) => v !== undefined);
  return kept.length === 0 && Object.keys(value).length > 0 ? undefined : Object.fromEntries(kept);
}
