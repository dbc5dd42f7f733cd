import { differences, isDefault } from './differences';
import { inexact } from './exact';
import { evaluate, Expr, literal } from './expr';
import { say } from './findings';
import { TypedKind, typedKindOf } from './kinds';
import { declared, malformedMetadata, tidy } from './metadata';
import { Given } from './read';
import { leaves, Split, restPaths } from './split';
import { engineFactsOfKind } from '../../engines/registry';
import { ask, Finding, Severity } from '../../findings/finding';
import { mergeSpec } from '../../resources/merge';
import { OBJECT_RULES } from '../../resources/rules';
import { APP_RULES } from '../../resources/rules/app';
import { AppObject, appSubject } from '../../resources/rules/app/subject';
import { findingOf, read } from '../../values/given';
import { Json } from '../../values/json';

/** How objects are adopted. */
export interface ObjectOptions {
  /** Whether what the cluster wrote is left out. */
  readonly declaredOnly?: boolean;
  /** Namespace of databases and objects of KubeStash that name none. */
  readonly namespace?: string;
}

/** An object, and the construct it becomes. */
export interface Adopted {
  readonly given: Given;
  /** `BackupStorage demo/storage` */
  readonly what: string;
  readonly app: AppObject;
  readonly className: string;
  readonly archiver?: string;
  /** Typed properties. */
  readonly props: readonly (readonly [string, Expr])[];
  /** What goes through the property `spec`. */
  readonly rest?: Json;
  /** Paths below `spec`: all, and those said in the words of the CRD. */
  readonly fields: readonly string[];
  readonly worded: readonly string[];
  /** Number of fields below properties that take anything. */
  readonly loose: number;
  /** Defaults that the class writes out beside. */
  readonly defaults: readonly string[];
  /** Whether no app with rules takes it: it has to stand among plain objects. */
  readonly bare?: boolean;
}

/** What became of an object: a construct, or nothing for a reason. */
export interface Adoption {
  readonly adopted?: Adopted;
  readonly findings: Finding[];
  /** Whether it is a Secret, which the code names in a comment. */
  readonly secret?: string;
  /** Whether it is a Snapshot. */
  readonly isSnapshot?: boolean;
}

/** Rules about what must not stand in code, or would not arrive as it is. */
const UNPRINTABLE = ['secret-in-plain-text', 'yaml-changes-string'];

/** Turns an object into a construct that prints the same. */
export function adoptObject(raw: Given, options: ObjectOptions): Adoption {
  const clean = tidy(raw.object);
  const { object, written } = declared(clean);
  const given = { ...raw, object: placed(options.declaredOnly ? object : clean, options.namespace) };
  const { source } = given;
  const app = appObject(given.object);
  const what = `${app.kind} ${app.namespace === undefined ? '' : `${app.namespace}/`}${app.name}`;
  const malformed = malformedMetadata(given);
  if (malformed !== undefined) return { findings: [say.metadataMalformed(source, app.kind, malformed)] };
  if (app.name === '') return { findings: [say.nameMissing(source, app.kind)] };
  if (app.kind === 'Snapshot' && app.group === 'storage.kubestash.com') return { findings: [], isSnapshot: true };
  if (app.kind === 'Secret' && app.group === 'core') return { findings: [say.secretLeftOut(source, what)], secret: what };
  const objections = errorsOf(ask(APP_RULES, appSubject([app])));
  const refused = objections.find(f => UNPRINTABLE.includes(f.code));
  if (refused !== undefined) return { findings: [say.refused(source, what, refused)] };
  const problem = inexact(given.object);
  if (problem !== undefined) return { findings: [say.notSayable(source, what, problem)] };
  const findings = written.length > 0 && !options.declaredOnly ? [say.clusterFields(source, what, written)] : [];
  const kind = typedKindOf(given.object.apiVersion, app.kind);
  if (objections.length > 0) {
    return { adopted: { ...plain(given, app, what), bare: true }, findings: [...findings, say.bare(source, what, objections[0])] };
  }
  const made = kind === undefined ? plain(given, app, what) : typed(kind, given, app, what);
  if ('adopted' in made) return { adopted: made.adopted, findings: [...findings, ...made.findings] };
  return { adopted: made, findings };
}

