import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { BackupPlan, PlannedObject } from './part';
import { Finding } from '../findings/finding';
import { report } from '../findings/report';
import { manifest } from '../resources/manifest';

/** A planned backup and the objects that were made of it. */
export interface BackupBinding {
  readonly plan: BackupPlan;
  readonly objects: readonly ApiObject[];
}

/** Makes the objects of a plan, in the order in which they are applied, and reports its findings. */
export function bindBackup(scope: Construct, id: string, plan: BackupPlan): BackupBinding {
  return { plan, objects: renderPlanned(scope, id, plan.objects, plan.problems) };
}

/** Makes planned objects below a construct of their own. */
export function renderPlanned(scope: Construct, id: string, objects: readonly PlannedObject[], problems: Finding[]): ApiObject[] {
  const holder = new Construct(scope, id);
  if (problems.length > 0) report(holder, inquiry => problems.filter(p => !inquiry.isRefused(p.property === undefined ? undefined : [p.property])));
  return objects.map((object, i) => manifest(holder, freeId(holder, object.id, i), {
    apiVersion: object.apiVersion,
    kind: object.kind,
    name: object.name,
    namespace: object.namespace,
    role: object.role,
    body: { spec: object.spec },
  }));
}

/** Two sessions of one name are a finding, not a crash. */
function freeId(holder: Construct, id: string, i: number): string {
  return holder.node.tryFindChild(id) === undefined ? id : `${id}-${i}`;
}
