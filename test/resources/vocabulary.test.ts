import { readdirSync, readFileSync } from 'fs';
import { parse } from 'yaml';
import { ENGINES } from '../../src/engines/registry';
import { lookAtFields } from '../../src/values/fields';
import { keysAt, placesWithKeys } from '../../src/values/keys';
import { Reading } from '../../src/values/kind';
import { Place } from '../../src/values/place';
import { fieldTypes, fieldTypesByPlace, isField, isOpen } from '../../src/values/vocabulary';
import { describeUpstream, upstream } from '../support/upstream';

type Schema = { [key: string]: any };

/** What upstream's CRDs say that a field holds, in our words. */
function typeIn(schema: Schema): string {
  if (schema['x-kubernetes-int-or-string']) return 'wholeOrText';
  const { type, items, properties, additionalProperties } = schema;
  switch (type) {
    case 'boolean': return 'flag';
    case 'integer': return 'whole';
    case 'string': return 'text';
    case 'array': return ({ string: 'texts', integer: 'wholes', object: 'objects' } as Record<string, string>)[items.type];
    case 'object': return properties === undefined && additionalProperties?.type === 'string' ? 'map' : 'object';
    default: throw new Error(`no word for ${type}`);
  }
}

test('every key that stands somewhere is the name of a field', () => {
  const places = [...placesWithKeys()];
  expect(places.length).toBeGreaterThan(300);
  expect(places.flatMap(place => [...keysAt(place)!]).filter(key => !isField(key))).toEqual([]);
});

