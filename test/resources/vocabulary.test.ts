import { readdirSync, readFileSync } from 'fs';
import { parse } from 'yaml';
import { Engine } from '../../src';
import { fieldsOf } from '../../src/engines/fields';
import { specKeys } from '../../src/resources/spec-keys';
import { DATABASE_POD, JOB_POD, RUNTIME_CONTAINER, RUNTIME_POD } from '../../src/values/pods';
import { isOpen, typeOfField } from '../../src/values/vocabulary';
import { describeUpstream, upstream } from '../support/upstream';

type Schema = { [key: string]: any };

/** What upstream's CRDs say that a field holds, in our words. */
function typeIn(schema: Schema): string {
  if (schema['x-kubernetes-int-or-string']) return 'any';
  const { type, items, properties, additionalProperties } = schema;
  switch (type) {
    case 'boolean': return 'flag';
    case 'integer': return 'whole';
    case 'string': return 'text';
    case 'array': return items.type === 'string' && items.enum === undefined ? 'texts' : items.type === 'object' ? 'objects' : 'any';
    case 'object': return properties === undefined && additionalProperties?.type === 'string' ? 'map' : 'object';
    default: return 'any';
  }
}

test('every key that the spec of a kind has is the name of a field', () => {
  const engines = Object.values(Engine).filter((e): e is Engine => e instanceof Engine).map(e => e._facts.kind);
  const others = ['BackupConfiguration', 'BackupBlueprint', 'BackupStorage', 'RestoreSession', 'RetentionPolicy', 'PostgresArchiver', 'Neo4jArchiver'];
  const ofPods = [...DATABASE_POD, ...JOB_POD, ...RUNTIME_POD, ...RUNTIME_CONTAINER];
  const keys = [...ofPods, ...[...engines, ...others].flatMap(kind => [...fieldsOf(kind), ...specKeys(kind) ?? []])];
  expect(keys.length).toBeGreaterThan(200);
  expect(keys.filter(key => typeOfField(key) === undefined)).toEqual([]);
});

describeUpstream('names of fields', () => {
  const types = new Map<string, Set<string>>();
  const parents = new Map<string, Set<string>>();
  const maps = new Set<string>();

  beforeAll(() => {
    for (const file of readdirSync(upstream('upstream/crds'))) {
      const { spec: { group, versions } } = parse(readFileSync(upstream(`upstream/crds/${file}`), 'utf8'));
      if (!/^((archiver\.)?kubedb\.com|.*kubestash\.com)$/.test(group)) continue;
      for (const { name, schema } of versions) if (name !== 'v1alpha1' || group !== 'kubedb.com') visit(schema.openAPIV3Schema.properties.spec ?? {}, 'spec');
    }
  }, 300_000);

  function visit(schema: Schema, parent: string): void {
    for (const [name, of] of Object.entries<Schema>(schema.properties ?? {})) {
      if (typeof of.additionalProperties === 'object') maps.add(name);
      types.set(name, (types.get(name) ?? new Set()).add(typeIn(of)));
      parents.set(parent, (parents.get(parent) ?? new Set()).add(name));
      for (const below of [of, of.items, of.additionalProperties]) if (typeof below === 'object') visit(below, name);
    }
  }

  test('every field of upstream\'s CRDs is known, by what it holds wherever it stands', () => {
    const wrong = [...types].filter(([name, all]) => typeOfField(name) !== (all.size === 1 ? [...all][0] : 'any')).map(([name, all]) => `${name}: ${[...all]}`);
    expect(wrong).toEqual([]);
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
