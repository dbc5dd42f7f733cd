import { Engine } from '../engines/engine';
import { Json } from '../engines/facts';
import { withoutFilledIn } from '../engines/filled-in';
import { Finding, finding, Severity } from '../findings/finding';
import { maintenanceName, serviceHosts } from '../traffic/endpoints';

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
  const name = String(manifest?.metadata?.name ?? 'unknown');
  const namespace: string | undefined = manifest?.metadata?.namespace;
  const hosts = serviceHosts(maintenanceName(name), namespace);
  const said = engine === undefined ? spec : withoutFilledIn(engine._facts, { name, version, spec, hosts });
  return {
    name,
    namespace,
    engine,
    version,
    authSecret: spec.authSecret?.name || undefined,
    base: Object.fromEntries(Object.entries(said).filter(([k]) => !OWN.includes(k))),
    outline: spec,
    findings: engine === undefined ? [notADatabase(manifest)] : [],
  };
}

function notADatabase(manifest: any): Finding {
  return finding('manifest-not-a-database', Severity.ERROR, {
    message: 'the manifest is not one of a database that this library knows',
    value: `${manifest?.apiVersion ?? 'no apiVersion'} ${manifest?.kind ?? 'no kind'}`,
    allowed: 'a kind of kubedb.com, as `kubectl get -o yaml` prints it',
  });
}
