import { Duration, Size } from 'cdk8s';
import {
  BackupMethod, Check, Engine, Expect, ExistingDatabase, Finding, PointInTimeRestore, RestorableDatabase, RestorePoint, RestoreProcess, Resume,
  SafetyBackup, SnapshotRestore, Traffic,
} from '../../src';
import { monday, Shop } from '../support/shop';

/** The findings of one code that an app gets, with no YAML where one of them is an error. */
function findings(code: string, build: (shop: Shop) => void): Finding[] {
  const shop = new Shop();
  build(shop);
  const found = shop.chart.node.root === shop.app ? allOf(shop).filter(f => f.code === code) : [];
  if (found.some(f => f.severity === 'error')) expect(() => shop.app.synthYaml()).toThrow(`[${code}]`);
  return found;
}

const allOf = (shop: Shop): Finding[] => {
  const { Findings } = jest.requireActual('../../src');
  return Findings.of(shop.app).all;
};
const restore = (props: object, orders: object = {}) => (shop: Shop): void => {
  new SnapshotRestore(shop.chart, 'Back', { database: shop.orders(orders), snapshot: monday(), ...props });
};
const undo = (props: object, orders: object = {}) => (shop: Shop): void => {
  new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders(orders), at: '2026-11-20T08:30:00Z', ...props });
};

