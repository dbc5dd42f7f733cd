import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { run, typeErrors } from './run';
import { keyOf, unexplained } from './semantic';
import { adopt, AdoptResult } from '../../../src/cli/adopt';
import { shareOf } from '../../../src/cli/adopt/report';
import { Severity } from '../../../src/findings/finding';
import { describeUpstream, upstream } from '../../support/upstream';

/** Holds a list where a key should be; the only one. */
const INVALID = 'kubedb-docs/guides/singlestore/backup/kubestash/customization/examples/backup/passing-databases.yaml';

function corpus(): string[] {
  return readdirSync(upstream('corpus'), { recursive: true, encoding: 'utf8' }).filter(f => /\.ya?ml$/.test(f)).sort();
}

function textOf(file: string): string {
  return readFileSync(join(upstream('corpus'), file), 'utf8');
}

/** Objects of a file, without those that only KubeStash makes. */
function objectsOf(file: string): any[] {
  return parseAllDocuments(textOf(file)).map(d => d.toJS()).filter(o => o !== null && o.kind !== 'Snapshot');
}

const codeOf = ({ files }: AdoptResult) => files.find(f => f.path === 'main.ts')?.text ?? '';

describeUpstream('adopting real manifests', () => {
  const valid = corpus().filter(f => f !== INVALID);
  const results = new Map(valid.map(file => [file, adopt([{ path: file, text: textOf(file) }])]));

  test('there are many', () => {
    expect(valid.length).toBeGreaterThanOrEqual(224);
  });

  test('each file becomes an app that prints the same objects', () => {
    const wrong = valid.flatMap(file => {
      const printed = new Map(run(codeOf(results.get(file)!)).map(o => [keyOf(o), o]));
      const given = objectsOf(file);
      const differences = given.flatMap(o => unexplained(o, printed.get(keyOf(o)) ?? {}));
      return [...differences, ...(printed.size === given.length ? [] : [`${printed.size} objects instead of ${given.length}`])].map(d => `${file}: ${d}`);
    });
    expect(wrong).toEqual([]);
  });

  test('nothing else is left out, and every object that has a class gets it unless a rule refuses it', () => {
    const findings = [...results.values()].flatMap(r => r.report.findings);
    expect(findings.filter(f => f.severity === Severity.ERROR)).toEqual([]);
    expect([...new Set(findings.map(f => f.code))].sort()).toEqual(['adopt-cluster-fields', 'adopt-snapshots-left-out', 'bad-cron']);
  });

  test('fields are typed properties', () => {
    const reports = [...results.values()].map(r => r.report);
    const total = reports.reduce((n, r) => n + r.share.total, 0);
    const typed = reports.reduce((n, r) => n + r.share.typed, 0);
    const loose = reports.reduce((n, r) => n + r.share.loose, 0);
    const ours = shareOf(reports.filter((_, i) => isKubeStash(valid[i])).flatMap(r => r.objects));
    process.stdout.write(`adopt: ${typed} of ${total} fields of kinds with a class are typed (${percent(typed, total)}), `
      + `${loose} of them in the words of Kubernetes; of all KubeStash kinds ${ours.typed} of ${ours.total} (${percent(ours.typed, ours.total)})\n`);
    expect(typed / total).toBeGreaterThanOrEqual(0.95);
    expect(ours.typed / ours.total).toBeGreaterThanOrEqual(0.95);
  });

  test('all code is typed correctly, and all files together make an app as well', () => {
    const together = adopt(valid.map(file => ({ path: file, text: textOf(file) })));
    expect(typeErrors([...[...results.values()].map(codeOf), codeOf(together)])).toEqual([]);
    const printed = run(codeOf(together)).map(o => JSON.stringify(o));
    const missing = valid.flatMap(objectsOf).filter(given => {
      const same = printed.map(p => JSON.parse(p)).filter(p => keyOf(p) === keyOf(given));
      return !same.some(p => unexplained(given, p).length === 0);
    });
    expect(missing.map(keyOf)).toEqual([]);
    expect(new Set(printed).size).toBe(printed.length);
  });

  test('a file that is no YAML is named, and why', () => {
    const { files, report } = adopt([{ path: INVALID, text: textOf(INVALID) }]);
    expect(files).toEqual([]);
    expect(report.findings).toMatchObject([{ code: 'adopt-yaml-invalid', severity: 'error' }]);
    expect(report.findings[0].message).toMatch(/line 12, column 1$/);
  });

  function isKubeStash(file: string): boolean {
    return /kubestash\.com|archiver\.kubedb\.com/.test(objectsOf(file)[0]?.apiVersion);
  }
});

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(2)} %`;
}
