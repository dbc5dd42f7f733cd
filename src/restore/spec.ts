import { DatabaseShape, overlaySpec, StorageRequest } from './shape';
import { Engine } from '../engines/engine';
import { EngineFacts, Json } from '../engines/facts';
import { engineRules } from '../engines/rules';
import { has, isOpen, withValueAt } from '../engines/spec';
import { ask, Finding, finding, Severity } from '../findings/finding';
import { define, isPlainObject, mergeSpec } from '../resources/merge';

/** A shape in the words of the CRD, as far as all incarnations of a database have it in common. */
export interface SpecDraft {
  readonly shape: DatabaseShape;
  readonly engine: Engine;
  /** What an imported database already has: everything said in code goes over it. */
  readonly base?: Json;
  readonly typed: Json;
  /** Whether any of it, typed or not, asks for TLS. */
  readonly tls: boolean;
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
  readonly findings: () => Finding[];
}

/** Puts a shape into the words of the CRD: typed properties first, then the user's own `spec`. */
export function draftSpec(shape: DatabaseShape, engine: Engine, base: Json | undefined): SpecDraft {
  const facts = engine._facts;
  const findings: Finding[] = [];
  let typed: Json = mergeSpec(engine._spec, shape.topology?._spec).merged;
  if (shape.version !== undefined) typed.version = shape.version;

  // Where storage and replicas belong follows from the topology, which may be typed or in the user's words.
  const outline = overBase(base, mergeSpec(typed, shape.spec).merged);
  typed = withReplicas(typed, facts, outline, shape.replicas, findings);
  typed = withStorage(typed, facts, outline, shape.storage, findings);
  return { shape, engine, base, typed, tls: outline.tls !== undefined || shape.tls !== undefined, open: isOpen(outline), findings };
}

/** Finishes a draft for one incarnation. */
export function finishSpec(draft: SpecDraft, context: SpecContext): FinishedSpec {
  const { shape, engine: { _facts: facts }, base } = draft;
  const typed: Json = { ...draft.typed, deletionPolicy: context.deletionPolicy };
  const hasSecret = facts.authSecret && (!draft.open || shape.authSecret !== undefined);
  if (context.authSecret !== undefined && hasSecret) typed.authSecret = { kind: 'Secret', name: context.authSecret };
  if (draft.tls) typed.tls = { ...typed.tls, ...tls(shape, facts, context) };
  if (context.init !== undefined) typed.init = context.init;

  const { merged, conflicts } = mergeSpec(typed, shape.spec);
  const spec = overBase(base, merged);
  return {
    spec,
    findings: () => [
      ...draft.findings,
      ...conflicts.map(path => finding('spec-set-twice', Severity.ERROR, {
        message: `both a property and spec set ${path}`,
        value: path,
        remedy: 'leave one of them out',
      })),
      ...ask(engineRules, {
        facts, version: shape.version, spec, database: context.name, namespace: context.namespace, topologyOf: shape.topology?._engineKeys,
      }),
    ],
  };
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

function withReplicas(typed: Json, facts: EngineFacts, outline: Json, replicas: number | undefined, findings: Finding[]): Json {
  if (replicas === undefined) return typed;
  const path = facts.layout.replicas(outline);
  if (path !== undefined) return withValueAt(typed, path, replicas);
  findings.push(finding('replicas-of-topology', Severity.ERROR, {
    message: 'the topology has its own counts, so replicas has no place',
    value: replicas,
    remedy: 'give the counts to the topology',
  }));
  return typed;
}

function withStorage(typed: Json, facts: EngineFacts, outline: Json, storage: StorageRequest | undefined, findings: Finding[]): Json {
  const paths = facts.layout.storage(outline);
  if (outline.storageType === 'Ephemeral' || paths.length === 0) return typed;
  let result = typed;
  for (const path of paths) {
    if (storage === undefined && has(outline, path)) continue;
    // A part of the topology may say its own size (config servers, keepers): it is left as it is.
    if (path !== paths[0] && has(outline, path)) continue;
    if (storage?.size === undefined && !has(outline, [...path, 'resources', 'requests', 'storage'])) {
      findings.push(finding('storage-size-unknown', Severity.ERROR, {
        message: `nobody knows how large ${path.join('.')} must be`,
        allowed: 'storage: { size: Size.gibibytes(…) }, or `like` a database that has one',
        remedy: 'never less than the database that was backed up',
      }));
      continue;
    }
    result = withValueAt(result, path, claim(storage ?? {}));
  }
  return result;
}

function claim(storage: StorageRequest): Json {
  return {
    ...(storage.storageClassName === undefined ? {} : { storageClassName: storage.storageClassName }),
    accessModes: storage.accessModes ?? ['ReadWriteOnce'],
    ...(storage.size === undefined ? {} : { resources: { requests: { storage: storage.size.asString() } } }),
  };
}

function tls(shape: DatabaseShape, facts: EngineFacts, context: SpecContext): Json {
  const issuer = shape.tls?.issuer;
  return {
    ...(issuer === undefined ? {} : {
      issuerRef: { apiGroup: issuer.group ?? 'cert-manager.io', kind: issuer.kind ?? 'Issuer', name: issuer.name },
    }),
    ...(facts.serverCertificateAliases.length === 0 ? {} : {
      certificates: facts.serverCertificateAliases.map(alias => ({ alias, dnsNames: context.hosts() })),
    }),
  };
}
