import * as fc from 'fast-check';

type Schema = { [key: string]: any };

/** Texts that YAML, TypeScript or both could take for something else. */
const TEXTS = [
  'a', 'plain', 'true', 'yes', 'NO', 'null', '~', '12', '0x1f', '0775', '1e3', '12:30', '2024-01-01', '1.0', '', ' padded ', '- a', 'a: b', '#c',
  'it\'s', '"q"', 'both \' and "', 'back\\slash', '`tick`', '${x}', '${namespace}/${name}', 'line\nline', 'one\ntwo\nthree\n', 'tab\there', 'ünïcödé',
  '日本', '😀', '{a}', '[b]', '*c', '&d', '!e', '|', '>', '%', '@f', '<<', '=', '{{ .Name }}',
];

/** Words that rules look into, and what they accept. */
const ANYTHING: Record<string, string[]> = {
  schedule: ['@daily', '*/5 * * * *', '0 3 * * 1-5'],
  retentionSchedule: ['0 0 1 * *'],
  maxRetentionPeriod: ['30d', '1y6mo'],
  retentionPeriod: ['30d', '1y'],
  backupTimeout: ['2h'],
  restoreTimeout: ['30m'],
  timeout: ['1h30m'],
  delay: ['10m'],
  name: ['main', 'true', '17', 'a-b'],
  namespace: ['main', 'true'],
  image: ['busybox', 'ghcr.io/a/b:1.0'],
  ...Object.fromEntries(
    ['serviceAccountName', 'priorityClassName', 'runtimeClassName', 'storageClassName', 'volumeAttributesClassName', 'volumeName', 'secretName', 'claimName',
      'dbName', 'authSecretName', 'configSecretName', 'restoreNamespace', 'sentinelName', 'SentinelName', 'function', 'hostname', 'schedulerName'].map(key => [key, ['main', 'true', 'a']]),
  ),
  concurrencyPolicy: ['Allow', 'Forbid'],
  fsGroupChangePolicy: ['Always'],
  supplementalGroupsPolicy: ['Merge'],
  seLinuxChangePolicy: ['Recursive'],
  procMount: ['Default'],
  dnsPolicy: ['Default', 'None'],
  accessModes: ['ReadWriteOnce'],
  volumeMode: ['Block'],
  mountPropagation: ['None'],
  recursiveReadOnly: ['Disabled'],
  completionMode: ['Indexed'],
  imagePullPolicy: ['Always'],
  effect: ['NoSchedule'],
  operator: ['Exists'],
  server: ['nfs.example.com'],
  path: ['/a', '/'],
  scheme: ['HTTP'],
  from: ['Same', 'All'],
  backend: ['main'],
  directory: ['/a', '${namespace}/b', '007'],
  provider: ['s3', 'gcs', 'azure', 'local', 'other'],
};

/** Specs as a schema of upstream allows them; parts that need not be there get rarer with depth. */
export function specs(schema: Schema, key = '', depth = 0): fc.Arbitrary<any> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema['x-kubernetes-int-or-string']) return fc.oneof(fc.integer({ min: 0, max: 65535 }), fc.constantFrom('http', '100m', '1Gi'));
  switch (schema.type) {
    case 'string': return fc.constantFrom(...ANYTHING[key] ?? TEXTS);
    case 'integer': return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1000 });
    case 'number': return fc.constantFrom(0, 1, 0.5, -2.25, 1e21);
    case 'boolean': return fc.boolean();
    case 'array': return fc.array(specs(schema.items, key, depth + 1), { minLength: schema.minItems ?? (key === 'accessModes' ? 1 : 0), maxLength: 2 });
    case 'object': return maps(schema, depth, key);
    default: return anything();
  }
}

/** Maps whose keys and values are looked at. */
const MAPS: Record<string, fc.Arbitrary<any>> = Object.fromEntries([
  ...['labels', 'matchLabels', 'nodeSelector', 'podLabels', 'annotations', 'podAnnotations', 'serviceAccountAnnotations']
    .map(key => [key, fc.dictionary(fc.constantFrom('app', 'app.kubernetes.io/name', 'true', '1'), fc.constantFrom('a', 'true', '12', '1.0'), { maxKeys: 2 })]),
  ['envToSecretKey', fc.dictionary(fc.constantFrom('A', 'B_C'), fc.constantFrom('a', 'true'), { maxKeys: 2 })],
  ...['requests', 'limits'].map(key => [key, fc.dictionary(fc.constantFrom('cpu', 'memory'), fc.constantFrom('1', '100m', '1Gi'), { maxKeys: 2 })]),
]);

function maps(schema: Schema, depth: number, of: string): fc.Arbitrary<any> {
  if (schema.properties === undefined && MAPS[of] !== undefined) return MAPS[of];
  const { properties, additionalProperties, required = [] } = schema;
  if (properties === undefined) {
    return typeof additionalProperties === 'object'
      ? fc.dictionary(keys(), specs(additionalProperties, '', depth + 1), { maxKeys: 2 }) : anything();
  }
  const chance = Math.min(depth < 3 ? 0.7 : 0.4, (depth < 6 ? 2.5 : 0.8) / Object.keys(properties).length);
  return fc.tuple(...Object.entries<Schema>(properties).map(([key, property]) => (
    required.includes(key) ? specs(property, key, depth + 1).map(value => [key, value])
      : fc.double({ min: 0, max: 1, noNaN: true }).chain((at): fc.Arbitrary<any> => (
        at < chance ? specs(property, key, depth + 1).map(value => [key, value]) : fc.constant(undefined)
      ))
  ))).map(entries => Object.fromEntries(entries.filter(e => e !== undefined)));
}

function keys(): fc.Arbitrary<string> {
  return fc.constantFrom('app', 'app.kubernetes.io/name', 'cpu', 'with space', 'true', '1', 'ünï', 'constructor-like', 'a-b', 'default');
}

function anything(): fc.Arbitrary<any> {
  const { tree } = fc.letrec(tie => ({
    tree: fc.oneof({ maxDepth: 3, depthSize: 'small' }, fc.constantFrom(...TEXTS), fc.integer({ min: -5, max: 5 }), fc.boolean(),
      fc.array(tie('tree'), { maxLength: 2 }), fc.dictionary(keys(), tie('tree'), { maxKeys: 2 })),
  }));
  return fc.dictionary(keys(), tree, { maxKeys: 2 });
}
