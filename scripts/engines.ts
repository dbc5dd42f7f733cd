import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ARCHIVER_DIFFERENCES, BACKUP_DIFFERENCES, sessionDifferences } from '../src/engines/documented';
import { Difference, EngineFacts } from '../src/engines/facts';
import { ENGINES } from '../src/engines/registry';
import { chooseProcess } from '../src/plan/process';
import { RestoreRequest } from '../src/plan/request';
import { BackupMethod, METHODS } from '../src/snapshots/method';
import { canRestore } from '../src/snapshots/restorable';
import { Json } from '../src/values/json';

// The tables of docs/engines.md, out of what the library knows: `npx ts-node -T -P test/tsconfig.json scripts/engines.ts` writes them.

const PAGE = join(__dirname, '..', 'docs', 'engines.md');

const yes = (value: boolean): string => (value ? 'yes' : '–');

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');

/** How data of a method comes back, into a new database and into a running one. */
function processes(facts: EngineFacts, method: BackupMethod | 'time'): [string, string] {
  if (method === 'time' ? facts.archiver === undefined : !canRestore(facts, method)) return ['–', '–'];
  const point = (method === 'time' ? { kind: 'time' } : { kind: 'snapshot', snapshot: { method } }) as RestoreRequest['point'];
  const ask = (current: RestoreRequest['current']): string => {
    const { process, incarnation } = chooseProcess({ point, facts, current, spec: {} } as unknown as RestoreRequest);
    return process === 'overwrite' ? 'overwrite' : `${incarnation ? 'incarnation, ' : ''}${process === 'archiver' ? '`init.archiver`' : 'RestoreSession'}`;
  };
  return [ask(undefined), ask({ name: 'orders', restore: { id: 'first', name: 'orders-first' }, predecessors: [] })];
}

/** A fact that may depend on the topology: asked of a single member and, by name, of the topologies that change it. */
function byTopology(facts: EngineFacts, holds: (spec: Json) => boolean): string {
  const specs = [{}, ...Object.values(TOPOLOGIES[facts.key] ?? {})];
  const answers = specs.map(holds);
  if (answers.every(a => a)) return 'yes';
  const named = Object.entries(TOPOLOGIES[facts.key] ?? {}).filter(([, spec]) => holds(spec)).map(([name]) => name);
  return named.length === 0 ? yes(answers[0]) : named.join(', ');
}

/** Specs that make a difference. */
const TOPOLOGIES: Record<string, Record<string, Json>> = {
  postgres: { 'hot standbys': { replicas: 3 } },
  mysql: { 'group replication': { replicas: 3, topology: { mode: 'GroupReplication' } } },
  mariadb: { Galera: { replicas: 3, topology: { mode: 'GaleraCluster' } }, replication: { replicas: 3, topology: { mode: 'MariaDBReplication' } } },
  mongodb: { 'replica set': { replicas: 3, replicaSet: { name: 'rs0' } }, 'sharded': { shardTopology: { shard: { shards: 2, replicas: 3 } } } },
  mssqlserver: {
    'availability group with readable secondaries': {
      replicas: 3, topology: { mode: 'AvailabilityGroup', availabilityGroup: { secondaryAccessMode: 'All' } },
    },
  },
  redis: { cluster: { mode: 'Cluster' }, Sentinel: { mode: 'Sentinel', replicas: 3 } },
  singlestore: { cluster: { topology: { aggregator: { replicas: 2 }, leaf: { replicas: 2 } } } },
};

