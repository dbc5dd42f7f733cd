import { Api } from '../../test/conformance/harness/api';
import { cluster } from '../../test/conformance/harness/cluster';
import { leadsTo } from '../../test/conformance/harness/expect';
import { Manifest, Objects } from '../../test/conformance/harness/objects';
import { Space } from '../../test/conformance/harness/space';
import { timed } from '../../test/conformance/harness/times';
import { Measured } from '../../test/conformance/report/figures';

const NAME = 'plain';

/** What the control plane takes by itself: a Service to the same pods, closed and opened by plain patches, with the same watch at its slices. */
export async function plainSwitch(space: Space): Promise<{ readonly drained: number; readonly serving: number }> {
  const { selector, ports } = (await space.get('v1', 'Service', 'orders-client')).spec;
  // Through the proxy, whose clock times the patches of runs, too.
  const through = new Objects(new Api(space.admin.api.token, cluster().proxy));
  await space.admin.create({ apiVersion: 'v1', kind: 'Service', metadata: { name: NAME, namespace: space.namespace }, spec: { selector, ports } } as Manifest);
  await leadsTo(space, NAME, 'orders');
  const times: Measured = {};
  await timed(space, [NAME], times, async () => {
    const patch = (halted: string | null) => through.patch(
      { apiVersion: 'v1', kind: 'Service', name: NAME, namespace: space.namespace }, { spec: { selector: { 'cdk8s-kubestash/halted': halted } } });
    await patch('true');
    await leadsTo(space, NAME, undefined);
    await patch(null);
    await leadsTo(space, NAME, 'orders');
  });
  return { drained: times.drained ?? NaN, serving: times.serving ?? NaN };
}
