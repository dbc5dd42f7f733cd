import { engines, sqlserver, versionOf } from './samples';
import { Engine } from '../../src';
import { runAsUserOf } from '../../src/engines/common';
import { withoutFilledIn } from '../../src/engines/filled-in';
import { readManifest } from '../../src/restore/imported-manifest';
import { Json } from '../../src/values/json';

const left = (engine: Engine, spec: Json, more: Json = {}) => withoutFilledIn(engine._facts, { name: 'orders', version: versionOf(engine._facts), spec, ...more });

describe('what upstream filled in for one object', () => {
  test.each(engines.map(e => [e.key, e] as const))('the user of the version, and the service account: %s', (_, engine) => {
    const user = runAsUserOf(engine._facts, versionOf(engine._facts));
    const filledIn = (name: string) => ({
      spec: {
        serviceAccountName: 'orders',
        securityContext: { fsGroup: user },
        containers: [{ name, securityContext: { runAsUser: user, runAsGroup: user, runAsNonRoot: true } }],
      },
    });
    const kept = (name: string) => ({ spec: { containers: [{ name, securityContext: { runAsNonRoot: true } }] } });
    const spec = { podTemplate: filledIn('db'), topology: { maxscale: { podTemplate: filledIn('mx') }, rack: [{ podTemplate: filledIn('r') }] } };
    expect(left(engine, spec)).toEqual({ podTemplate: kept('db'), topology: { maxscale: { podTemplate: kept('mx') }, rack: [{ podTemplate: kept('r') }] } });
  });

  test('stays where the user chose it', () => {
    const spec = { podTemplate: { spec: { serviceAccountName: 'orders-irsa', containers: [{ name: 'postgres', securityContext: { runAsUser: 26 } }] } } };
    expect(left(Engine.POSTGRES, spec)).toEqual(spec);
  });

  test('Secrets of internal users, of keystores and of members', () => {
    expect(left(Engine.ELASTICSEARCH, {
      authSecret: { name: 'orders-auth' },
      internalUsers: {
        elastic: { backendRoles: ['superuser'], secretName: 'orders-auth' },
        kibana_system: { secretName: 'orders-kibana-system-cred' },
        beats_system: { secretName: 'beats' },
      },
    })).toEqual({ authSecret: { name: 'orders-auth' }, internalUsers: { elastic: { backendRoles: ['superuser'] }, beats_system: { secretName: 'beats' } } });
    expect(left(Engine.ZOOKEEPER, { keystoreCredSecret: { kind: 'Secret', name: 'orders-keystore-cred' } })).toEqual({});
    expect(left(Engine.NEO4J, { tls: { keystoreCredSecret: { apiGroup: '', kind: 'Secret', name: '' }, bolt: { mode: 'TLS' } } })).toEqual({ tls: { bolt: { mode: 'TLS' } } });
    expect(left(Engine.MONGODB, { keyFileSecret: { name: 'orders-key' } })).toEqual({});
  });

  test('the name of a group of MySQL', () => {
    const name = 'dc002fc3-c412-4d18-b1d4-66c1fbfbbc9b';
    expect(left(Engine.MYSQL, { topology: { mode: 'GroupReplication', group: { name, mode: 'Single-Primary' } } }))
      .toEqual({ topology: { mode: 'GroupReplication', group: { mode: 'Single-Primary' } } });
  });

  test('certificates, but not what the user said of them', () => {
    const issuerRef = { kind: 'Issuer', name: 'ca' };
    const certificates = [
      { alias: 'server', secretName: 'orders-server-cert', dnsNames: ['orders-maintenance', 'orders.example.com'], subject: { organizations: ['kubedb'], organizationalUnits: ['server'] } },
      { alias: 'client', secretName: 'orders-client-cert', subject: { organizations: ['kubedb'], organizationalUnits: ['client'] } },
    ];
    expect(left(sqlserver, { tls: { issuerRef, certificates } }, { hosts: ['orders-maintenance'] }))
      .toEqual({ tls: { issuerRef, certificates: [{ alias: 'server', dnsNames: ['orders.example.com'] }] } });
  });

  test.each([Engine.ELASTICSEARCH, Engine.OPENSEARCH])('certificates of members, in one that speaks no TLS to clients: $key', engine => {
    const more = { privateKey: { encoding: 'PKCS8' }, subject: { organizations: ['kubedb'] } };
    const certificates = ['ca', 'transport'].map(alias => ({ alias, secretName: `orders-${alias}-cert`, ...more }));
    expect(left(engine, { tls: { certificates } })).toEqual({});
  });

  test('an auth Secret without a name is the operator\'s own', () => {
    const manifest = { apiVersion: 'kubedb.com/v1', kind: 'Postgres', metadata: { name: 'orders' }, spec: { version: '17.5', authSecret: { apiGroup: '', kind: 'Secret', name: '' } } };
    expect(readManifest(manifest).authSecret).toBeUndefined();
    manifest.spec.authSecret.name = 'chosen';
    expect(readManifest(manifest).authSecret).toBe('chosen');
  });
});