// code, what is wrong, how one gets there
const CASES: [string, string, (shop: Shop) => void][] = [
  ['time-without-zone', 'a time whose zone nobody knows', undo({ at: '2026-11-20T08:30:00' })],
  ['time-unparsable', 'a time that is none', undo({ at: 'yesterday' })],
  ['time-impossible', 'a day that no calendar shows', undo({ at: '2026-02-30T08:30:00Z' })],
  ['time-of-fraction', 'a fraction of a second', undo({ at: '2026-11-20T08:30:00.250Z' })],
  ['time-in-future', 'a time that has not come', undo({ at: '2126-11-20T08:30:00Z' })],
  ['source-not-archived', 'a database without logs', shop => {
    new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders({ backup: shop.logical }), at: '2026-11-20T08:30:00Z' });
  }],
  ['source-ambiguous', 'a time before the source was itself restored', shop => {
    const first = new PointInTimeRestore(shop.chart, 'A', { database: shop.orders(), at: '2026-11-20T08:30:00Z' });
    new PointInTimeRestore(shop.chart, 'B', { database: first.restored, at: '2026-11-19T08:30:00Z' });
  }],
  ['source-of-another-engine', 'logs of another engine', shop => {
    const mysql = new RestorableDatabase(shop.chart, 'Mysql', {
      engine: Engine.MYSQL, version: '8.4.3', storage: { size: Size.gibibytes(5) }, backup: shop.continuous,
    });
    undo({ source: mysql })(shop);
  }],
  ['source-of-another-major-version', 'logs of another major version', shop => {
    new RestorableDatabase(shop.chart, 'Copy', { init: RestorePoint.at('2026-11-20T08:30:00Z', shop.orders()), version: '16.4' });
  }],
  ['point-in-time-not-offered', 'an engine without recovery to a point in time', shop => {
    new RestorableDatabase(shop.chart, 'Redis', {
      init: RestorePoint.inRepositories('2026-11-20T08:30:00Z', { engine: Engine.REDIS, version: '7.4.1', database: 'redis', namespace: 'shop' }),
      storage: { size: Size.gibibytes(1) },
    });
  }],
  ['manifest-repository-unused', 'a Repository of manifests of its own, where the engine has one for all', shop => {
    new RestorableDatabase(shop.chart, 'Events', {
      init: RestorePoint.inRepositories('2026-11-20T08:30:00Z', {
        engine: Engine.CLICKHOUSE, version: '25.7.1', database: 'events', namespace: 'shop', manifestRepository: 'events-manifest',
      }),
      storage: { size: Size.gibibytes(1) },
    });
  }],
  ['data-does-not-fit', 'encrypted data where nobody reads it', shop => {
    const spec = { tde: { provider: 'vault' } };
    const vault = new RestorableDatabase(shop.chart, 'Vault', { engine: Engine.POSTGRES, version: '17.9-percona', storage: { size: Size.gibibytes(1) }, spec });
    new SnapshotRestore(shop.chart, 'Back', {
      database: vault, snapshot: monday({ version: '17.9-percona', database: 'vault' }), overrides: { version: '17.5', spec: { tde: null } },
    });
  }],
  ['data-does-not-fit', 'logs that are encrypted with other keys', shop => {
    const shape = { engine: Engine.POSTGRES, version: '17.9-percona', storage: { size: Size.gibibytes(1) } };
    const vault = new RestorableDatabase(shop.chart, 'Vault', { ...shape, backup: shop.continuous, spec: { tde: { provider: 'vault' } } });
    new RestorableDatabase(shop.chart, 'Copy', { ...shape, init: RestorePoint.at('2026-11-20T08:30:00Z', vault), spec: { tde: { provider: 'file' } } });
  }],
  ['storage-smaller-than-source', 'less storage than the files need', undo({ overrides: { storage: { size: Size.gibibytes(10) } } })],
  ['replication-strategy-unknown', 'a replication strategy that nobody knows', undo({ replicationStrategy: 'magic' })],
  ['snapshot-other-engine', 'a Snapshot of another engine', restore({ snapshot: monday({ engine: Engine.MYSQL }) })],
  ['snapshot-version-differs', 'a dump of another major version', restore({ snapshot: monday({ version: '16.4' }) })],
  ['snapshot-version-mismatch', 'files of another major version', restore({
    snapshot: monday({ version: '16.4', method: BackupMethod.PHYSICAL, repository: 'orders-full' }),
  })],
  ['snapshot-failed', 'a Snapshot that failed', restore({ snapshot: monday({ phase: 'Failed' }) })],
  ['encryption-secret-missing', 'a Snapshot whose key nobody gave', restore({ snapshot: monday({ encryptionSecret: undefined }) })],
  ['restored-twice', 'two restores of one reference', shop => {
    const orders = shop.orders();
    for (const id of ['A', 'B']) new SnapshotRestore(shop.chart, id, { database: orders, snapshot: monday(), restoreId: id });
  }],
  ['process-impossible', 'an overwrite by what cannot be written over', restore({
    process: RestoreProcess.OVERWRITE, snapshot: monday({ method: BackupMethod.PHYSICAL, repository: 'orders-full' }),
  })],
  ['process-impossible', 'an incarnation of what only the name is known of', shop => {
    const orders = ExistingDatabase.fromName(shop.chart, 'Orders', 'orders', { engine: Engine.POSTGRES, version: '17.5' });
    new SnapshotRestore(shop.chart, 'Back', { database: orders, snapshot: monday(), process: RestoreProcess.INCARNATION });
  }],
  ['overrides-need-incarnation', 'a new shape for what is written over', restore({ process: RestoreProcess.OVERWRITE, overrides: { replicas: 5 } })],
  ['overrides-need-incarnation', 'a name for a Service that is not made', restore({ process: RestoreProcess.OVERWRITE, maintenanceServiceName: 'desk' })],
  ['restore-name-taken', 'a restore with the name of the database', undo({ restoreName: 'orders' })],
  ['restore-name-taken', 'a restore with the name of an earlier one', shop => {
    const first = new PointInTimeRestore(shop.chart, 'A', { database: shop.orders(), at: '2026-11-19T08:30:00Z', restoreName: 'orders-back' });
    new SnapshotRestore(shop.chart, 'B', { database: first.restored, snapshot: monday(), restoreName: 'orders-back', process: RestoreProcess.OVERWRITE });
  }],
  ['safety-backup-without-storage', 'a safety backup with nowhere to go', shop => {
    const orders = ExistingDatabase.fromName(shop.chart, 'Orders', 'orders', { engine: Engine.POSTGRES, version: '17.5' });
    new SnapshotRestore(shop.chart, 'Back', { database: orders, snapshot: monday() });
  }],
  ['client-image-unknown', 'a version whose image nobody knows', shop => {
    const orders = ExistingDatabase.fromName(shop.chart, 'Orders', 'orders', { engine: Engine.POSTGRES });
    new SnapshotRestore(shop.chart, 'Back', { database: orders, snapshot: monday(), safetyBackup: SafetyBackup.none('test') });
  }],
  ['check-not-supported', 'SQL for an engine that speaks none', shop => {
    const redis = new RestorableDatabase(shop.chart, 'Redis', { engine: Engine.REDIS, version: '7.4.1', storage: { size: Size.gibibytes(1) } });
    new SnapshotRestore(shop.chart, 'Back', {
      database: redis, snapshot: monday({ engine: Engine.REDIS, version: '7.4.1' }), resume: Resume.manual({ checks: [Check.sql('select 1')] }),
    });
  }],
  ['check-statement-size', 'a statement that says nothing', restore({ resume: Resume.manual({ checks: [Check.sql(' ; -- nothing')] }) })],
  ['check-statement-size', 'a statement that no container takes', restore({ resume: Resume.manual({ checks: [Check.sql(`select '${'x'.repeat(128_000)}'`)] }) })],
  ['check-expectation-invalid', 'an expression that POSIX does not know', restore({
    resume: Resume.manual({ checks: [Check.sql('select 1', { expect: Expect.matches('^\\d+$') })] }),
  })],
  ['check-expectation-invalid', 'no number', restore({ resume: Resume.manual({ checks: [Check.count('orders', { expect: Expect.atLeast(NaN) })] }) })],
  ['check-database-unknown', 'a name that is none', restore({ resume: Resume.manual({ checks: [Check.count('orders', { database: '' })] }) })],
  ['check-database-unknown', 'a database of an engine that has one only', shop => {
    const zookeeper = new RestorableDatabase(shop.chart, 'Zookeeper', { engine: Engine.ZOOKEEPER, version: '3.9.1', storage: { size: Size.gibibytes(1) } });
    new SnapshotRestore(shop.chart, 'Back', {
      database: zookeeper, snapshot: monday({ engine: Engine.ZOOKEEPER, version: '3.9.1' }), resume: Resume.manual({ checks: [Check.statement('ls /', { database: 'shop' })] }),
    });
  }],
  ['check-database-unsaid', 'a count in no database', shop => {
    const mysql = new RestorableDatabase(shop.chart, 'Mysql', { engine: Engine.MYSQL, version: '8.4.3', storage: { size: Size.gibibytes(1) } });
    new SnapshotRestore(shop.chart, 'Back', {
      database: mysql,
      snapshot: monday({ engine: Engine.MYSQL, version: '8.4.3' }),
      resume: Resume.manual({ checks: [Check.count('orders'), Check.count('shop.orders', { name: 'a' }), Check.count('orders', { name: 'b', database: 'shop' })] }),
    });
  }],
  ['check-request-malformed', 'a statement that is no request, where there are no others', shop => {
    const logs = new RestorableDatabase(shop.chart, 'Logs', { engine: Engine.ELASTICSEARCH, version: 'xpack-9.1.4', storage: { size: Size.gibibytes(1) } });
    new SnapshotRestore(shop.chart, 'Back', {
      database: logs,
      snapshot: monday({ engine: Engine.ELASTICSEARCH, version: 'xpack-9.1.4' }),
      safetyBackup: SafetyBackup.none('test'),
      resume: Resume.manual({ checks: [Check.statement('count orders'), Check.statement('/orders/_count', { name: 'a' }), Check.statement('GET /_cat\n', { name: 'b' })] }),
    });
  }],
  ['check-name-invalid', 'two checks of one name', restore({ resume: Resume.manual({ checks: [Check.sql('a', { name: 'x' }), Check.sql('b', { name: 'x' })] }) })],
  ['check-name-invalid', 'a name that no container can have', restore({ resume: Resume.manual({ checks: [Check.sql('a', { name: 'Has Blanks' })] }) })],
  ['resume-in-declared-mode', 'checks that nobody would run', restore({ resume: Resume.manual({ checks: [Check.sql('select 1')] }) }, { traffic: Traffic.declared({ open: false }) })],
  ['overwrite-while-open', 'an overwrite of what is open', restore({ process: RestoreProcess.OVERWRITE }, { traffic: Traffic.declared({ open: true }) })],
  ['derived-name-invalid', 'a name that leaves no room for what hangs on it', undo({}, { name: 'a-name-that-is-much-longer-than-anybody-would-want-it' })],
  ['name-invalid', 'a name that no Service can have', undo({}, { name: '1st' })],
  ['spec-set-twice', 'a path that a property and spec both set', undo({}, { spec: { replicas: 5 } })],
  ['storage-size-unknown', 'volumes of a size that nobody knows', undo({}, { storage: undefined })],
  ['engine-unknown', 'a database of no engine', shop => { new RestorableDatabase(shop.chart, 'X', { version: '1' }); }],
  ['version-unknown', 'a database of no version', undo({}, { version: undefined })],
  ['physical-without-logs', 'files without logs', restore({ snapshot: monday({ method: BackupMethod.PHYSICAL, repository: 'orders-full' }) })],
  ['incarnation-without-init', 'an incarnation that is ready before its data is there', shop => {
    const zookeeper = new RestorableDatabase(shop.chart, 'Zookeeper', {
      engine: Engine.ZOOKEEPER, version: '3.9.1', replicas: 3, storage: { size: Size.gibibytes(1) },
    });
    new SnapshotRestore(shop.chart, 'Back', {
      database: zookeeper, snapshot: monday({ engine: Engine.ZOOKEEPER, version: '3.9.1' }), process: RestoreProcess.INCARNATION,
    });
  }],
];

