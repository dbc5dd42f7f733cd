import { ApiObject, App, Chart, Testing, Yaml } from 'cdk8s';
import { declare, objectsOf, Shape, SHAPES } from '../../bench/workers/shapes';
import { appFindings } from '../../src/resources/app-rules';
import { PlainObject } from '../../src/resources/plain-object';
import { APP_RULES } from '../../src/resources/rules/app';
import { appSubject, Texts, visitStrings } from '../../src/resources/rules/app/subject';

/** An app of so many restores in so many charts. */
function appOf(shape: Shape, n: number, charts = 1): App {
  const app = new App({ outdir: Testing.app().outdir });
  const each = n / charts;
  for (let i = 0; i < charts; i++) declare(new Chart(app, `chart-${i}`, { namespace: 'shop' }), shape, each, i * each);
  return app;
}

describe.each(SHAPES)('%s', shape => {
  test('objects grow with restores and nothing else, and none depends on another', () => {
    const count = (n: number) => objectsOf(appOf(shape, n)).length;
    const [one, two, ten] = [count(1), count(2), count(10)];
    expect(ten - one).toBe(9 * (two - one));
    expect(two - one).toBeLessThanOrEqual(16);
    expect(appOf(shape, 3).node.findAll().flatMap(c => c.node.dependencies)).toEqual([]);
  });

  test('each object is rendered once, however many charts there are', () => {
    const app = appOf(shape, 4, 4);
    const objects = objectsOf(app);
    const plain = objects.filter(o => Object.getPrototypeOf(o) === PlainObject.prototype).length;
    const short = jest.spyOn(PlainObject.prototype, 'toJson');
    const usual = jest.spyOn(ApiObject.prototype, 'toJson');
    app.synth();
    expect(plain / objects.length).toBeGreaterThan(0.9);
    // Validation looks at the objects without rendering them.
    expect(short).toHaveBeenCalledTimes(plain);
    expect(usual).toHaveBeenCalledTimes(objects.length - plain);
    jest.restoreAllMocks();
  });

  test('strings are looked at in proportion to restores', () => {
    const visits = (n: number): number => {
      let count = 0;
      for (const object of objectsOf(appOf(shape, n))) visitStrings(object.toJson(), () => { count++; });
      return count;
    };
    const [one, two, eight] = [visits(1), visits(2), visits(8)];
    expect(eight - one).toBe(7 * (two - one));
  });

  test('each rule about the app looks at objects in proportion to restores', () => {
    const looks = (n: number): Record<string, number> => {
      let count = 0;
      const objects = objectsOf(appOf(shape, n)).map(o => {
        const json = o.toJson();
        return {
          path: o.node.path,
          group: o.apiGroup,
          kind: o.kind,
          name: o.name,
          namespace: o.metadata.namespace,
          flux: true,
          get json() { count++; return json; },
        };
      });
      return Object.fromEntries(APP_RULES.map(({ code, check }) => {
        const subject = appSubject(objects);
        count = 0;
        check(subject);
        return [code, count];
      }));
    };
    const [two, four, eight] = [looks(2), looks(4), looks(8)];
    // Of pairs it would be four times as many more.
    expect(Object.keys(two).filter(code => eight[code] - four[code] > 2.1 * (four[code] - two[code]))).toEqual([]);
    expect(Math.max(...Object.values(eight))).toBeGreaterThan(8);
  });

  test('rules print nothing, and judge each string once', () => {
    const app = appOf(shape, 8);
    const printed = jest.spyOn(Yaml, 'stringify');
    appFindings(app);
    expect(printed).not.toHaveBeenCalled();
    jest.restoreAllMocks();
    let visits = 0;
    const texts = new Texts();
    for (const object of objectsOf(app)) {
      visitStrings(object.toJson(), () => { visits++; });
      texts.addAll(object.toJson());
    }
    expect(texts.keys.size + texts.values.size).toBeLessThan(visits / 3);
  });

  test('the bytes of scripts do not grow with restores', () => {
    const long = (n: number) => objectsOf(appOf(shape, n)).filter(o => JSON.stringify(o.toJson()).length > 16_384).length;
    expect(long(5)).toBe(long(1));
  });
});
