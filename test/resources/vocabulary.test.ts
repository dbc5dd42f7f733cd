import { readdirSync, readFileSync } from 'fs';
import { parse } from 'yaml';
import { Engine } from '../../src';
import { fieldsOf } from '../../src/engines/fields';
import { specKeys } from '../../src/resources/spec-keys';
import { lookAtFields } from '../../src/values/fields';
import { Reading } from '../../src/values/kind';
import { DATABASE_POD, JOB_POD, RUNTIME_CONTAINER, RUNTIME_POD } from '../../src/values/pod-keys';
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

test('every key that the spec of a kind has is the name of a field', () => {
  const engines = Object.values(Engine).filter((e): e is Engine => e instanceof Engine).map(e => e._facts.kind);
  const others = ['BackupConfiguration', 'BackupBlueprint', 'BackupStorage', 'RestoreSession', 'RetentionPolicy', 'PostgresArchiver', 'Neo4jArchiver'];
  const ofPods = [...DATABASE_POD, ...JOB_POD, ...RUNTIME_POD, ...RUNTIME_CONTAINER];
  const keys = [...ofPods, ...[...engines, ...others].flatMap(kind => [...fieldsOf(kind), ...specKeys(kind) ?? []])];
  expect(keys.length).toBeGreaterThan(200);
  expect(keys.filter(key => !isField(key))).toEqual([]);
});

describeUpstream('names of fields', () => {
  /** What a name holds, by the field that it stands in. */
  const types = new Map<string, Map<string, string>>();
  const parents = new Map<string, Set<string>>();
  /** Words that a field may hold, by it and the field that it stands in, of objects that are looked at. */
  const choices = new Map<string, Set<string>>();
  const texts = new Set<string>();
  let isLookedAt = false;
  const maps = new Set<string>();

  beforeAll(() => {
    for (const file of readdirSync(upstream('upstream/crds'))) {
      const { spec: { group, names, versions } } = parse(readFileSync(upstream(`upstream/crds/${file}`), 'utf8'));
      if (!/^((archiver\.)?kubedb\.com|.*kubestash\.com)$/.test(group)) continue;
      isLookedAt = group === 'kubedb.com' || specKeys(names.kind) !== undefined;
      for (const { name, schema } of versions) if (name !== 'v1alpha1' || group !== 'kubedb.com') visit(schema.openAPIV3Schema.properties.spec ?? {}, 'spec');
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
      const key = `${parent}.${name}`;
      if (of.type === 'string') texts.add(key);
      const words = of.enum ?? of.items?.enum;
      if (isLookedAt && words !== undefined) choices.set(key, new Set([...choices.get(key) ?? [], ...words]));
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

  test('choices are offered as upstream offers them, and no others are taken', () => {
    const refused = (place: string, name: string, value: string): boolean => {
      const reading = new Reading();
      lookAtFields({ [name]: texts.has(`${place}.${name}`) ? value : [value] }, reading, { types: true, keys: false }, place);
      return reading.refusals.length > 0;
    };
    const said = [...choices].map(([key, words]) => ({ place: key.split('.')[0], name: key.split('.')[1], words: [...words] }));
    expect(said.length).toBeGreaterThan(30);
    expect(said.flatMap(({ place, name, words }) => words.filter(word => refused(place, name, word)).map(word => `${place}.${name}: ${word}`))).toEqual([]);
    // Looked at with the Service; said by a rule of its own; Kubernetes' own in other specs.
    expect(said.filter(({ place, name }) => !refused(place, name, 'somethingElse')).map(({ place, name }) => `${place}.${name}`).sort())
      .toEqual(['serviceTemplates.alias', 'spec.terminationPolicy', 'spec.type']);
  });

  test('keys of every map are the user\'s own', () => {
    // `metadata` is Kubernetes' own nearly everywhere.
    expect([...maps].filter(name => !isOpen(name)).sort()).toEqual(['metadata']);
  });

  test('fields whose keys are the user\'s own have none of upstream\'s, but for these', () => {
    // Of users by name, and where a list has the same name as a map.
    expect([...parents.keys()].filter(isOpen).sort()).toEqual(['internalUsers', 'options', 'params', 'rolesMapping']);
  });
});
