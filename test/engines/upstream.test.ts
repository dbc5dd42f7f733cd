import { readFileSync } from 'fs';
import { parse } from 'yaml';
import { alone, engines, specOf, topologies } from './samples';
import { runAsUserOf } from '../../src/engines/common';
import { EngineFacts } from '../../src/engines/facts';
import { ENGINES } from '../../src/engines/registry';
import { tasksOfAddon } from '../../src/engines/tasks';
import { Json } from '../../src/values/json';
import { schemaOf, validateObject } from '../support/crds';
import { describeUpstream, upstream } from '../support/upstream';

const json = (path: string) => JSON.parse(readFileSync(upstream(path), 'utf8'));

/** Addon of an engine, as upstream's catalog has it. */
function addonOf(facts: EngineFacts): Json {
  const folder = facts.addon.replace(/-addon$/, '');
  return parse(readFileSync(upstream(`upstream/catalog/kubestash/raw/${folder}/${facts.addon}.yaml`), 'utf8'));
}

/** A custom resource of a spec. */
const object = (facts: EngineFacts, spec: Json) => ({ apiVersion: facts.apiVersion, kind: facts.kind, metadata: { name: 'orders' }, spec });

/** Archivers that are younger than the CRDs at hand. */
const YOUNGER = ['Neo4jArchiver'];
const isKnown = ({ archiver }: EngineFacts) => archiver !== undefined && !YOUNGER.includes(archiver.kind);

