import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { PlainObject } from './plain-object';
import { APP_RULES } from './rules/app';
import { hasResolvers, heldBy, unrendered } from './unrendered';
import { ask, Finding } from '../findings/finding';
import { faultsIn, report } from '../findings/report';
import { rootOf } from '../findings/root';
import { GitOps } from '../gitops/gitops';
import { Json } from '../values/json';
import { AppObject, AppSubject, Texts } from './rules/app/subject';

const JUDGED = new WeakSet<ApiObject>();
const WATCHED = Symbol.for('cdk8s-kubestash.AppRules');

/**
 * Has the rules about objects of the whole app asked whenever it is validated, once however often this is called. Each
 * object is looked at as it was made, and rendered only where that does not say what will be printed.
 */
export function watchApp(scope: IConstruct): void {
  const root = rootOf(scope) as IConstruct & { [WATCHED]?: boolean };
  if (root[WATCHED]) return;
  root[WATCHED] = true;
  report(root, () => appFindings(root));
}

/** Notes that the rules of a single object are asked about one where it is made. */
export function judge(object: ApiObject): void {
  JUDGED.add(object);
}

/** What the rules say about all objects at and below a construct, other libraries' included. */
export function appFindings(root: IConstruct): Finding[] {
  return saidOnce(ask(APP_RULES, subjectOf(root)));
}

/** Of rules that have something to say of one property of one object, the one that is asked first knows best. */
function saidOnce(found: Finding[]): Finding[] {
  const codes = new Map<string, string>();
  return found.filter(({ code, path, property }) => {
    if (property === undefined) return true;
    const place = `${path} ${property}`;
    if (!codes.has(place)) codes.set(place, code);
    return codes.get(place) === code;
  });
}

function subjectOf(root: IConstruct): AppSubject {
  const mustRender = hasResolvers(root);
  const isFaulty = faultsIn(root);
  const objects: AppObject[] = [];
  const unprintable: { readonly path: string; readonly body: Json }[] = [];
  const texts = new Texts();
  for (const construct of root.node.findAll()) {
    // What follows from a mistake is no other mistake.
    if (!ApiObject.isApiObject(construct) || isFaulty(construct)) continue;
    const json = jsonOf(construct, mustRender, texts);
    if (json !== undefined) objects.push(new SeenObject(construct, json));
    else unprintable.push({ path: construct.node.path, body: heldBy(construct)?.props ?? {} });
  }
  return { objects, texts, unprintable };
}

/** What an object prints, rendered only where it has to be. One that cannot be rendered is left to synthesis, which says why. */
export function jsonOf(object: ApiObject, mustRender = hasResolvers(rootOf(object)), texts = new Texts()): Json | undefined {
  try {
    return (mustRender ? undefined : unprinted(object, texts)) ?? renderedNow(object, texts);
  } catch {
    return undefined;
  }
}

function renderedNow(object: ApiObject, texts: Texts): Json {
  const json = object.toJson();
  texts.addAll(json);
  return json;
}

function unprinted(object: ApiObject, texts: Texts): Json | undefined {
  // Classes and constructs that render themselves do so.
  switch (object.toJson) {
    case PlainObject.prototype.toJson: return (object as PlainObject)._judge(texts);
    case ApiObject.prototype.toJson: return unrendered(object, texts);
    default: return undefined;
  }
}

/** What few rules ask for is worked out when they ask. */
class SeenObject implements AppObject {
  public readonly group: string;
  public readonly kind: string;
  public readonly name: string;
  public readonly namespace?: string;

  constructor(private readonly object: ApiObject, public readonly json: Json) {
    this.group = object.apiGroup;
    this.kind = object.kind;
    this.name = String(json.metadata?.name ?? object.name);
    this.namespace = json.metadata?.namespace ?? undefined;
  }

  public get path(): string {
    return this.object.node.path;
  }

  public get judged(): boolean {
    // Of a class of cdk8s' own, everything is an instance of every subclass.
    return this.object.toJson === PlainObject.prototype.toJson || JUDGED.has(this.object);
  }

  public get flux(): boolean {
    return GitOps._of(this.object)._speaksTo('flux');
  }
}
