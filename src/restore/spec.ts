import { DatabaseShape, overlaySpec, StorageRequest } from './shape';
import { Engine } from '../engines/engine';
import { EngineFacts } from '../engines/facts';
import { withoutPaths } from '../engines/own';
import { engineRules } from '../engines/rules';
import { dotted, has, isOpen, valueAt, withValueAt } from '../engines/spec';
import { certificatesOf, speaksTls, switchedOff, withTlsOff, withTlsOn } from '../engines/tls';
import { ask, Finding, finding, Severity } from '../findings/finding';
import { Inquiry } from '../findings/inquiry';
import { define, isPlainObject, mergeSpec } from '../resources/merge';
import { Json } from '../values/json';

/** A shape in the words of the CRD, as far as all incarnations of a database have it in common. */
export interface SpecDraft {
  readonly shape: DatabaseShape;
  readonly engine: Engine;
  /** What an imported database already has: everything said in code goes over it. */
  readonly base?: Json;
  readonly typed: Json;
  /** Whether certificates are to be made for it. */
  readonly tls: boolean;
  /** What was said twice here, in a property and in `spec`, where the rest was said elsewhere and is only gone over. */
  readonly saidTwice?: readonly string[];
  /** Whether it lets everybody in, so that a Secret with credentials has no place. */
  readonly open: boolean;
  readonly findings: readonly Finding[];
}

/** What a database is called and who may reach it under which names. */
export interface SpecContext {
  /** Name of the database CR. */
  readonly name: string;
  readonly namespace: string;
  /** Host names that its certificates must hold. */
  readonly hosts: () => string[];
  /** Secret with the credentials, where it is not the operator's own choice. */
  readonly authSecret?: string;
  readonly deletionPolicy: string;
  readonly init?: Json;
}

/** A database spec in the words of its CRD, and what is wrong with it: asked for one of the specs that a restore tries. */
export interface FinishedSpec {
  readonly spec: Json;
  readonly findings: (inquiry: Inquiry) => Finding[];
}

/**
 * Puts a shape into the words of the CRD: typed properties first, then the user's own `spec`. What only one object can have
 * counts where it is said for this one, not for the database that it follows or resembles.
 */
export function draftSpec(shape: DatabaseShape, engine: Engine, base: Json | undefined, saidHere?: DatabaseShape): SpecDraft {
  const facts = engine._facts;
  const findings: Finding[] = [];
  const here = mergeSpec((saidHere ?? shape).topology?._spec ?? {}, (saidHere ?? shape).spec).merged;
  const others = facts.ownPaths?.filter(path => !has(here, path)) ?? [];
  let typed: Json = withoutPaths(mergeSpec(engine._spec, shape.topology?._spec).merged, others);
  if (shape.version !== undefined) typed.version = shape.version;

  const unshared = shape.spec === undefined || others.length === 0 ? shape.spec : withoutPaths(shape.spec, others);
  typed = withFills(typed, facts, { ...shape, spec: unshared }, base);

  // Where storage and replicas belong follows from the topology, which may be typed or in the user's words.
  const said = mergeSpec(typed, unshared).merged;
  const outline = overBase(base, said);
  typed = withReplicas(typed, facts, outline, shape.replicas, findings);
  typed = withStorage(typed, facts, { outline, said, base }, shape.storage, findings);
  const asksTls = shape.tls !== undefined || has(said, ['tls']);
  if (asksTls) typed = withTls(typed, facts, said, base, findings);
  if (base !== undefined && has(base, ['tls']) && !has(outline, ['tls'])) typed = withTlsOff(facts, typed, said, base);
  const typedHere = saidHere === undefined ? undefined : typedIn(saidHere, facts, outline);
  const spec = typedHere === undefined || unshared === undefined ? unshared
    : withoutPaths(unshared, leavesOf(typedHere).filter(path => !has(saidHere?.spec ?? {}, path)));
  return {
    shape: { ...shape, spec },
    engine,
    base,
    typed,
    tls: asksTls || has(outline, ['tls', 'issuerRef']) || speaksTls(facts, outline),
    saidTwice: typedHere === undefined ? undefined : mergeSpec(typedHere, saidHere?.spec).conflicts,
    open: isOpen(outline),
    findings,
  };
}

