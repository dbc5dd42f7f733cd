import { Size } from 'cdk8s';
import { Engine, RestorableDatabase, Topology } from '../../src';
import { Shop } from '../support/shop';

const made = (engine: Engine, version: string, props: object): any => {
  const shop = new Shop();
  new RestorableDatabase(shop.chart, 'Orders', { engine, version, storage: { size: Size.gibibytes(1) }, ...props });
  expect(shop.codes).toEqual([]);
  return shop.object(engine.kind).spec;
};

describe('parts without which the webhook breaks off', () => {
  test('MaxScale before a replication of MariaDB, with its volumes', () => {
    const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
    const topology = { mode: 'MariaDBReplication', maxscale: { replicas: 1, storage: claim } };
    expect(made(Engine.MARIADB, '11.8.5', { topology: Topology.mariadbReplication(), replicas: 3 }).topology).toEqual(topology);
    expect(made(Engine.MARIADB, '11.8.5', { spec: { topology: { mode: 'MariaDBReplication' } }, replicas: 3 }).topology).toEqual(topology);
    expect(made(Engine.MARIADB, '11.8.5', { topology: Topology.mariadbGalera(), replicas: 3 }).topology).toEqual({ mode: 'GaleraCluster' });
  });

  test('a container in coordinating nodes, and beside it what the user says', () => {
    const topology = Topology.elasticsearch({ master: {}, ingest: {}, data: {}, coordinating: {} });
    const containers = (props: object = {}) => made(Engine.ELASTICSEARCH, 'xpack-8.19.9', { topology, ...props }).topology.coordinating.podTemplate.spec.containers;
    expect(containers()).toEqual([{ name: 'elasticsearch' }]);
    const own = [{ name: 'sidecar', image: 'example' }, { name: 'elasticsearch' }];
    expect(containers({ spec: { topology: { coordinating: { podTemplate: { spec: { containers: own } } } } } })).toEqual(own);
  });
});

test('an archiver that the webhook attaches stands before its database', () => {
  const shop = new Shop();
  shop.orders({ engine: Engine.MARIADB, version: '11.8.5', replicas: 1, backup: shop.continuous });
  const kinds = shop.objects.map(o => o.kind);
  expect(kinds.indexOf('MariaDBArchiver')).toBeLessThan(kinds.indexOf('MariaDB'));
});
