import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { IncarnationResources } from './incarnation';
import { DatabaseState } from './state';
import { Reach, reaches, reachesIn } from '../engines/reached';
import { actsOnce, mayRefer, Reference, referencesIn, refersTo } from '../engines/references';
import { Finding, finding, Severity } from '../findings/finding';
import { report } from '../findings/report';
import { LABEL } from '../protocol/names';
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

/** An object, what it names, and whose pods it leads to. */
interface Referrer {
  readonly json: Json;
  readonly references: readonly Reference[];
  readonly reached: readonly Reach[];
}

/** What leads to the CR that stood there before, and what to do about it. */
interface Leading {
  readonly text: string;
  readonly remedy: string;
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
  return leadingTo(before, indexOf(scope.node.root), settled).map(({ text }) => text);
}

function findingsOf({ scope, before, after, settled }: Move, index: Index): Finding[] {
  return leadingTo(before, index, settled).map(({ text, remedy }) => ({
    ...finding('refers-to-earlier-incarnation', Severity.WARNING, {
      message: `${text} names ${before.incarnation.name}, and stays with that one after the restore`,
      value: before.incarnation.name,
      allowed: `${after.incarnation.name}, in the code: restored.incarnation`,
      remedy: `${remedy} (docs/after-a-restore.md), or acknowledge that it is meant to stay`,
    }),
    path: scope.node.path,
  }));
}

function leadingTo(before: DatabaseState, index: Index, settled: boolean): Leading[] {
  const { engine: { kind, _facts: { plural } }, incarnation: { name }, namespace, shape } = before;
  const labels = { ...shape?.labels, [LABEL.database]: before.name, [LABEL.incarnation]: name };
  return (index.get(`${namespace}/${name}`) ?? []).flatMap(({ json, references, reached }) => {
    if (settled && actsOnce(json)) return [];
    const object = `${json.kind} ${json.metadata?.namespace ?? ''}/${json.metadata?.name}`;
    const reference = references.find(r => refersTo(r, { kind, name, namespace }));
    if (reference !== undefined) return [{ text: `${object} (${reference.path})`, remedy: 'let it name the new one once that serves' }];
    const reach = reached.find(r => reaches(r, { kind, plural, name, namespace, labels }));
    return reach === undefined ? [] : [{
      text: `${object} (${reach.path})`,
      remedy: reach.labels === undefined ? `let it use ${before.services[0].name}, which leads to the one that serves`
        : `let it select the one that serves, or all of them by ${LABEL.database}: ${before.name}`,
    }];
  });
}

/** Everything in an app that names a database or leads to its pods, except what this library makes around an incarnation. */
function indexOf(root: IConstruct): Index {
  const index = new Map<string, Referrer[]>();
  const visit = (construct: IConstruct): void => {
    const within = construct instanceof IncarnationResources;
    if (ApiObject.isApiObject(construct)) add(index, construct);
    for (const child of construct.node.children) {
      if (!within || child.node.id === 'Resource') visit(child);
    }
  };
  visit(root);
  return index;
}

function add(index: Map<string, Referrer[]>, object: ApiObject): void {
  const json = wordsOf(object);
  const references = mayRefer(object.apiGroup) ? referencesIn(json) : [];
  const reached = isOwn(json) ? [] : reachesIn(json);
  for (const key of new Set([...references, ...reached].map(r => `${r.namespace}/${r.name}`))) {
    index.set(key, [...index.get(key) ?? [], { json, references, reached }]);
  }
}

/** Whether this library made an object: it knows itself whom it leads to. */
function isOwn({ metadata }: Json): boolean {
  return Object.keys(metadata?.labels ?? {}).some(key => key.startsWith(OWN_LABELS));
}

const OWN_LABELS = LABEL.database.slice(0, LABEL.database.indexOf('/') + 1);

/** Ours are plain data, with their namespace in it; to cdk8s every ApiObject is an instance of every class of them. */
function wordsOf(object: ApiObject): Json {
  return (object.constructor === PlainObject ? heldBy(object)?.props : undefined) ?? jsonOf(object) ?? {};
}
