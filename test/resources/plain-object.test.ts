import { ApiObject, App, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { touch } from '../../src/findings/report';
import { ObjectRole } from '../../src/gitops/role';
import { manifest } from '../../src/resources/manifest';
import { PlainObject } from '../../src/resources/plain-object';
import { unrendered } from '../../src/resources/unrendered';

const made = (body: any, chart = new Chart(Testing.app(), 'shop', { namespace: 'shop', labels: { team: 'shop' } })) => (
  manifest(chart, 'A', { apiVersion: 'example.com/v1', kind: 'Thing', name: 'a', namespace: 'shop', role: ObjectRole.RUN_SUPPORT, body })
);

/** What cdk8s itself prints. */
const usual = (object: ApiObject) => JSON.stringify(ApiObject.prototype.toJson.call(object));

const values = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small' }, fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined),
    fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(fc.string(), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

test('prints what cdk8s prints, whatever it holds', () => {
  fc.assert(fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), values, { maxKeys: 4, noNullPrototype: true }), body => {
    const object = made(body);
    expect(Object.getPrototypeOf(object)).toBe(PlainObject.prototype);
    expect(JSON.stringify(object.toJson())).toBe(usual(object));
  }), { numRuns: 500 });
});

test.each<[string, (object: ApiObject) => void]>([
  ['labels and annotations', o => { o.metadata.addLabel('b', 'c'); o.metadata.addAnnotation('d', 'e'); }],
  ['other metadata', o => o.metadata.add('generateName', 'a-')],
  ['finalizers', o => o.metadata.addFinalizers('x')],
  ['owners', o => o.metadata.addOwnerReference({ apiVersion: 'v1', kind: 'Secret', name: 's', uid: 'u' })],
  ['patches', o => o.addJsonPatch(JsonPatch.add('/spec/b', 2))],
])('%s added later are printed', (_, change) => {
  const object = made({ spec: { a: 1 } });
  change(object);
  expect(JSON.stringify(object.toJson())).toBe(usual(object));
});

test('late values and resolvers of the app are resolved', () => {
  const late = made({ spec: { at: Lazy.any({ produce: () => 'last' }) } });
  expect(late.toJson().spec).toEqual({ at: 'last' });
  expect(unrendered(late)).toBeUndefined();
  const app = new App({ resolvers: [{ resolve: context => { if (context.value === 'a') context.replaceValue('b'); } }] });
  expect(made({ spec: { of: 'a' } }, new Chart(app, 'shop')).toJson().spec).toEqual({ of: 'b' });
});

test('keys stay in their order where the user asks for that', () => {
  const object = made({ spec: { b: 1, a: 2 } });
  process.env.CDK8S_DISABLE_SORT = 'true';
  const text = JSON.stringify(object.toJson());
  delete process.env.CDK8S_DISABLE_SORT;
  expect(text).toContain('"spec":{"b":1,"a":2}');
});

test('what is not printed yet is what will be printed', () => {
  const object = made({ spec: { b: [1, { c: 'd' }], a: undefined } });
  expect(unrendered(object)).toMatchObject(object.toJson());
  object.addJsonPatch(JsonPatch.add('/spec/b', 2));
  expect(unrendered(object)).toBeUndefined();
});

test('what validation has looked at is printed as it is by then, and belongs to whoever is given it', () => {
  const object = made({ spec: { b: 1, a: { c: 'd' } } });
  const validated = () => { object.node.root.node.validate(); return object; };
  validated().metadata.addLabel('b', 'c');
  const printed = object.toJson();
  expect(JSON.stringify(printed)).toBe(usual(object));
  printed.spec.a.c = 'changed';
  expect(JSON.stringify(object.toJson())).toBe(usual(object));
  touch(object);
  validated().addJsonPatch(JsonPatch.add('/spec/b', 2));
  expect(JSON.stringify(object.toJson())).toBe(usual(object));
});

test('what has changed since validation looked is printed as it has become', () => {
  const spec = { a: 1 };
  const object = made({ spec });
  object.node.root.node.validate();
  spec.a = 2;
  touch(object);
  expect(object.toJson().spec).toEqual({ a: 2 });
});
