import { Engine } from '../engines/engine';
import { Json } from '../engines/facts';
import { Finding, finding, Severity } from '../findings/finding';

/** What a manifest of a database tells. */
export interface ImportedManifest {
  readonly name: string;
  readonly namespace?: string;
  readonly engine?: Engine;
  readonly version?: string;
  readonly authSecret?: string;
  /** What a new incarnation must have too; undefined where only the name is known. */
  readonly base?: Json;
  /** What tells the topology. */
  readonly outline: Json;
  readonly findings: Finding[];
}

/** Parts of a spec that belong to one object in the cluster and no other. */
const OWN = ['init', 'halted', 'archiver', 'authSecret', 'deletionPolicy', 'terminationPolicy', 'version'];

/** Reads the manifest of a database: a KubeDB kind of `kubedb.com`, or its twin of `gitops.kubedb.com`. */
export function readManifest(manifest: any): ImportedManifest {
  const kind = String(manifest?.kind ?? '');
  const spec: Json = manifest?.spec ?? {};
  const version = typeof spec.version === 'string' ? spec.version : undefined;
  const engine = /(^|\.)kubedb\.com\//.test(String(manifest?.apiVersion ?? '')) ? Engine._ofKind(kind, version) : undefined;
  const base = Object.fromEntries(Object.entries(spec).filter(([k]) => !OWN.includes(k)));
  return {
    name: String(manifest?.metadata?.name ?? 'unknown'),
    namespace: manifest?.metadata?.namespace,
    engine,
    version,
    authSecret: spec.authSecret?.name,
    base: withoutOwnParts(base, engine?._facts.ownPaths ?? []),
    outline: spec,
    findings: engine === undefined ? [notADatabase(manifest)] : [],
  };
}

/** Without what upstream generated for this one object: certificates' Secrets, group names. */
function withoutOwnParts(base: Json, paths: readonly (readonly string[])[]): Json {
  const { tls, ...rest } = base;
  const { certificates: _, ...ofTls } = tls ?? {};
  return paths.reduce((spec, path) => without(spec, path), tls === undefined ? rest : { ...rest, tls: ofTls });
}

function without(spec: Json, [step, ...rest]: readonly string[]): Json {
  if (spec === null || typeof spec !== 'object' || !(step in spec)) return spec;
  const { [step]: value, ...others } = spec;
  return rest.length === 0 ? others : { ...others, [step]: without(value, rest) };
}

function notADatabase(manifest: any): Finding {
  return finding('manifest-not-a-database', Severity.ERROR, {
    message: 'the manifest is not one of a database that this library knows',
    value: `${manifest?.apiVersion ?? 'no apiVersion'} ${manifest?.kind ?? 'no kind'}`,
    allowed: 'a kind of kubedb.com, as `kubectl get -o yaml` prints it',
  });
}