describeUpstream('names of fields', () => {
  /** What a name holds, by the field that it stands in. */
  const types = new Map<string, Map<string, string>>();
  const parents = new Map<string, Set<string>>();
  /** The specs of objects that are looked at, by kind. */
  const specs = new Map<string, Schema>();
  const maps = new Set<string>();

  beforeAll(() => {
    for (const file of readdirSync(upstream('upstream/crds'))) {
      const { spec: { group, names, versions } } = parse(readFileSync(upstream(`upstream/crds/${file}`), 'utf8'));
      if (!/^((archiver\.)?kubedb\.com|.*kubestash\.com)$/.test(group)) continue;
      for (const { name, schema } of versions) {
        const { spec } = schema.openAPIV3Schema.properties;
        if (name !== 'v1alpha1' || group !== 'kubedb.com') visit(spec ?? {}, 'spec');
        const newest = ENGINES.find(e => e.kind === names.kind)?.apiVersion ?? `${group}/${versions[0].name}`;
        if (keysAt(names.kind) !== undefined && `${group}/${name}` === newest) specs.set(names.kind, spec);
      }
    }
  }, 300_000);

  function visit(schema: Schema, parent: string): void {
    for (const [name, of] of Object.entries<Schema>(schema.properties ?? {})) {
      if (typeof of.additionalProperties === 'object') maps.add(name);
      const places = types.get(name) ?? new Map<string, string>();
      // No field of one name in another holds two things.
      expect(`${parent}.${name}: ${places.get(parent) ?? typeIn(of)}`).toBe(`${parent}.${name}: ${typeIn(of)}`);
      types.set(name, places.set(parent, typeIn(of)));
      parents.set(parent, (parents.get(parent) ?? new Set()).add(name));
      for (const below of [of, of.items, of.additionalProperties]) if (typeof below === 'object') visit(below, name);
    }
  }

  test('every field of upstream\'s CRDs is known, by what it holds wherever it stands', () => {
    const everywhere = [...types].filter(([, places]) => new Set(places.values()).size === 1)
      .map(([name, places]) => [name, [...places.values()][0]]);
    expect(everywhere.filter(([name, type]) => fieldTypes().get(name) !== type)).toEqual([]);
    expect(new Set(everywhere.map(([name]) => name)).size).toBe([...types].filter(([name]) => fieldTypes().has(name)).length);
  });

  test('and by what it holds in another where that differs', () => {
    const byPlace = [...types].filter(([, places]) => new Set(places.values()).size > 1);
    expect(Object.fromEntries([...fieldTypesByPlace()].map(([name, places]) => [name, Object.fromEntries(places)])))
      .toEqual(Object.fromEntries(byPlace.map(([name, places]) => [name, Object.fromEntries(places)])));
  });

  /** Every object that stands in the `spec` of a kind, with its place. */
  interface Stands { readonly schema: Schema; readonly place: Place; readonly path: string }
  function* objectsIn(schema: Schema, place: Place, path: string): Generator<Stands> {
    if (schema.properties !== undefined) yield { schema, place, path };
    for (const [name, of] of Object.entries<Schema>(schema.properties ?? {})) {
      const { below, isOpen: isUsers } = place.field(name);
      for (const inner of [of, of.items]) if (typeof inner === 'object' && !isUsers) yield* objectsIn(inner, below, `${path}.${name}`);
    }
  }
  const allObjects = () => [...specs].flatMap(([kind, spec]) => [...objectsIn(spec, Place.of(kind)!, kind)]);

  test('of every place in every kind, the keys are known that upstream has there, and no others', () => {
    const wrong = allObjects().flatMap(({ schema, place, path }) => {
      const theirs = Object.keys(schema.properties);
      const { keys = new Set<string>() } = place;
      return [...theirs.filter(key => !keys.has(key)).map(key => `+${path}.${key}`), ...[...keys].filter(key => !theirs.includes(key)).map(key => `-${path}.${key}`)];
    });
    expect(specs.size).toBeGreaterThan(30);
    // What is new, and where a difference is no mistake that anybody makes: what there is of claims in volumes, what is tuned of etcd and PostgreSQL.
    expect(wrong.filter(key => !/^-.*(volumeClaimTemplates?\.(metadata|spec\.resources)|(Etcd|Postgres)\.configuration\.tuning)\./.test(key))).toEqual(['-Postgres.tde']);
  }, 300_000);

  test('what an object cannot do without is what upstream needs, wherever it stands', () => {
    const needed = allObjects().map(({ schema: { required = [], properties }, place, path }) => ({
      path, theirs: (required as string[]).filter(key => properties[key]?.default === undefined).sort(), ours: [...place.needed].sort(),
    }));
    expect(needed.filter(({ theirs }) => theirs.length > 0).length).toBeGreaterThan(1000);
    // Only the webhook asks for the version of a SingleStore.
    expect(needed.filter(({ theirs, ours }) => theirs.join() !== ours.join())).toEqual([{ path: 'Singlestore', theirs: ['licenseSecret'], ours: ['licenseSecret', 'version'] }]);
  }, 300_000);

  test('choices are offered as upstream offers them in each kind, and no others are taken', () => {
    const refused = (place: Place, name: string, value: unknown): boolean => {
      const reading = new Reading();
      lookAtFields({ [name]: value }, reading, place);
      // Of an object that has nothing else, something else is missing.
      return reading.refusals.some(({ property }) => property.startsWith(name));
    };
    const said = allObjects().flatMap(({ schema, place, path }) => Object.entries<Schema>(schema.properties).flatMap(([name, of]) => {
      const words: string[] = (of.enum ?? of.items?.enum ?? []).filter((word: unknown) => word !== '');
      return words.length === 0 ? [] : [{ place, name, words, path: `${path}.${name}`, valueOf: (word: string) => (of.enum ? word : [word]) }];
    }));
    expect(said.length).toBeGreaterThan(100);
    expect(said.flatMap(({ place, name, words, path, valueOf }) => words.filter(word => refused(place, name, valueOf(word))).map(word => `${path}: ${word}`))).toEqual([]);
    const offered = new Set(said.flatMap(({ words }) => words));
    const taken = said.flatMap(({ place, name, words, path, valueOf }) => (
      [...offered, 'somethingElse'].filter(word => !words.includes(word) && !refused(place, name, valueOf(word))).map(word => `${path}: ${word}`)
    ));
    expect(taken).toEqual([]);
  }, 300_000);

  test('keys of every map are the user\'s own', () => {
    // `metadata` is Kubernetes' own nearly everywhere.
    expect([...maps].filter(name => !isOpen(name)).sort()).toEqual(['metadata']);
  });

  test('fields whose keys are the user\'s own have none of upstream\'s, but for these', () => {
    // Of users by name, and where a list has the same name as a map.
    expect([...parents.keys()].filter(isOpen).sort()).toEqual(['internalUsers', 'options', 'params', 'rolesMapping']);
  });
});