/** Finishes a draft for one incarnation. */
export function finishSpec(draft: SpecDraft, context: SpecContext): FinishedSpec {
  const { shape, engine: { _facts: facts }, base } = draft;
  const typed: Json = { ...draft.typed, deletionPolicy: context.deletionPolicy };
  const hasSecret = facts.authSecret && (!draft.open || shape.authSecret !== undefined);
  if (context.authSecret !== undefined && hasSecret) typed.authSecret = { kind: 'Secret', name: context.authSecret };
  if (draft.tls) typed.tls = { ...typed.tls, ...tls(draft, context) };
  if (context.init !== undefined) typed.init = context.init;

  const { merged, conflicts } = mergeSpec(typed, draft.tls ? withoutCertificates(shape.spec) : shape.spec);
  const said = overBase(base, merged);
  const spec = facts.layout.lists?.(said) ?? said;
  return {
    spec,
    findings: inquiry => [
      ...draft.findings.filter(f => !inquiry.isRefused(f.property === undefined ? undefined : f.code === 'storage-size-unknown' ? [f.property, 'like'] : [f.property])),
      ...saidTwice((draft.saidTwice ?? conflicts).filter(path => !inquiry.isRefused([`spec.${path}`]))),
      ...ask(engineRules, {
        facts, version: shape.version, spec, database: context.name, namespace: context.namespace, topologyOf: shape.topology?._engineKeys,
      }, inquiry),
    ],
  };
}

/** What a property and `spec` both say: once for each property, however many fields it stands for. */
function saidTwice(paths: readonly string[]): Finding[] {
  const properties = [...new Set(paths.map(path => path.split('.')[0]))];
  return properties.map(property => {
    const said = paths.filter(path => path.split('.')[0] === property);
    return finding('spec-set-twice', Severity.ERROR, {
      message: `both a property and spec set ${said.join(', ')}`,
      value: said.join(', '),
      remedy: property === 'deletionPolicy' ? 'say deletionPolicy beside spec, not in it: the property has a value where nobody says one' : 'leave one of them out',
      property: `spec.${said.length === 1 ? said[0] : property}`,
    });
  });
}

/** What is said in code over what an imported database has. `null` is as if nothing were said, as it is to an API server. */
function overBase(base: Json | undefined, said: Json): Json {
  return withoutNulls(base === undefined ? said : overlaySpec(base, said));
}

function withoutNulls(value: Json): Json {
  const copy: Json = {};
  for (const [key, inner] of Object.entries(value)) {
    if (inner !== null) define(copy, key, isPlainObject(inner) ? withoutNulls(inner) : inner);
  }
  return copy;
}

/** What the properties of an override say, in the words of the CRD: they win over what anybody said before. */
function typedIn({ version, topology, replicas, storage, tls: asked, authSecret }: DatabaseShape, facts: EngineFacts, outline: Json): Json {
  const ignored: Finding[] = [];
  const typed: Json = { ...topology?._spec, ...(version === undefined ? {} : { version }) };
  if (asked !== undefined) typed.tls = issuerOf({ tls: asked });
  if (authSecret !== undefined) typed.authSecret = { name: authSecret.name };
  const counted = withReplicas(typed, facts, outline, replicas, ignored);
  return storage === undefined ? counted : facts.layout.storage(outline).reduce((at, path) => withValueAt(at, path, sizeOf(storage)), counted);
}