/** The tables, by the marker that stands before each on the page. */
export function engineTables(): Record<string, string> {
  return {
    backups: table(
      ['engine', 'kind', 'addon', 'methods', 'restic Secret', 'continuous backup', 'full backups by', 'clone from manifest'],
      ENGINES.map(e => [
        `\`${e.key}\``, `${e.kind} (\`${e.apiVersion}\`)`, `\`${e.addon}\``,
        METHODS.filter(m => canRestore(e, m)).join(', ') || '–', yes(e.encryption), e.archiver === undefined ? '–' : e.archiver.kind,
        e.archiver?.drivers.join(', ') ?? '–', yes(e.manifestRename && e.tasks.manifest?.restore !== undefined),
      ]),
    ),
    processes: table(
      ['engine', '`spec.init`', 'dump', 'logical → new', 'logical → running', 'physical → new', 'physical → running', 'moment → new', 'moment → running'],
      ENGINES.map(e => [
        `\`${e.key}\``, yes(e.init), e.logicalRestore,
        ...processes(e, BackupMethod.LOGICAL), ...processes(e, BackupMethod.PHYSICAL), ...processes(e, 'time'),
      ]),
    ),
    traffic: table(
      ['engine', 'client port', 'read-only Service', 'isolated by default', 'run ends sessions', '`Check.statement` speaks', 'client image, of one version'],
      ENGINES.map(e => [
        `\`${e.key}\``, `${e.client.ports({})[0].port} (${e.client.ports({}).map(p => p.name).join(', ')})`,
        e.readOnly === undefined ? '–' : byTopology(e, e.readOnly.when), byTopology(e, e.discoversMembers),
        yes(e.shell.endsSessions), e.shell.statements ?? '–',
        Object.values(e.shell.images).length === 0 ? '–' : `\`${Object.values(e.shell.images).at(-1)}\``,
      ]),
    ),
    jobs: table(
      ['engine', 'rendered for backups', 'rendered for restores', 'user where root is refused'],
      ENGINES.map(e => [
        `\`${e.key}\``, podText(e.jobs.backup), podText(e.jobs.restore?.('DATABASE'), e.jobs.restoreParams?.('DATABASE')), String(e.jobs.wizardUser),
      ]),
    ),
    backupDifferences: BACKUP_DIFFERENCES.map(d => differenceText(d)).join('\n'),
    archiverDifferences: ARCHIVER_DIFFERENCES.map(d => differenceText(d)).join('\n'),
    differences: [...new Set(ENGINES.flatMap(e => sessionDifferences(e).map(d => differenceText(d, e.differences?.includes(d) ? e.key : undefined))))].join('\n'),
    unproven: ENGINES.filter(e => e.unproven.length > 0).map(e => `* \`${e.key}\`\n${e.unproven.map(u => `  * ${u}`).join('\n')}`).join('\n'),
  };
}

/** A field, who has it, and why. */
function differenceText({ path, only, why }: Difference, engine?: string): string {
  const whose = only === undefined ? '' : only === 'ours' ? ', ours alone' : ', upstream\'s alone';
  return `* \`${path}\`${whose}${engine === undefined ? '' : ` (\`${engine}\`)`}: ${why}`;
}

/** The parts of a pod and of a task that are rendered without being asked for. */
function podText(pod: Json | undefined, params: Json = {}): string {
  const parts = [
    ...Object.keys(params).map(name => `\`${name}\``),
    ...(pod?.volumes ?? []).map((v: Json) => `volume \`${v.persistentVolumeClaim.claimName}\``),
    ...(pod?.securityContext === undefined ? [] : [`user ${pod.securityContext.runAsUser}`]),
  ];
  return parts.length === 0 ? '–' : parts.join(', ');
}

/** A page with its tables put in between `<!-- begin NAME -->` and `<!-- end NAME -->`. */
export function withTables(page: string): string {
  return Object.entries(engineTables()).reduce(
    (text, [name, made]) => text.replace(new RegExp(`(<!-- begin ${name} -->\n)[^]*?(\n?<!-- end ${name} -->)`), (_, begin: string, end: string) =>
      `${begin}${made}${end.startsWith('\n') ? end : `\n${end}`}`),
    page,
  );
}

if (require.main === module) writeFileSync(PAGE, withTables(readFileSync(PAGE, 'utf8')));
