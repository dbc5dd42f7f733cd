import { Chart, Size } from 'cdk8s';
import { druid, singlestore, versionOf } from './samples';
import { Engine, RestorableDatabase, SnapshotClone } from '../../src';
import { neighboursOf } from '../../src/engines/neighbours';
import { monday, Shop } from '../support/shop';

test('Secrets and issuers that a spec names, not those that are made for it', () => {
  expect(neighboursOf({ ...singlestore._spec, authSecret: { name: 'orders-auth' } })).toEqual(['Secret license']);
  expect(neighboursOf({ ...druid._spec, authSecret: { name: 'mine', externallyManaged: true } })).toEqual(['Secret mine', 'Secret segments']);
  expect(neighboursOf({
    configuration: { secretName: 'my-cnf' },
    secureConfigSecret: { name: 'keys' },
    keystoreCredSecret: { name: 'orders-keystore-cred' },
    internalUsers: { elastic: { secretName: 'orders-elastic-cred' } },
    tls: { issuerRef: { kind: 'Issuer', name: 'ca' }, certificates: [{ alias: 'client', secretName: 'orders-client-cert' }] },
    podTemplate: { spec: { imagePullSecrets: [{ name: 'pull' }], containers: [{ env: [{ valueFrom: { secretKeyRef: { name: 'token', key: 'x' } } }] }] } },
    init: { archiver: { encryptionSecret: { name: 'restic' } } },
  })).toEqual(['Issuer ca', 'Secret keys', 'Secret my-cnf', 'Secret pull', 'Secret token']);
  expect(neighboursOf({ tls: { issuerRef: { kind: 'ClusterIssuer', name: 'ca' } } })).toEqual([]);
});

test('a plan lists them where they are not those of the source', () => {
  const risks = (namespace: string) => {
    const shop = new Shop();
    const version = versionOf(Engine.ELASTICSEARCH._facts);
    const like = new RestorableDatabase(shop.chart, 'Orders', {
      engine: Engine.ELASTICSEARCH, version, storage: { size: Size.gibibytes(1) }, spec: { configuration: { secretName: 'my-cnf' } },
    });
    const chart = new Chart(shop.app, 'copies', { namespace });
    return new SnapshotClone(chart, 'Copy', { name: 'copy', like, snapshot: monday({ engine: Engine.ELASTICSEARCH, version }) }).plan.risks.join();
  };
  expect(risks('staging')).toContain('it does not start until these are in namespace staging: Secret my-cnf');
  expect(risks('shop')).not.toContain('does not start');
});
