import { ApiObject, App, Chart, Lazy, Testing } from 'cdk8s';
import { chartIn, codes, findings } from './harness';
import { GitOps } from '../../src/gitops';
import { ObjectRole } from '../../src/gitops/role';
import { manifest } from '../../src/resources/manifest';

const configMap = (chart: Chart, id: string, name: string, data: any = {}) => (
  manifest(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', name, namespace: 'shop', role: ObjectRole.RUN_SUPPORT, body: { data } })
);

test('rules of the app look at objects of other libraries, too', () => {
  const chart = chartIn();
  configMap(chart, 'Ours', 'same');
  new ApiObject(chart, 'Theirs', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'same' } });
  expect(codes(chart)).toEqual(['duplicate-object']);
  expect(findings(chart)[0].value).toBe('"shop/Ours, shop/Theirs"');
});

test('objects in several charts are compared', () => {
  const app = Testing.app();
  const [one, two] = ['one', 'two'].map(id => new Chart(app, id, { namespace: 'shop' }));
  configMap(one, 'A', 'same');
  configMap(two, 'B', 'same');
  expect(codes(one)).toEqual(['duplicate-object']);
  expect(() => app.synth()).toThrow(/duplicate-object/);
});

test('what cannot be printed of an object is named', () => {
  const chart = chartIn();
  configMap(chart, 'A', 'a', { when: new Date(0) });
  expect(findings(chart)).toMatchObject([{ code: 'data-invalid', property: 'data.when', path: 'shop/A' }]);
});

test('an object that cannot be rendered for what is only known late is left to synthesis', () => {
  const chart = chartIn();
  configMap(chart, 'A', 'a', { when: Lazy.any({ produce: () => new Date(0) }) });
  expect(codes(chart)).toEqual([]);
  expect(() => Testing.synth(chart)).toThrow();
});

test('only objects that Flux is told about are asked for its variables', () => {
  const chart = chartIn();
  GitOps.use(chart, GitOps.flux());
  configMap(chart, 'A', 'script', { run: 'echo ${HOME}' });
  new ApiObject(chart, 'B', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other' }, data: { run: 'echo ${HOME}' } });
  expect(findings(chart).map(f => f.message)).toEqual(['ConfigMap shop/other holds a variable at data.run that Flux replaces where postBuild is used']);
});

test('each object is rendered once more than synthesis does, however many charts and rules there are', () => {
  const app = new App({ outdir: Testing.app().outdir });
  let rendered = 0;
  for (let i = 0; i < 20; i++) {
    const object = configMap(new Chart(app, `chart-${i}`, { namespace: 'shop' }), 'A', `name-${i}`);
    const toJson = object.toJson.bind(object);
    object.toJson = () => {
      rendered++;
      return toJson();
    };
  }
  app.synth();
  expect(rendered).toBe(40);
});
