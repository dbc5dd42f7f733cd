import { mkdtempSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { about, examples, synthesize } from '../../examples/run';
import { validateObject } from '../support/crds';
import { describeUpstream } from '../support/upstream';

const OUT = mkdtempSync(join(tmpdir(), 'examples-'));
const made = new Map<string, any[]>();

beforeAll(() => {
  for (const name of examples()) made.set(name, objectsOf(name));
});

function objectsOf(name: string): any[] {
  const outdir = join(OUT, name);
  return synthesize(name, outdir).flatMap(file => parseAllDocuments(readFileSync(join(outdir, file), 'utf8')).map(d => d.toJSON())).filter(o => o !== null);
}

describe('every example', () => {
  test.each(examples())('%s says in its first line what it shows, and fits a screen', name => {
    expect(about(name)).toMatch(/^[A-Z].{30,}\.$/);
    expect(readFileSync(join(__dirname, '..', '..', 'examples', `${name}.ts`), 'utf8').split('\n').length).toBeLessThan(85);
  });

  test.each(examples())('%s makes objects that have a name and a namespace, each once', name => {
    const ids = made.get(name)!.map(o => `${o.apiVersion}/${o.kind}/${o.metadata.namespace}/${o.metadata.name}`);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter(id => id.includes('undefined'))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(examples())('%s puts no secret and no Flux variable into manifests', name => {
    const text = JSON.stringify(made.get(name)!.filter(o => o.kind !== 'ConfigMap' || o.data['common.sh'] === undefined));
    expect(made.get(name)!.filter(o => o.kind === 'Secret')).toEqual([]);
    expect(text).not.toContain('${');
  });
});

describeUpstream('every object of every example', () => {
  test.each(examples())('of %s is one that upstream\'s CRDs accept, unknown fields refused', name => {
    expect(made.get(name)!.flatMap(validateObject)).toEqual([]);
  });
});

describe('order of application', () => {
  const ORDER = ['BackupStorage', 'Service', 'Postgres', 'BackupConfiguration', 'Role', 'Job'];

  test('objects come in the order in which they are best applied', () => {
    const kinds = made.get('any-order')!.map(o => o.kind).filter(k => ORDER.includes(k));
    const first = [...new Set(kinds)];
    expect(first).toEqual(ORDER);
  });
});

describe('what GitOps tools are told', () => {
  test('Argo CD gets one wave, and never prunes a database', () => {
    const database = made.get('gitops')!.find(o => o.kind === 'MariaDB');
    expect(database.metadata.annotations).toMatchObject({ 'argocd.argoproj.io/sync-options': expect.stringContaining('Prune=false') });
    expect(made.get('gitops')!.every(o => o.metadata.annotations?.['argocd.argoproj.io/sync-wave'] === '0')).toBe(true);
  });

  test('without a GitOps option no object carries an annotation of a tool, but for scripts, in which Flux never substitutes anything', () => {
    const told = made.get('undo-by-time')!.filter(o => /argoproj|fluxcd/.test(JSON.stringify(o.metadata)));
    expect(told.map(o => o.kind)).toEqual(['ConfigMap']);
    expect(told[0].metadata.annotations).toEqual({ 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' });
    expect(Object.values(told[0].data).join()).toContain('${');
  });
});