function leavesOf(value: any, path: string[] = []): string[][] {
  if (!isPlainObject(value) && !Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

function withFills(typed: Json, { layout }: EngineFacts, shape: DatabaseShape, base: Json | undefined): Json {
  if (layout.fills === undefined) return typed;
  const outline = overBase(base, mergeSpec(typed, shape.spec).merged);
  return layout.fills(outline).filter(({ path }) => !has(outline, path)).reduce((spec, { path, value }) => withValueAt(spec, path, value), typed);
}

function withReplicas(typed: Json, facts: EngineFacts, outline: Json, replicas: number | undefined, findings: Finding[]): Json {
  if (replicas === undefined) return typed;
  const path = facts.layout.replicas(outline);
  if (path !== undefined) return withValueAt(typed, path, replicas);
  findings.push(finding('replicas-of-topology', Severity.ERROR, {
    message: 'the topology has its own counts, so replicas has no place',
    value: replicas,
    remedy: 'give the counts to the topology',
    property: 'replicas',
  }));
  return typed;
}

/** A spec in the making: as a whole, what is said in code of it, and what an imported database has. */
interface Draft { readonly outline: Json; readonly said: Json; readonly base?: Json }

function withStorage(typed: Json, facts: EngineFacts, draft: Draft, storage: StorageRequest | undefined, findings: Finding[]): Json {
  const { outline, said, base } = draft;
  const paths = facts.layout.storage(outline);
  if (outline.storageType === 'Ephemeral' || paths.length === 0) return typed;
  let result = typed;
  const unknown: string[] = [];
  for (const path of paths) {
    if (storage === undefined && has(outline, path)) continue;
    // A part of the topology may say its own size (config servers, keepers): it is left as it is. Entries of a list are parts of one kind.
    const isOther = path !== paths[0] && (listIn(path) === undefined || has(said, path));
    if (isOther && has(outline, path)) continue;
    if (storage?.size === undefined && !has(outline, [...path, 'resources', 'requests', 'storage'])) {
      unknown.push(path.join('.'));
      continue;
    }
    result = withClaim(result, path, claim(storage ?? {}), base);
  }
  if (unknown.length > 0) {
    findings.push(finding('storage-size-unknown', Severity.ERROR, {
      message: `nobody knows how large ${unknown.join(', ')} must be`,
      allowed: 'storage: { size: Size.gibibytes(…) }, or `like` a database that has one',
      remedy: 'say it; data that is restored needs no less than the database had that was backed up',
      property: 'storage',
    }));
  }
  return result;
}

/** A list is one value: what changes in that of an imported database goes into the list that it has. */
function withClaim(typed: Json, path: readonly string[], claimed: Json, base: Json = {}): Json {
  const list = listIn(path);
  if (list === undefined || !has(base, list)) return withValueAt(typed, path, claimed);
  const entries = has(typed, list) ? typed : withValueAt(typed, list, valueAt(base, list));
  return withValueAt(entries, path, overlaySpec(valueAt(entries, path), claimed));
}

/** The list that a path leads into. */
function listIn(path: readonly string[]): readonly string[] | undefined {
  const at = path.findIndex(step => /^\d+$/.test(step));
  return at < 0 ? undefined : path.slice(0, at);
}

function claim(storage: StorageRequest): Json {
  return { accessModes: ['ReadWriteOnce'], ...sizeOf(storage) };
}

function sizeOf({ storageClassName, accessModes, size }: StorageRequest): Json {
  return {
    ...(storageClassName === undefined ? {} : { storageClassName }),
    ...(accessModes === undefined ? {} : { accessModes }),
    ...(size === undefined ? {} : { resources: { requests: { storage: size.asString() } } }),
  };
}

/** The fields without which upstream would take `tls` for nothing. */
function withTls(typed: Json, facts: EngineFacts, said: Json, base: Json | undefined, findings: Finding[]): Json {
  const off = switchedOff(facts, said);
  if (off === undefined) return withTlsOn(facts, typed, said, base);
  findings.push(finding('tls-switched-off', Severity.ERROR, {
    message: `${dotted(off.path)} turns off the TLS that tls asks for`,
    value: off.off,
    allowed: String(off.on),
    remedy: `leave ${dotted(off.path)} out, or tls`,
  }));
  return typed;
}

function tls({ shape, base, engine: { _facts: facts }, typed }: SpecDraft, context: SpecContext): Json {
  const issuer = issuerOf(shape);
  const spec = overBase(base, mergeSpec({ ...typed, tls: { ...typed.tls, ...issuer } }, shape.spec).merged);
  return {
    ...issuer,
    certificates: certificatesOf(facts, spec, { database: context.name, version: shape.version, hosts: context.hosts() }),
  };
}

function issuerOf({ tls: asked }: DatabaseShape): Json {
  if (asked === undefined) return {};
  const { issuer } = asked;
  return { issuerRef: { apiGroup: issuer.group ?? 'cert-manager.io', kind: issuer.kind ?? 'Issuer', name: issuer.name } };
}

/** The user's own entries are part of the list that is rendered. */
function withoutCertificates(spec: Json | undefined): Json | undefined {
  if (!has(spec ?? {}, ['tls', 'certificates'])) return spec;
  const { certificates: _, ...rest } = spec!.tls;
  return { ...spec, tls: rest };
}