function plain(given: Given, app: AppObject, what: string): Adopted {
  const { apiVersion: _a, kind: _k, metadata: _m, ...body } = given.object;
  const fields = leaves(given.object.spec ?? {});
  return {
    given,
    what,
    app,
    className: 'ApiObject',
    fields,
    worded: fields,
    loose: 0,
    defaults: [],
    props: Object.entries(body).map(([k, v]) => [k, literal(v)] as const),
  };
}

/** As its class says it, if that is exactly what was given and no rule refuses it; as a plain object otherwise. */
function typed(kind: TypedKind, given: Given, app: AppObject, what: string): { adopted: Adopted; findings: Finding[] } {
  const { source } = given;
  const spec: unknown = given.object.spec ?? {};
  const part = kind.shape.read(spec, { namespace: app.namespace, openReferences: kind.openReferences }, '');
  const { problem, merged, defaults } = compare(kind, part, spec, app.namespace);
  if (problem !== undefined || part.expr?.type !== 'object') {
    return { adopted: plain(given, app, what), findings: [say.notTyped(source, what, kind.className, problem ?? 'spec')] };
  }
  const { apiVersion, className } = kind;
  const props = { ...evaluate(part.expr), ...(kind.archiver === undefined ? {} : { kind: app.kind }) };
  const unfit = read(kind.props, props, true).refusals.map(findingOf);
  const subject = { apiVersion, kind: app.kind, name: app.name, namespace: app.namespace, spec: merged };
  const [refused] = errorsOf([...unfit, ...ask(OBJECT_RULES, subject)]);
  if (refused !== undefined) return { adopted: plain(given, app, what), findings: [say.asPlain(source, what, className, refused)] };
  const adopted: Adopted = {
    given,
    what,
    app,
    className: kind.className,
    archiver: kind.archiver,
    props: part.expr.entries,
    rest: part.rest as Json | undefined,
    fields: leaves(spec),
    worded: [...restPaths(part.rest), ...part.worded ?? []],
    loose: part.loose ?? 0,
    defaults,
  };
  return { adopted, findings: [] };
}

/** Whether a class makes of its properties and `spec` what was given. */
function compare(kind: TypedKind, { expr, rest }: Split, spec: unknown, namespace?: string): { problem?: string; merged: Json; defaults: string[] } {
  if (expr === undefined) return { problem: 'a property that must be there is missing or has another type', merged: {}, defaults: [] };
  const { merged, conflicts } = mergeSpec(kind.spec(evaluate(expr), namespace), rest as Json | undefined);
  const { changed, added } = differences(spec, merged);
  const [problem] = [...conflicts, ...changed, ...added.filter(a => !isDefault(a)).map(a => a.path)];
  return { problem, merged, defaults: added.map(a => a.path) };
}

function errorsOf(findings: Finding[]): Finding[] {
  return findings.filter(f => f.severity === Severity.ERROR);
}

/** With the namespace that was asked for, where the object has to have one. */
function placed(object: Json, namespace: string | undefined): Json {
  if (namespace === undefined || object.metadata?.namespace !== undefined) return object;
  const [group] = String(object.apiVersion).split('/');
  const namespaced = typedKindOf(object.apiVersion, object.kind) !== undefined
    || (group === 'kubedb.com' && engineFactsOfKind(object.kind) !== undefined);
  return namespaced ? { ...object, metadata: { ...object.metadata, namespace } } : object;
}

function appObject(object: Json): AppObject {
  const [group, version] = String(object.apiVersion).split('/');
  const { name, namespace } = object.metadata ?? {};
  return {
    path: '',
    group: version === undefined ? 'core' : group,
    kind: object.kind,
    name: typeof name === 'string' ? name : '',
    ...(typeof namespace === 'string' ? { namespace } : {}),
    json: object,
    flux: false,
  };
}
