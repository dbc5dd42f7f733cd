import { apply, inOrder } from '../harness/apply';
import { eventually } from '../harness/eventually';
import { serving } from '../harness/expect';
import { secrets } from '../harness/flows';
import { mariadb } from '../harness/in-place';
import { inNamespace } from '../harness/space';
import { synth } from '../harness/synth';
import { counted } from '../report/figures';

test('2. Any order: the archiver of a MariaDB comes when nobody attaches it any more; the run says so, and what helps', async () => {
  await counted('2. Any order', () => inNamespace('archiver', async space => {
    await secrets(space);
    const objects = synth(space.namespace, chart => { mariadb(chart); });
    const late = (kind: string) => kind === 'MariaDBArchiver' || kind === 'Job';
    await apply(space, inOrder(objects.filter(o => !late(o.kind))));
    const database = () => space.get('kubedb.com/v1', 'MariaDB', 'orders');
    await eventually('the database to be Ready', async () => (await database()).status?.phase === 'Ready');
    await apply(space, inOrder(objects.filter(o => late(o.kind))));

    const { reason } = await serving(space, 'orders', 'orders');
    const [, annotation, value] = /archiver orders-archiver was not there when it was last written\. Write it once more: kubectl annotate mariadbs\.kubedb\.com -n \S+ orders ([^=]+)=(\S+) --overwrite\.$/.exec(reason) ?? [];
    expect({ reason, archiver: (await database()).spec.archiver }).toEqual({ reason: expect.stringContaining('no log of orders is archived'), archiver: undefined });

    await space.admin.patch({ apiVersion: 'kubedb.com/v1', kind: 'MariaDB', name: 'orders', namespace: space.namespace }, { metadata: { annotations: { [annotation]: value } } });
    await eventually('the archiver to be attached', async () => (await database()).spec.archiver?.ref?.name === 'orders-archiver');
    await eventually('its BackupConfiguration', async () => await space.find('core.kubestash.com/v1alpha1', 'BackupConfiguration', 'orders-archiver') !== undefined);
  }));
});
