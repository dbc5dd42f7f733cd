import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { BackupMethod, Engine, ExistingDatabase, Findings, SafetyBackup, Severity, Snapshot, SnapshotRestore, SnapshotRestoreProps } from '../../src';
import { adopt } from '../../src/cli/adopt';
import { run, typeErrors } from '../cli/adopt/run';
import { hasCrd, validateObject } from '../support/crds';
import { Shop } from '../support/shop';
import { describeUpstream } from '../support/upstream';

jest.setTimeout(600_000);
beforeAll(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

/** Databases as people have them: exported, of old versions, with what they added by hand. */
const SPECIMENS = readdirSync(__dirname).filter(file => /\.(yaml|json)$/.test(file)).map((file): [string, string] => [file, textOf(file)]);

/** Git keeps one kind of line ends, so those of Windows are made here, and what its editors put before the text. */
function textOf(file: string): string {
  const text = readFileSync(join(__dirname, file), 'utf8');
  return file === 'windows.yaml' ? `\ufeff${text.replace(/\n/g, '\r\n')}` : text;
}

function databasesIn(text: string): any[] {
  return parseAllDocuments(text.replace(/^\ufeff/, ''), { version: '1.1', merge: true })
    .flatMap(d => { const value = d.toJS(); return value.kind === 'List' ? value.items : [value]; })
    .filter(o => /^kubedb\.com\//.test(o.apiVersion));
}

const adopted = (file: string, text: string) => adopt([{ path: file, text }], { declaredOnly: true });
const codeOf = (file: string, text: string): string => adopted(file, text).files.find(f => f.path === 'main.ts')?.text ?? '';

describeUpstream('a database as people have it', () => {
  test.each(SPECIMENS)('becomes code that prints what an API server accepts: %s', (file, text) => {
    const { report } = adopted(file, text);
    expect(report.findings.filter(f => f.severity === Severity.ERROR)).toEqual([]);
    const printed = run(codeOf(file, text));
    expect(printed.filter(hasCrd)).toHaveLength(databasesIn(text).length);
    expect(printed.flatMap(validateObject)).toEqual([]);
  });

  test('code that compiles', () => {
    expect(typeErrors(SPECIMENS.map(([file, text]) => codeOf(file, text)))).toEqual([]);
  });

  test.each(SPECIMENS.flatMap(([file, text]) => databasesIn(text).map((o): [string, any] => [`${file}: ${o.kind} ${o.metadata.namespace}/${o.metadata.name}`, o])))(
    'can be put back to a Snapshot: %s', (_, manifest) => {
      const { asked, answer = {}, manifest: converted = manifest } = QUESTIONS[manifest.metadata.name] ?? {};
      const codesOf = (shop: Shop) => Findings.of(shop.app).all.filter(f => f.severity === Severity.ERROR).map(f => f.code);
      if (asked !== undefined) expect(codesOf(putBack(manifest))).toEqual([asked]);
      const shop = putBack(converted, answer);
      expect(codesOf(shop)).toEqual([]);
      expect(shop.objects.flatMap(validateObject)).toEqual([]);
    },
  );
});

/** What only its owner can say, asked as a finding, and an answer. */
const QUESTIONS: Record<string, { readonly asked: string; readonly answer?: Partial<SnapshotRestoreProps>; readonly manifest?: any }> = {
  'logs': { asked: 'safety-backup-without-storage', answer: { safetyBackup: SafetyBackup.none('the present data is not worth keeping') } },
  'db-1-of-the-second-shop-with-a-rather-long-name': { asked: 'derived-name-invalid', answer: { maintenanceServiceName: 'db-1-maintenance', restoreName: 'db-1-back' } },
  'exposed': { asked: 'exists-once', answer: { overrides: { spec: { serviceTemplates: null } } } },
  // As `kubectl get postgreses.v1.kubedb.com old -o yaml` has it.
  'old': {
    asked: 'manifest-of-another-api-version',
    manifest: {
      apiVersion: 'kubedb.com/v1',
      kind: 'Postgres',
      metadata: { name: 'old', namespace: 'legacy' },
      spec: { version: '14.15', storageType: 'Durable', storage: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
    },
  },
};

function putBack(manifest: any, answer: Partial<SnapshotRestoreProps> = {}): Shop {
  const shop = new Shop();
  const { kind, metadata: { name, namespace }, spec: { version } } = manifest;
  const database = ExistingDatabase.fromManifest(shop.chart, 'Database', manifest);
  const snapshot = Snapshot.fromAttributes(`${name}-logical-1795424400`, {
    method: BackupMethod.LOGICAL,
    engine: Engine._ofKind(kind, version)!,
    version,
    namespace,
    repository: `${name}-logical`,
    database: name,
    time: '2026-11-20T08:30:00Z',
    encryptionSecret: { name: 'restic' },
  });
  new SnapshotRestore(shop.chart, 'Back', { database, snapshot, ...answer });
  return shop;
}
