import { Signal } from './stop';
import { Refusal } from '../protocol/decision';
import { ResourceType } from '../protocol/kinds';

export { Refusal, ResourceType };

/** An object, or all objects of a kind in a namespace. */
export interface Place {
  readonly type: ResourceType;
  /** Empty for a kind without namespaces, or to list and watch the objects of all of them. */
  readonly namespace: string;
  readonly name?: string;
}

/** Which objects of a kind are meant. */
export interface Selection {
  /** Only the object of this name, by field selector: what a Role that names objects allows. */
  readonly name?: string;
  /** Label selector. */
  readonly labels?: string;
}

/** What came of a call. */
export type Answer<T = any> =
  | { readonly ok: true; readonly body: T }
  | { readonly ok: false; readonly refusal: Refusal; readonly message: string };

/** The objects of a kind, and the version from which on they can be watched. */
export interface ObjectList {
  readonly metadata: { readonly resourceVersion: string };
  readonly items: readonly any[];
}

/** Something that was watched has changed; `listed`: everything that there was has been told, up to the version of this bookmark. */
export interface WatchEvent {
  readonly type: 'changed' | 'gone' | 'bookmark' | 'listed';
  readonly object: any;
}

/**
 * The API server. Every call is one attempt that ends within the timeout of the connection and never throws.
 * The agent in a pod, the command line and the model in the tests are given different ones.
 */
export interface Api {
  get(place: Place): Promise<Answer>;
  list(place: Place, selection?: Selection): Promise<Answer<ObjectList>>;
  /** A rehearsal is admitted or refused like the creation itself, and creates nothing. */
  create(place: Place, object: any, isRehearsal?: boolean): Promise<Answer>;
  /** A merge patch; with `metadata.resourceVersion` in it, it is refused as a conflict where the object has changed since. */
  patch(place: Place, patch: any): Promise<Answer>;
  remove(place: Place): Promise<Answer>;
  /**
   * Watches from a version on; without one everything that there is is told first, then `listed`. Answers when the stream has ended: `ok`
   * with the last version that was seen where it may be taken up again, `expired` where everything has to be told anew.
   */
  watch(
    place: Place, selection: Selection, resourceVersion: string | undefined, onEvent: (event: WatchEvent) => void, signal: Signal,
  ): Promise<Answer<string>>;
}

/** Time as the agent knows it; the tests bring their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Ends early, without complaint, when the signal says so. */
  sleep(milliseconds: number, signal?: Signal): Promise<void>;
}