describe('a finding tells about', () => {
  test.each(CASES)('[%s] %s', (code, _what, build) => {
    const [found] = findings(code, build);
    expect(found?.code).toBe(code);
    expect(found.message).not.toMatch(/\.$|^[A-Z][a-z]+ [a-z]+ed$/);
    expect(found.path).toMatch(/^shop\//);
    // somebody who reads it knows what to do
    expect(found.allowed ?? found.remedy).toBeTruthy();
  });
});

describe('nothing is said about', () => {
  test.each([
    ['an undo', undo({})],
    ['a Snapshot that comes back', restore({})],
    ['an overwrite that was asked for', restore({ process: RestoreProcess.OVERWRITE })],
    ['a deadline', undo({ run: { deadline: Duration.hours(2) } })],
    ['more storage', undo({ overrides: { storage: { size: Size.gibibytes(100) } } })],
  ] as [string, (shop: Shop) => void][])('%s', (_what, build) => {
    const shop = new Shop();
    build(shop);
    expect(allOf(shop)).toEqual([]);
  });
});

describe('all findings come at once', () => {
  test('those of every construct, each with its path', () => {
    const shop = new Shop();
    new PointInTimeRestore(shop.chart, 'Undo', { database: shop.orders({ version: undefined }), at: 'soon' });
    new RestorableDatabase(shop.chart, 'Nameless', {});
    expect(() => shop.app.synthYaml()).toThrow(/\[shop\/Orders\][^]*\[shop\/Undo\][^]*\[shop\/Nameless\]/);
  });
});
