import { TYPED_KINDS } from '../../../src/cli/adopt/kinds';
import { leaves, restPaths } from '../../../src/cli/adopt/split';
import { schemaOf } from '../../support/crds';
import { describeUpstream } from '../../support/upstream';

/** Volumes that Kubernetes has for clouds of the past go through `other`, and claims to be made have neither status nor owner. */
const KNOWN = new RegExp([
  'awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'downwardAPI', 'fc', 'flexVolume', 'flocker', 'gcePersistentDisk', 'gitRepo',
  'glusterfs', 'image', 'iscsi', 'photonPersistentDisk', 'portworxVolume', 'quobyte', 'rbd', 'scaleIO', 'storageos', 'vsphereVolume',
  'volumeClaimTemplates?(\\[0\\])?\\.(apiVersion|kind|status|metadata\\.(generateName|ownerReferences))',
].map(word => `(\\.|^|\\])${word}(\\.|\\[|$)`).join('|'));

/** What a schema leaves to each other: one of them is enough. */
const ONE_OF: Record<string, any> = { allowedNamespaces: { from: 'All' }, namespaces: { from: 'All' } };

/** Kinds that upstream has announced, and that are not among the CRDs yet. */
const YOUNGER = ['Neo4jArchiver'];

describeUpstream('fields of the CRDs', () => {
  test.each(TYPED_KINDS.filter(k => !YOUNGER.includes(k.kind)).map(k => [k.kind, k] as const))('of %s are typed properties', (_, kind) => {
    const spec = full(schemaOf(kind.apiVersion, kind.kind)!.properties.spec, '');
    for (const variant of kind.kind === 'BackupStorage' ? storages(spec) : [spec]) {
      const part = kind.shape.read(variant, { namespace: 'demo' }, '');
      expect(part.expr).toBeDefined();
      const words = [...restPaths(part.rest), ...part.worded ?? []];
      expect(words.filter(path => !KNOWN.test(path))).toEqual([]);
      expect(words.length).toBeLessThan(leaves(variant).length);
    }
  });
});

/** An object with everything that a schema knows, lists with one entry. */
function full(schema: any, key: string): any {
  if (ONE_OF[key] !== undefined && schema.properties?.from !== undefined) return ONE_OF[key];
  if (schema.enum) return schema.enum[0];
  if (schema['x-kubernetes-int-or-string']) return 'x';
  switch (schema.type) {
    case 'string': return 'x';
    case 'integer': case 'number': return 1;
    case 'boolean': return true;
    case 'array': return [full(schema.items, '')];
    default: break;
  }
  if (schema.properties) return Object.fromEntries(Object.entries<any>(schema.properties).map(([k, v]) => [k, full(v, k)]));
  return typeof schema.additionalProperties === 'object' ? { key: full(schema.additionalProperties, '') } : { any: 'x' };
}

/** A storage has the block of its provider only. */
function storages(spec: any): any[] {
  return ['s3', 'gcs', 'azure', 'local'].map(provider => ({ ...spec, storage: { provider, [provider]: spec.storage[provider] } }));
}
