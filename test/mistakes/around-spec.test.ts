import { ApiObject } from 'cdk8s';
import { Findings } from '../../src';
import { Shop } from '../support/shop';

beforeAll(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

const RIGHT = { apiVersion: 'ops.kubedb.com/v1alpha1', kind: 'RedisOpsRequest', metadata: { name: 'plain' }, spec: { type: 'Restart', databaseRef: { name: 'other' } } };

function told(object: any): string[] {
  const shop = new Shop();
  new ApiObject(shop.chart, 'Plain', object);
  return Findings.of(shop.app).all.map(f => `${f.code} ${f.property}: ${f.remedy}`);
}

describe('an object that another library makes', () => {
  test('may have what every object has', () => {
    expect(told({ ...RIGHT, metadata: { name: 'plain', finalizers: ['a/b'], ownerReferences: [], annotations: {}, labels: { a: 'b' } }, status: {} })).toEqual([]);
    expect(told({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'plain' }, data: { a: 'b' }, immutable: true })).toEqual([]);
  });

  test.each([
    ['a key beside its spec', { ...RIGHT, Spec: {} }, ['key-unknown Spec: say spec']],
    ['a key that belongs into its spec', { ...RIGHT, timeout: '5m' }, ['key-unknown timeout: leave it out, or say it where it belongs']],
    ['a misspelt key of its metadata', { ...RIGHT, metadata: { name: 'plain', label: { a: 'b' } } }, ['key-unknown metadata.label: say labels']],
    ['the same, in whatever kind', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'plain', annotation: {} } }, ['key-unknown metadata.annotation: say annotations']],
    ['a text for its metadata', { ...RIGHT, metadata: 'plain' }, ['wrong-type metadata: give a map']],
    ['a number for its namespace', { ...RIGHT, metadata: { name: 'plain', namespace: 5 } }, ['object-name-invalid undefined: give the chart, or the construct, the name of a namespace']],
    ['a number for the namespace of a database', { apiVersion: 'kubedb.com/v1', kind: 'Postgres', metadata: { name: 'plain', namespace: 5 }, spec: { version: '17.5', storage: { resources: { requests: { storage: '1Gi' } } } } }, ['wrong-type metadata.namespace: give a text']],
    ['a number for a kind', { ...RIGHT, kind: 5 }, ['wrong-type kind: give a text']],
    ['a list for a kind', { ...RIGHT, kind: ['RedisOpsRequest'] }, ['wrong-type kind: give a text']],
    ['a function', { ...RIGHT, spec: { ...RIGHT.spec, restart: { at: [() => 1] } } }, ['data-invalid spec.restart.at[0]: give text, numbers, true or false, lists and objects']],
    ['nothing for a word', { ...RIGHT, spec: { ...RIGHT.spec, apply: '' } }, ['choice-unknown spec.apply: take one of them']],
    ['a variable for a key that there is not', { ...RIGHT, spec: { ...RIGHT.spec, tpye: '${x}' } }, ['key-unknown spec.tpye: say type']],
    ['nothing for a key that there is not', { ...RIGHT, spec: { ...RIGHT.spec, tpye: '' } }, ['key-unknown spec.tpye: say type']],
  ])('is refused for %s', (_, object, expected) => expect(told(object)).toEqual(expected));
});

test('a key that only the pod of a run has is told where to say it', () => {
  const findingOf = (pods: object) => {
    const shop = new Shop();
    shop.orders({ pods });
    return Findings.of(shop.app).all.map(f => `${f.code} ${f.property}: ${f.remedy}`);
  };
  const spec = { hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }] };
  expect(findingOf({ spec })).toEqual(['key-unknown pods.spec.hostAliases: say it of the run alone: run: { spec: … }']);
  expect(findingOf({ run: { spec } })).toEqual([]);
});

describe.each(['kubedb.com/v1', 'ops.kubedb.com/v1alpha1', 'core.kubestash.com/v1alpha1', 'storage.kubestash.com/v1alpha1', 'archiver.kubedb.com/v1alpha1', 'v1'])('%s', apiVersion => {
  test.each(['__proto__', 'constructor', 'toString', ''])('breaks no rule with a kind that JavaScript keeps for itself: "%s"', kind => {
    const shop = new Shop();
    new ApiObject(shop.chart, 'Plain', { apiVersion, kind, metadata: { name: 'plain' }, spec: { version: '17.5', type: kind, [kind]: { [kind]: 1 } } } as any);
    shop.orders();
    expect(() => Findings.of(shop.app).all).not.toThrow();
  });
});
