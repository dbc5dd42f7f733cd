import { carriedMetadata } from './carried-metadata';
import { INCARNATION } from './incarnation';
import { DatabaseShape } from './shape';
import { Engine } from '../engines/engine';
import { EngineFacts } from '../engines/facts';
import { withoutFilledIn } from '../engines/filled-in';
import { withoutOwnNames } from '../engines/own';
import { isOpen, withValueAt } from '../engines/spec';
import { articled } from '../findings/article';
import { Finding, finding, Severity } from '../findings/finding';
import { maintenanceName, serviceHosts } from '../traffic/endpoints';
import { parts, struct } from '../values/compound';
import { data } from '../values/data';
import { specFields } from '../values/fields';
import { findingOf, read } from '../values/given';
import { Json } from '../values/json';
import { optional, Refusal, Required } from '../values/kind';
import { annotations, labels, namespaceName, serviceName } from '../values/names';
import { Place } from '../values/place';

/** What a manifest of a database tells. */
export interface ImportedManifest {
  readonly name: string;
  readonly namespace?: string;
  readonly engine?: Engine;
  readonly version?: string;
  readonly authSecret?: string;
  /** What a new incarnation must have too; undefined where only the name is known. */
  readonly base?: Json;
  /** Labels and annotations that a new incarnation must have too. */
  readonly metadata?: Pick<DatabaseShape, 'labels' | 'annotations'>;
  /** What tells the topology. */
  readonly outline: Json;
  readonly faults: readonly Fault[];
}

/** Something that is wrong with a manifest, and the properties of the database that nobody knows for it: what follows from those is not told. */
export interface Fault {
  readonly finding: Finding;
  readonly unknown: readonly string[];
}

/** Parts of a spec that say what is to become of the one object, or that a property of ours says. */
const OWN = ['init', 'halted', 'archiver', 'authSecret', 'deletionPolicy', 'terminationPolicy', 'version'];

/** Everything that a manifest tells. */
const ALL = ['name', 'namespace', 'engine', 'version', 'spec', 'storage'];

/** Reads the manifest of a database: a KubeDB kind of `kubedb.com`, or its twin of `gitops.kubedb.com`. */
export function readManifest(manifest: any): ImportedManifest {
  const { refusals: unprintables, ended } = read(data, manifest);
  if (ended) return unreadable(undefined, unprintables[0].message);
  if (!isMap(manifest)) return notADatabase(manifest);
  const unprintable = unprintables.find(({ value }) => value !== null);
  if (unprintable !== undefined) return unreadable(manifest.metadata?.name, unprintable.message);
  const said = manifest.spec;
  const version = typeof said?.version === 'string' ? said.version : undefined;
  const engine = /(^|\.)kubedb\.com\//.test(String(manifest.apiVersion ?? '')) ? Engine._ofKind(String(manifest.kind ?? ''), version) : undefined;
  if (engine === undefined) return notADatabase(manifest);
  if (!isMap(manifest.metadata)) return unreadable(manifest.kind, 'it has no metadata, so nobody knows its name');
  if (!isMap(said)) return unreadable(manifest.metadata.name, 'it has no spec, so nobody knows what database it is');
  const facts = engine._facts;
  const spec = asUpstreamMakesIt(facts, said);
  const { metadata, refusals } = metadataOf(manifest);
  const { name, namespace } = metadata;
  // The object may be an incarnation, imported under the name that people know.
  const object = String(manifest.metadata?.labels?.[INCARNATION] ?? name);
  const shared = sharedSpec(facts, spec, { name: object, namespace, version });
  return {
    name,
    namespace,
    engine,
    version,
    // Upstream reads an empty name like none.
    authSecret: isOpen(spec) ? undefined : spec.authSecret?.name || undefined,
    base: Object.fromEntries(Object.entries(shared).filter(([k]) => !OWN.includes(k))),
    metadata: carriedMetadata(manifest?.metadata),
    outline: spec,
    faults: [...refusals.map(nameless), ...faultsOf(facts, manifest, spec)],
  };
}

/** What is known of a file that cannot be read. */
export function unreadable(path: unknown, why: string): ImportedManifest {
  return nothing(finding('manifest-unreadable', Severity.ERROR, {
    message: `the manifest of the database cannot be read: ${why}`,
    value: path,
    allowed: 'a file with one object of kubedb.com',
    remedy: 'write it with `kubectl get <kind> <name> -n <namespace> -o yaml > file`',
  }));
}

function nothing(problem: Finding): ImportedManifest {
  return { name: 'unknown', outline: {}, faults: [{ finding: problem, unknown: ALL }] };
}

