import { run } from './run';
import { adopted, configMap, configuration, STORAGE } from './samples';

describe('what cannot become code is left out, and said', () => {
  test('Secrets', () => {
    const { code, codes, text } = adopted({ 'a.yaml': `${STORAGE}---\napiVersion: v1\nkind: Secret\nmetadata: { name: s3-credentials, namespace: shop }\ndata: { k: aHVudGVyMg== }\n` });
    expect(codes).toEqual(['adopt-secret-left-out']);
    expect(code).toContain('// Secret shop/s3-credentials of a.yaml#2 stays out of code.');
    expect(code + text).not.toContain('aHVudGVyMg');
  });

  test.each([
    ['a name to be made up', STORAGE.replace('name: backups', 'generateName: backups-'), 'adopt-name-missing'],
    ['labels that are no strings', STORAGE.replace('name: backups', 'labels: { a: 1 }, name: backups'), 'adopt-metadata-malformed'],
    ['strings that are printed unquoted and read as numbers', configMap('a', '"0o17"'), 'yaml-changes-string'],
    ['characters that no YAML may hold', configMap('a', '"\\x7f"'), 'yaml-changes-string'],
    ['numbers too large to be exact', configMap('a', '12345678901234567890'), 'adopt-not-exact'],
    ['keys that JavaScript keeps for itself', configMap('a', '{ constructor: a }'), 'adopt-not-exact'],
    ['credentials', configuration('shop').replace('{ name: logical-backup }', '{ name: logical-backup, params: { args: "--password=hunter2" } }'), 'secret-in-plain-text'],
    ['a text', 'just a text', 'adopt-not-an-object'],
    ['a key twice', 'a: 1\na: 2\n', 'adopt-yaml-invalid'],
    ['a template of Helm', '{{- if .Values.a }}\na: b\n{{- end }}\n', 'adopt-yaml-invalid'],
    ['aliases without end', `a: &a [1]\n${[...'bcdefghi'].map((k, i) => `${k}: &${k} [${`*${'abcdefgh'[i]}, `.repeat(9)}]`).join('\n')}\n`, 'adopt-yaml-invalid'],
  ])('%s', (_, text, code) => {
    const result = adopted({ 'a.yaml': text, 'b.yaml': configMap('other', 'x') });
    expect(result.codes).toEqual([code]);
    expect(run(result.code).map(o => o.metadata.name)).toEqual(['other']);
    expect(result.code).not.toContain('hunter2');
  });

  test('without any object there is no app', () => {
    expect(adopted({ 'a.yaml': '# nothing\n---\n' })).toMatchObject({ files: [], codes: [], text: 'nothing was adopted\n' });
  });
});

describe('what a class refuses becomes a plain object', () => {
  test.each([
    ['a schedule that cannot be read', configuration('shop').replace('0 3 * * *', '/30 * * * *'), 'bad-cron'],
    ['no namespace', STORAGE.replace(', namespace: shop', ''), 'namespace-missing'],
    ['no session', configuration('shop').replace(/ {2}sessions:[^]*/, ''), 'backup-sessions-incomplete'],
    ['a provider of another type', STORAGE.replace('provider: s3', 'provider: 3'), 'wrong-type'],
  ])('%s', (_, text, code) => {
    const { codes, report, code: program } = adopted({ 'a.yaml': text });
    expect(codes).toEqual([code]);
    expect(report.findings[0].severity).toBe('warning');
    expect(report.objects[0].construct).toBe('ApiObject');
    expect(run(program)).toHaveLength(1);
  });

  test('what no app with rules takes stands in one without', () => {
    const twice = configuration('shop').replace('[{ name: orders, backend: s3, directory: /orders }]',
      '[{ name: a, backend: s3, directory: /a }, { name: b, backend: s3, directory: /b }]')
      .replace('name: orders, namespace: shop }\nspec', `name: ${'x'.repeat(64)}, namespace: shop }\nspec`);
    const { codes, code, report } = adopted({ 'a.yaml': twice, 'b.yaml': STORAGE });
    expect(codes).toEqual(['object-name-invalid']);
    expect(report.findings[0].severity).toBe('warning');
    expect(code).toContain('const app2 = new App(');
    expect(run(code)).toHaveLength(2);
  });

  test('a usage policy that says more than it means is kept as it is', () => {
    const { code, report } = adopted({ 'a.yaml': STORAGE.replace('from: All', 'from: All, selector: { matchLabels: { a: b } }') });
    expect(report.objects[0]).toMatchObject({ construct: 'BackupStorage', untyped: ['usagePolicy.allowedNamespaces.selector.matchLabels.a'] });
    expect(run(code)[0].spec.usagePolicy.allowedNamespaces).toEqual({ from: 'All', selector: { matchLabels: { a: 'b' } } });
  });

  test('a namespace can be given', () => {
    const { codes, code } = adopted({ 'a.yaml': STORAGE.replace(', namespace: shop', '') }, { namespace: 'shop' });
    expect(codes).toEqual([]);
    expect(run(code)[0].metadata.namespace).toBe('shop');
  });
});
