import { apply, inOrder } from '../harness/apply';
import { eventually } from '../harness/eventually';
import { serving } from '../harness/expect';
import { secrets } from '../harness/flows';
import { mariadb } from '../harness/in-place';
import { logsOfRuns } from '../harness/jobs';
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

    const [, annotation, value] = await eventually('the run to say what helps', async () =>
      /Repository orders-full to be synced .*archiver orders-archiver was not there.*kubectl annotate mariadbs\.kubedb\.com -n \S+ orders ([^=]+)=(\S+) --overwrite/.exec(await logsOfRuns(space)) ?? undefined);
    expect((await database()).spec.archiver).toBeUndefined();

    await space.admin.patch({ apiVersion: 'kubedb.com/v1', kind: 'MariaDB', name: 'orders', namespace: space.namespace }, { metadata: { annotations: { [annotation]: value } } });
    await eventually('the archiver to be attached', async () => (await database()).spec.archiver?.ref?.name === 'orders-archiver');
    expect((await serving(space, 'orders', 'orders')).reason).toBe('Restore first is done.');
  }));
});