interface Named {
  readonly name: string;
  readonly namespace?: string;
}

const manifestMetadata = struct<{ readonly metadata: Named }>({
  metadata: struct<Named>({ name: serviceName('the name of a database'), namespace: optional(namespaceName) }),
});

function metadataOf(manifest: Json): { readonly metadata: Named; readonly refusals: readonly Refusal[] } {
  const { name, namespace } = manifest.metadata ?? {};
  const { value: { metadata }, refusals } = read(manifestMetadata, { metadata: { name, namespace } });
  return { metadata, refusals };
}

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** With the topology that upstream chose without a word when the database was made. */
function asUpstreamMakesIt(facts: EngineFacts, spec: Json): Json {
  const implied = facts.layout.impliedTopology?.(spec);
  return implied === undefined ? spec : withValueAt(spec, implied.path, implied.value);
}

/** What fits another database too: without what upstream filled in, or a restore of ours put there, for the one object. */
function sharedSpec(facts: EngineFacts, spec: Json, { name, namespace, version }: { name: string; namespace?: string; version?: string }): Json {
  const hosts = serviceHosts(maintenanceName(name), namespace);
  return withoutFilledIn(facts, { name, version, spec: withoutOwnNames(spec, name, namespace), hosts });
}

/** What is wrong with `metadata.name` leaves the name open. */
function nameless(refusal: Refusal): Fault {
  return { finding: findingOf(refusal), unknown: [refusal.property.replace('metadata.', '')] };
}

/** Parts of a manifest that a new incarnation must have too, or that tell what the database is. */
const told = (kind: string): Required => parts({
  metadata: parts({ labels, annotations }), spec: specFields(Place.of(kind, 'unasked') ?? Place.SPEC),
});

function wrongIn({ kind, metadata, spec: { version: _, ...spec } }: any): Fault[] {
  return read(told(kind), { metadata, spec }).refusals.map(refusal => ({ finding: findingOf(refusal), unknown: [refusal.property] }));
}

function faultsOf(facts: EngineFacts, manifest: any, spec: Json): Fault[] {
  return [
    ...(isOfApi(facts, String(manifest.apiVersion)) ? wrongIn(manifest) : [{ finding: ofAnotherApi(facts, manifest), unknown: ['spec'] }]),
    ...(spec.halted === true ? [{ finding: halted(manifest), unknown: [] }] : []),
    ...(typeof spec.version === 'string' && spec.version !== '' ? [] : [{ finding: versionUnknown(spec.version), unknown: ['version'] }]),
  ];
}

/** The GitOps twin has the spec of the newest API. */
function isOfApi({ apiVersion }: EngineFacts, given: string): boolean {
  return given === apiVersion || given.startsWith('gitops.');
}

function notADatabase(manifest: any): ImportedManifest {
  return nothing(finding('manifest-not-a-database', Severity.ERROR, {
    message: 'the manifest is not one of a database that this library knows',
    value: `${manifest?.apiVersion ?? 'no apiVersion'} ${manifest?.kind ?? 'no kind'}`,
    allowed: 'a kind of kubedb.com, as `kubectl get -o yaml` prints it',
    remedy: 'give the object of the database itself',
  }));
}

function ofAnotherApi({ apiVersion, plural, kind }: EngineFacts, { metadata, apiVersion: given }: any): Finding {
  const [group, version] = apiVersion.split('/');
  return finding('manifest-of-another-api-version', Severity.ERROR, {
    message: `incarnations of ${articled(kind)} are made of ${apiVersion}, which does not have all fields of the version that the manifest is written in`,
    value: given,
    allowed: apiVersion,
    remedy: `let the cluster convert it: kubectl get ${plural}.${version}.${group} ${metadata?.name ?? '…'} -n ${metadata?.namespace ?? '…'} -o yaml`,
  });
}

function halted({ metadata }: any): Finding {
  return finding('halted-set', Severity.ERROR, {
    message: 'the database is halted: it has no pods, no Services and no AppBinding, so nothing about it can be opened, closed or checked',
    value: `${metadata?.name}: halted: true`,
    remedy: 'set spec.halted to false, wait until the database is Ready, and import it then',
  });
}

function versionUnknown(value: unknown): Finding {
  return finding('version-unknown', Severity.ERROR, {
    message: 'the manifest does not say the version of the database as a text',
    value: value ?? 'none',
    allowed: 'spec.version, as `kubectl get -o yaml` prints it',
    remedy: 'put it into quotes',
  });
}
