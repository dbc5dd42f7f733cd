import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { IncarnationResources } from './incarnation';
import { DatabaseState } from './state';
import { actsOnce, mayRefer, Reference, referencesIn, refersTo } from '../engines/references';
import { Finding, finding, Severity } from '../findings/finding';
import { report } from '../findings/report';
import { jsonOf } from '../resources/app-rules';
import { PlainObject } from '../resources/plain-object';
import { heldBy } from '../resources/unrendered';
import { Json } from '../values/json';

const MOVES = Symbol.for('cdk8s-kubestash.Moves');

/** A restore after which another CR stands behind the client Service. */
export interface Move {
  readonly scope: IConstruct;
  readonly before: DatabaseState;
  readonly after: DatabaseState;
  readonly settled: boolean;
}

/** An object and what it names. */
interface Referrer {
  readonly json: Json;
  readonly references: readonly Reference[];
}

/** Who names what, by `namespace/name`. */
type Index = ReadonlyMap<string, readonly Referrer[]>;

/**
 * Has it reported who still names the CR that stood there before. The objects of an app are looked at once, for all its restores.
 */
export function watchReferrers(move: Move): void {
  const root = move.scope.node.root as IConstruct & { [MOVES]?: Move[] };
  if (root[MOVES] === undefined) {
    const moves: Move[] = root[MOVES] = [];
    report(root, () => {
      const index = indexOf(root);
      return moves.flatMap(m => findingsOf(m, index));
    });
  }
  root[MOVES]!.push(move);
}

/** What names the CR that stands there before a restore: `PgBouncer shop/pool (spec.databaseRef)`. */
export function referrersOf({ scope, before, settled }: Move): string[] {
  return namesOf(before, indexOf(scope.node.root), settled);
}

function findingsOf({ scope, before, after, settled }: Move, index: Index): Finding[] {
  return namesOf(before, index, settled).map(name => ({
    ...finding('refers-to-earlier-incarnation', Severity.WARNING, {
      message: `${name} names ${before.incarnation.name}, and stays with that one after the restore`,
      value: before.incarnation.name,
      allowed: `${after.incarnation.name}, in the code: restored.incarnation`,
      remedy: 'let it name the new one once that serves (docs/after-a-restore.md), or acknowledge that it is meant to stay',
    }),
    path: scope.node.path,
  }));
}

function namesOf(before: DatabaseState, index: Index, settled: boolean): string[] {
  const database = { kind: before.engine.kind, name: before.incarnation.name, namespace: before.namespace };
  return (index.get(`${database.namespace}/${database.name}`) ?? []).flatMap(({ json, references }) => {
    const reference = settled && actsOnce(json) ? undefined : references.find(r => refersTo(r, database));
    return reference === undefined ? [] : [`${json.kind} ${json.metadata?.namespace ?? ''}/${json.metadata?.name} (${reference.path})`];
  });
}

/** Everything in an app that names a database, except the backup that goes with an incarnation. */
function indexOf(root: IConstruct): Index {
  const index = new Map<string, Referrer[]>();
  const visit = (construct: IConstruct): void => {
    if (ApiObject.isApiObject(construct) && mayRefer(construct.apiGroup)) add(index, construct);
    const within = construct instanceof IncarnationResources;
    for (const child of construct.node.children) {
      if (!within || child.node.id === 'Resource') visit(child);
    }
  };
  visit(root);
  return index;
}

function add(index: Map<string, Referrer[]>, object: ApiObject): void {
  const json = wordsOf(object);
  const references = referencesIn(json);
  for (const key of new Set(references.map(r => `${r.namespace}/${r.name}`))) index.set(key, [...index.get(key) ?? [], { json, references }]);
}

/** Ours are plain data, with their namespace in it; to cdk8s every ApiObject is an instance of every class of them. */
function wordsOf(object: ApiObject): Json {
  return (object.constructor === PlainObject ? heldBy(object)?.props : undefined) ?? jsonOf(object) ?? {};
}
