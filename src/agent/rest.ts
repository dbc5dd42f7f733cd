import { Answer, Api, ObjectList, Place, Selection, WatchEvent } from './api';
import { Call } from './exchange';
import { ACCESS_REVIEWS, collectionPath, complaint, objectPath, query, selectors } from './paths';
import { Signal } from './stop';
import { refused } from './verdict';

/** Who owns the fields that we set. */
export const MANAGER = 'cdk8s-kubestash';

/** What a call asks for, in the words of authorization. */
export interface Access {
  readonly verb: 'get' | 'list' | 'watch' | 'create' | 'patch' | 'update' | 'delete';
  readonly place: Place;
  readonly name?: string;
}

/** The calls of the API server as paths, whatever they are sent over. Nothing becomes part of a path that was not checked. */
export abstract class RestApi implements Api {
  /** Whether a watch may begin with what there is, which API servers do by default in 1.32 and since 1.34: one call instead of two. */
  private streamsLists = true;

  public get(place: Place): Promise<Answer> {
    return this.onObject('get', place, path => ({ method: 'GET', path }));
  }

  public async list(place: Place, selection: Selection = {}): Promise<Answer<ObjectList>> {
    const wrong = complaint(place, selection);
    if (wrong !== undefined) return refused('invalid', wrong);
    const path = collectionPath(place) + query(selectors(selection));
    const answer = await this.call({ method: 'GET', path }, { verb: 'list', place, name: selection.name });
    return answer.ok ? asList(answer.body) : answer;
  }

  public async create(place: Place, object: any, isRehearsal = false): Promise<Answer> {
    const wrong = complaint({ ...place, name: place.name ?? object?.metadata?.name });
    if (wrong !== undefined) return refused('invalid', wrong);
    // Servers and clients of different age do not agree on every field: what is unknown is dropped, not refused.
    const path = collectionPath(place) + query({ fieldManager: MANAGER, fieldValidation: 'Ignore', dryRun: isRehearsal ? 'All' : undefined });
    return this.call({ method: 'POST', path, body: JSON.stringify(object) }, { verb: 'create', place });
  }

  public patch(place: Place, patch: any): Promise<Answer> {
    return this.onObject('patch', place, path => ({
      method: 'PATCH', path: path + query({ fieldManager: MANAGER }), type: 'application/merge-patch+json', body: JSON.stringify(patch),
    }));
  }

  public remove(place: Place): Promise<Answer> {
    // Else the pods of a Job would stay.
    return this.onObject('delete', place, path => ({ method: 'DELETE', path: path + query({ propagationPolicy: 'Background' }) }));
  }

  public async watch(
    place: Place, selection: Selection, resourceVersion: string | undefined, onEvent: (event: WatchEvent) => void, signal: Signal,
  ): Promise<Answer<string>> {
    const wrong = complaint(place, selection);
    if (wrong !== undefined) return refused('invalid', wrong);
    const from = (version: string | undefined, begin: Record<string, string>): Promise<Answer<string>> => this.follow(collectionPath(place) + query({
      watch: 'true',
      allowWatchBookmarks: 'true',
      // Rarely, as a run has some ten watches and may wait for hours; and not all at once, so that what began together does not come back together.
      timeoutSeconds: String(540 + Math.floor(Math.random() * 120)),
      ...begin,
      ...selectors(selection),
    }), { verb: 'watch', place, name: selection.name }, version, onEvent, signal);
    if (resourceVersion !== undefined) return from(resourceVersion, { resourceVersion });
    if (this.streamsLists) {
      const end = await from(undefined, { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan' });
      if (end.ok || end.refusal !== 'invalid') return end;
      this.streamsLists = false;
    }
    const list = await this.list(place, selection);
    if (!list.ok) return list;
    const { items, metadata } = list.body;
    for (const object of items) onEvent({ type: 'changed', object });
    onEvent({ type: 'listed', object: { metadata } });
    return from(metadata.resourceVersion, { resourceVersion: metadata.resourceVersion });
  }

  /** Sends a call and judges what comes of it. */
  protected abstract call(call: Call, access: Access): Promise<Answer>;

  /** Sends a call whose answer has no end, and reads it. */
  protected abstract follow(
    path: string, access: Access, from: string | undefined, onEvent: (event: WatchEvent) => void, signal: Signal,
  ): Promise<Answer<string>>;

  protected async onObject(verb: Access['verb'], place: Place, call: (path: string) => Call): Promise<Answer> {
    // Without a name the path would be that of all objects.
    const wrong = complaint({ ...place, name: place.name ?? '' });
    if (wrong !== undefined) return refused('invalid', wrong);
    return this.call(call(objectPath({ ...place, name: place.name! })), { verb, place, name: place.name });
  }
}

/** The call that asks the API server whether we have a right. */
export function accessReview({ verb, place: { type, namespace }, name }: Access): Call {
  const resourceAttributes = {
    verb, group: type.group, version: type.version, resource: type.plural, ...(namespace === '' ? {} : { namespace }), ...(name === undefined ? {} : { name }),
  };
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes } };
  return { method: 'POST', path: collectionPath({ type: ACCESS_REVIEWS, namespace: '' }), body: JSON.stringify(review) };
}

/** A list, each item with the kind that only the list names. */
function asList(body: any): Answer<ObjectList> {
  const items = body.items ?? [];
  if (typeof body.metadata?.resourceVersion !== 'string' || !Array.isArray(items) || !items.every(i => typeof i?.metadata?.name === 'string')) {
    return refused('unreachable', 'the answer is no list of objects');
  }
  const kind = typeof body.kind === 'string' ? body.kind.replace(/List$/, '') : undefined;
  return { ok: true, body: { ...body, items: items.map(item => ({ apiVersion: body.apiVersion, kind, ...item })) } };
}
