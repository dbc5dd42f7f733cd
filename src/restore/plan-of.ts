import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Assembled } from './assemble';
import { DatabaseState } from './state';
import { Point } from '../plan/request';
import { restorePlan, RestorePlan } from '../plan/restore-plan';

/** The plan of what a construct declares. */
export function planOf(
  { decision }: Assembled, after: DatabaseState, before: DatabaseState | undefined, point: Point | undefined, objects: string[],
  referrers: readonly string[] = [],
): RestorePlan {
  const plan = restorePlan(decision, {
    database: after.name,
    namespace: after.namespace,
    engine: after.engine.key,
    previous: before?.incarnation.name,
    point,
    objects,
  });
  const stays = referrers.map(r => `${r} names ${before?.incarnation.name}, and stays with that one until it is changed`);
  return stays.length === 0 ? plan : { ...plan, risks: [...plan.risks, ...stays] };
}

/** The objects below a construct, in the order in which they are applied: `Kind name`. */
export function objectsOf(scope: IConstruct): string[] {
  return scope.node.findAll()
    .filter((c): c is ApiObject => ApiObject.isApiObject(c))
    .map(o => `${o.kind} ${o.name}`);
}
