import { App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { Findings } from '../../src/findings';
import { GitOps } from '../../src/gitops';
import { annotationsOf } from '../../src/gitops/gitops';
import { ObjectRole } from '../../src/gitops/role';
import { manifest } from '../../src/resources/manifest';

const ROLES = Object.values(ObjectRole);
const WAVE = 'argocd.argoproj.io/sync-wave';

function all(gitOps: GitOps): Record<string, Record<string, string>> {
  const app = new App();
  GitOps.use(app, gitOps);
  return Object.fromEntries(ROLES.map(role => [role, annotationsOf(app, role)]));
}

describe('without a GitOps option', () => {
  test('objects carry no annotation of any tool', () => {
    for (const role of ROLES) expect(annotationsOf(new App(), role)).toEqual({});
  });
});

describe('Argo CD', () => {
  test('everything is in one wave, the one that the user says: a sync of several would wait for the database before it tries again what was refused', () => {
    const waves = (gitOps: GitOps): unknown[] => [...new Set(ROLES.map(r => all(gitOps)[r][WAVE]))];
    expect(waves(GitOps.argoCd())).toEqual(['0']);
    expect(waves(GitOps.argoCd({ firstWave: -3 }))).toEqual(['-3']);
    expect(all(GitOps.argoCd({ waves: false }))[ObjectRole.RUN]).toEqual({});
  });

  test('databases are kept and clones are not', () => {
    const options = all(GitOps.argoCd());
    expect(options[ObjectRole.DATABASE]['argocd.argoproj.io/sync-options']).toBe('Prune=false,Delete=false,SkipDryRunOnMissingResource=true');
    expect(options[ObjectRole.DATABASE]['argocd.argoproj.io/compare-options']).toBe('IgnoreExtraneous');
    expect(options[ObjectRole.CLONE]['argocd.argoproj.io/sync-options']).toBe('SkipDryRunOnMissingResource=true');
    expect(all(GitOps.argoCd({ keepDatabases: false, skipDryRunOnMissingResource: false, waves: false }))[ObjectRole.DATABASE]).toEqual({});
  });

  test('objects of Kubernetes itself need no leave to be unknown', () => {
    for (const role of [ObjectRole.TRAFFIC, ObjectRole.RUN_SUPPORT, ObjectRole.RUN]) {
      expect(Object.keys(all(GitOps.argoCd())[role])).toEqual([WAVE]);
    }
  });
});

describe('Flux', () => {
  test('databases are kept, scripts are left alone, all else carries nothing', () => {
    expect(all(GitOps.flux())).toEqual({
      ...Object.fromEntries(ROLES.map(r => [r, {}])),
      [ObjectRole.DATABASE]: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
      [ObjectRole.RUN_SUPPORT]: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
      [ObjectRole.RUN]: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
    });
    expect(all(GitOps.flux({ keepDatabases: false }))[ObjectRole.DATABASE]).toEqual({});
  });
});

describe('where it holds', () => {
  test('several tools can be told at once', () => {
    const both = all(GitOps.combined(GitOps.argoCd({ waves: false }), GitOps.flux()));
    expect(Object.keys(both[ObjectRole.DATABASE]).sort()).toEqual([
      'argocd.argoproj.io/compare-options', 'argocd.argoproj.io/sync-options', 'kustomize.toolkit.fluxcd.io/prune',
    ]);
  });

  test('the nearest scope decides alone', () => {
    const app = new App();
    const inner = new Construct(app, 'Inner');
    GitOps.use(app, GitOps.argoCd());
    GitOps.use(inner, GitOps.none());
    expect(annotationsOf(inner, ObjectRole.DATABASE)).toEqual({});
    expect(annotationsOf(app, ObjectRole.DATABASE)).not.toEqual({});
  });

  test('set after objects were made, it is an error and not half a result', () => {
    const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
    manifest(chart, 'Secret', { apiVersion: 'v1', kind: 'ConfigMap', name: 'a', namespace: 'shop', role: ObjectRole.RUN_SUPPORT, body: {} });
    GitOps.use(chart, GitOps.flux());
    expect(Findings.of(chart).all.map(f => f.code)).toEqual(['gitops-used-late']);
  });
});
