import { ApiError } from './api';
import { eventually, pause } from './eventually';
import { Manifest, namedOf, Objects } from './objects';
import { Random } from './random';
import type { Space } from './space';

/** One thing that somebody does: the pipeline creates an object, or something else happens. */
export interface Act {
  readonly name: string;
  readonly run: (space: Space) => Promise<void>;
}

/** Creation of an object by the pipeline, once or again. */
export function applied(object: Manifest): Act {
  return { name: `${object.kind}/${object.metadata.name}`, run: space => put(space.pipeline, object) };
}

/** Objects in the order in which they are rendered. */
export function inOrder(objects: readonly Manifest[]): Act[] {
  return objects.map(applied);
}

/**
 * Does everything, one after the other; pauses let controllers act in between. The one thing that the API server refuses
 * because of the order is a RoleBinding before its Role: a pipeline comes back to it, as `kubectl apply` run again does.
 */
export async function apply(space: Space, acts: readonly Act[], pauses?: Random): Promise<void> {
  const again: Act[] = [];
  for (const act of acts) {
    try {
      await act.run(space);
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 404 && act.name.startsWith('RoleBinding/'))) throw error;
      again.push(act);
    }
    if (pauses !== undefined && pauses.below(4) === 0) await pause(pauses.below(1500));
  }
  for (const act of again) await act.run(space);
}

/** The same, with Jobs that are made anew: they were pruned in the meantime, or somebody deleted them. */
export async function applyAnew(space: Space, objects: readonly Manifest[]): Promise<void> {
  for (const job of objects.filter(o => o.kind === 'Job').map(namedOf)) {
    await space.admin.remove(job);
    await eventually(`${job.name} to be gone`, async () => await space.admin.find(job) === undefined);
  }
  await apply(space, inOrder(objects));
}

/** Creates an object as a pipeline does, strictly; what is there already is applied over. */
export async function put(as: Objects, object: Manifest): Promise<void> {
  try {
    await as.create(object, 'fieldValidation=Strict&fieldManager=pipeline');
  } catch (error) {
    if (!(error instanceof ApiError && error.reason === 'AlreadyExists')) throw error;
    await as.apply(object, 'pipeline', true);
  }
}