describeUpstream('facts against the catalog and the CRDs', () => {
  test('every engine that has an addon is known', () => {
    expect([...new Set(ENGINES.map(e => e.addon))].sort()).toEqual([
      'cassandra', 'clickhouse', 'druid', 'elasticsearch', 'etcd', 'mariadb', 'mongodb', 'mssqlserver', 'mysql', 'neo4j', 'opensearch',
      'postgres', 'qdrant', 'redis', 'singlestore', 'zookeeper',
    ].map(k => `${k}-addon`));
  });

  describe.each(ENGINES.map(e => [e.key, e] as const))('%s', (_, facts) => {
    const schema = schemaOf(facts.apiVersion, facts.kind)!;
    const spec = schema.properties.spec.properties;

    test('its kind and API version exist', () => {
      const file = readFileSync(upstream(`upstream/crds/kubedb.com_${facts.plural}.yaml`), 'utf8');
      expect(/^ {4}kind: (\S+)$/m.exec(file)![1]).toBe(facts.kind);
      expect(/^ {4}plural: (\S+)$/m.exec(file)![1]).toBe(facts.plural);
      expect(schema).toBeDefined();
    });

    test('fields are there exactly where the facts say so', () => {
      expect(spec.init !== undefined).toBe(facts.init);
      expect(spec.authSecret !== undefined).toBe(facts.authSecret);
      expect(spec.storageType !== undefined).toBe(facts.layout.storageType);
      if (isKnown(facts)) expect(spec.archiver).toBeDefined();
    });

    test('tasks of its Addon are those of the catalog', () => {
      const names = (of: string) => addonOf(facts).spec[of].map((t: Json) => t.name).sort();
      const { backup, restore } = tasksOfAddon(facts.addon)!;
      expect({ backup: [...backup].sort(), restore: [...restore].sort() }).toEqual({ backup: names('backupTasks'), restore: names('restoreTasks') });
    });

    test('its tasks are in the catalog', () => {
      const addon = addonOf(facts);
      const names = (of: string) => addon.spec[of].map((t: Json) => t.name);
      const tasks = [facts.tasks, facts.tasksOf?.({ metadataStorage: { type: 'PostgreSQL' } }) ?? {}].flatMap(t => Object.values(t));
      expect(names('backupTasks')).toEqual(expect.arrayContaining(tasks.map(t => t.backup)));
      expect(names('restoreTasks')).toEqual(expect.arrayContaining(tasks.flatMap(t => t.restore ?? [])));
      for (const task of tasks) expect(required(addon, 'backupTasks', task.backup)).toEqual([]);
      for (const { restore } of tasks.filter(t => t.restore !== undefined)) expect(required(addon, 'restoreTasks', restore!)).toEqual([]);
      const offered = addon.spec.restoreTasks.find((t: Json) => t.name === facts.tasks.logical?.restore)?.parameters.map((p: Json) => p.name);
      for (const param of Object.keys(facts.jobs.restoreParams?.('orders') ?? {})) expect(offered).toContain(param);
    });

    test('manifests can be restored where RestoreSessions have options for them', () => {
      const options = schemaOf('core.kubestash.com/v1alpha1', 'RestoreSession')!.properties.spec.properties.manifestOptions.properties;
      if (facts.manifestOption !== undefined) expect(Object.keys(options)).toContain(facts.manifestOption);
      if (facts.tasks.manifest !== undefined && facts.key !== 'etcd') expect(facts.manifestOption).toBeDefined();
    });

    test('backups are encrypted where restic makes them', () => {
      const drivers = Object.values(facts.tasks).filter(t => t === facts.tasks.logical)
        .map(t => addonOf(facts).spec.backupTasks.find((b: Json) => b.name === t.backup).driver);
      if (drivers.includes('Restic')) expect(facts.encryption).toBe(true);
    });

    test('its archiver is what the CRD says', () => {
      if (!isKnown(facts)) return;
      const { kind, drivers, logPart, replicationStrategies } = facts.archiver!;
      const archiver = schemaOf('archiver.kubedb.com/v1alpha1', kind)!.properties.spec.properties;
      expect(archiver.fullBackup.properties.driver.enum).toEqual(expect.arrayContaining([...drivers]));
      expect(['logBackup', 'incrementalBackup'].filter(part => archiver[part] !== undefined)).toEqual([logPart].filter(part => part !== undefined));
      expect(spec.init.properties.archiver.properties.replicationStrategy.enum).toEqual(expect.arrayContaining([...replicationStrategies]));
    });

    test('every version that is not deprecated has its image and user', () => {
      const active: string[] = json('upstream/catalog/kubedb/active_versions.json')[facts.kind];
      const catalog: Json = json('upstream/catalog/kubedb/version_images.json')[`${facts.kind}Version`];
      const ours = active.filter(v => ENGINES.find(e => e.kind === facts.kind && e.versionPrefix && v.startsWith(e.versionPrefix)) === facts
        || (facts.versionPrefix === undefined && !v.startsWith('opensearch-')));
      expect(Object.keys(facts.shell.images).sort()).toEqual([...ours].sort());
      expect(facts.shell.images).toEqual(Object.fromEntries(ours.map(v => [v, catalog[v].image])));
      expect(ours.map(v => runAsUserOf(facts, v))).toEqual(ours.map(v => catalog[v].securityContext.runAsUser));
    });

    test('major releases follow from versions', () => {
      const catalog: Json = json('upstream/catalog/kubedb/version_images.json')[`${facts.kind}Version`];
      for (const version of Object.keys(facts.shell.images)) {
        expect(`${catalog[version].version}.`.replace('-', '.').startsWith(`${facts.majorOf(version)}.`)).toBe(true);
      }
    });
  });

  test.each(alone.map(e => [e.key, e] as const))('the smallest %s passes its CRD', (_, engine) => {
    expect(validateObject(object(engine._facts, specOf(engine)))).toEqual([]);
  });

  test.each(topologies)('%s passes its CRD, volumes and counts where the facts put them', (_, engine, topology, replicas) => {
    expect(validateObject(object(engine._facts, specOf(engine, topology, replicas)))).toEqual([]);
  });

  test('storage types stand where the CRDs have them', () => {
    for (const [, engine, topology, replicas] of topologies) {
      const spec = specOf(engine, topology, replicas);
      for (const path of engine._facts.layout.storageTypes?.(spec) ?? []) {
        expect([path, at(schemaOf(engine._facts.apiVersion, engine.kind)!.properties.spec, path)?.enum]).toEqual([path, ['Durable', 'Ephemeral']]);
      }
    }
  });

  test('all engines are made', () => {
    expect(engines.map(e => e.key).sort()).toEqual(ENGINES.map(e => e.key).sort());
  });
});

/** Parameters that a task cannot do without and has no default for. */
function required(addon: Json, of: 'backupTasks' | 'restoreTasks', task: string): string[] {
  const parameters: Json[] = addon.spec[of].find((t: Json) => t.name === task).parameters ?? [];
  return parameters.filter(p => p.required && !p.default).map(p => p.name);
}

/** The schema at a path of a value. */
function at(schema: Json, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((s, step) => (/^\d+$/.test(step) ? s?.items : s?.properties?.[step]), schema);
}
