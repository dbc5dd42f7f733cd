import { ApiObject, Chart } from 'cdk8s';
import { Order } from './order';
import { engineFactsOfKind } from '../../engines/registry';
import { Finding, finding, Severity } from '../../findings/finding';
import { RestorePlan } from '../../plan/restore-plan';
import { outgrownVolume, requestedSizes } from '../../protocol/target';

/** Volumes that are larger in the cluster than what is declared. The run would refuse that too, but only once it is applied. */
export function outgrownVolumes({ target, live, volumes }: Order, plan: RestorePlan, chart: Chart, stated: readonly Finding[]): Finding[] {
  // One mistake, one finding.
  const isSaid = stated.some(f => f.code === 'storage-smaller-than-source');
  if (isSaid || target !== undefined || live === undefined || plan.target === plan.previous) return [];
  const { kind, spec } = live.manifest;
  const objects = chart.node.findAll().filter((c): c is ApiObject => ApiObject.isApiObject(c));
  const made = objects.find(o => o.kind === kind && o.name === plan.target)?.toJson().spec;
  const engine = engineFactsOfKind(kind, spec?.version);
  if (made === undefined || engine === undefined) return [];
  const requested = (of: any): string[] => requestedSizes(of, engine.layout.storage(of));
  const larger = outgrownVolume([...volumes, ...requested(spec)], requested(made));
  return larger === undefined ? [] : [finding('volume-outgrown', Severity.ERROR, {
    message: `the volumes of ${plan.previous} are larger than those that ${plan.target} would get: its data may not fit`,
    value: larger.gets,
    allowed: `at least ${larger.has}`,
    remedy: 'say the present size with --storage',
  })];
}
