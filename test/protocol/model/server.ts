import { Timeline } from './timeline';
import { Answer, ObjectList, Place, Selection, WatchEvent } from '../../../src/agent/api';
import { Refusal } from '../../../src/protocol/decision';
import { KIND, ResourceType } from '../../../src/protocol/kinds';
import { utc } from '../../../src/protocol/text';

/** A change of an object; `before` or `after` is absent where it did not or does not exist. */
export interface Change {
  readonly version: number;
  readonly type: ResourceType;
  readonly before?: any;
  readonly after?: any;
}

const no = (refusal: Refusal, message: string = refusal): Answer<never> => ({ ok: false, refusal, message });

/** An API server in memory: one namespace, versions, merge patches that are fenced, watches. Objects in it are never changed, only replaced. */
export class Server {
  /** Told of every change. */
  public readonly listeners = new Set<(change: Change) => void>();
  private version = 100;
  private readonly kinds = new Map<string, Map<string, any>>();
  private readonly history = new Map<string, Change[]>();

  constructor(private readonly timeline: Timeline) {}

  public get(type: ResourceType, name: string): any | undefined {
    return this.kinds.get(type.plural)?.get(name);
  }

  public all(type: ResourceType): any[] {
    return [...this.kinds.get(type.plural)?.values() ?? []];
  }

  /** What was changed after a version. */
  public since(type: ResourceType, version: number): Change[] {
    return (this.history.get(type.plural) ?? []).filter(c => c.version > version);
  }

  public read({ type, name }: Place): Answer {
    const object = this.get(type, name!);
    return object === undefined ? no('absent') : { ok: true, body: object };
  }

  public list({ type }: Place, selection: Selection = {}): Answer<ObjectList> {
    return { ok: true, body: { metadata: { resourceVersion: String(this.version) }, items: this.all(type).filter(o => isSelected(o, selection)) } };
  }

  public create(type: ResourceType, object: any): Answer {
    const { name } = object.metadata;
    if (this.get(type, name) !== undefined) return no('exists');
    const made = { ...object, metadata: { ...object.metadata, uid: `uid-${this.version + 1}`, creationTimestamp: utc(this.timeline.now) } };
    return { ok: true, body: this.commit(type, undefined, made) };
  }

  public patch(type: ResourceType, name: string, patch: any): Answer {
    const before = this.get(type, name);
    if (before === undefined) return no('absent');
    const fence = patch.metadata?.resourceVersion;
    if (fence !== undefined && fence !== before.metadata.resourceVersion) return no('conflict');
    return { ok: true, body: this.commit(type, before, merge(before, patch)) };
  }

  public remove(type: ResourceType, name: string): Answer {
    const before = this.get(type, name);
    if (before === undefined) return no('absent');
    this.commit(type, before, undefined);
    return { ok: true, body: before };
  }

  private commit(type: ResourceType, before: any, after: any): any {
    const key = type.plural;
    const version = ++this.version;
    const stored = after && { ...after, metadata: { ...after.metadata, resourceVersion: String(version) } };
    const kind = this.kinds.get(key) ?? new Map<string, any>();
    this.kinds.set(key, kind);
    if (stored === undefined) kind.delete(before.metadata.name);
    else kind.set(stored.metadata.name, stored);
    const change: Change = { version, type, before, after: stored };
    const history = this.history.get(key) ?? [];
    this.history.set(key, history);
    history.push(change);
    for (const listener of this.listeners) listener(change);
    return stored;
  }
}

/** The event that a watch of a selection brings of a change, if any. */
export function eventOf({ version, before, after }: Change, selection: Selection): WatchEvent | undefined {
  if (after !== undefined && isSelected(after, selection)) return { type: 'changed', object: after };
  if (before === undefined || !isSelected(before, selection)) return undefined;
  return { type: 'gone', object: { ...before, metadata: { ...before.metadata, resourceVersion: String(version) } } };
}

function isSelected({ metadata }: any, { name, labels }: Selection): boolean {
  return (name === undefined || metadata.name === name) && (labels === undefined || requirementsOf(labels).every(r => r(metadata.labels ?? {})));
}

type Requirement = (labels: Record<string, string>) => boolean;
const REQUIREMENTS = new Map<string, Requirement[]>();

function requirementsOf(text: string): Requirement[] {
  const known = REQUIREMENTS.get(text);
  if (known !== undefined) return known;
  const read = text.split(/,(?![^(]*\))/).map<Requirement>(part => {
    const set = /^(.+) in \((.*)\)$/.exec(part);
    if (set !== null) return labels => set[2].split(',').includes(labels[set[1]]);
    const [key, value] = part.split('=');
    return value === undefined ? labels => labels[key] !== undefined : labels => labels[key] === value;
  });
  REQUIREMENTS.set(text, read);
  return read;
}

/** RFC 7386. What does not change is shared. */
function merge(target: any, patch: any): any {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch;
  const merged: any = target !== null && typeof target === 'object' && !Array.isArray(target) ? { ...target } : {};
  for (const key of Object.keys(patch)) {
    const value = patch[key];
    if (value === null) delete merged[key];
    else merged[key] = merge(merged[key], value);
  }
  return merged;
}

/** The kinds by which the model's referee tells what was changed. */
export function isKind(type: ResourceType, kind: keyof typeof KIND): boolean {
  return type.plural === KIND[kind].plural && type.group === KIND[kind].group;
}
