import { checksCode } from './checks';
import { Order } from './order';
import { Engine } from '../../engines/engine';
import { snapshotToCode } from '../../snapshots/print';
import { Call } from '../command';
import { usageError } from '../exit';

/** The TypeScript that declares the same restore, its Snapshot pinned: same restore id, so it finds what was done. */
export function restoreToCode(call: Call, order: Order): string {
  const variable = camel(order.source.name);
  const { imports, lines } = order.target === undefined ? inPlace(call, order, variable) : anew(call, order);
  const names = [...imports].sort().join(', ');
  const cdk8s = lines.some(l => l.includes('Size.')) ? "import { Size } from 'cdk8s';\n" : '';
  const comment = order.target === undefined
    ? `// ${variable}: the database in your code, as the last restore left it (undo.restored); or import it:\n`
      + `// const ${variable} = ExistingDatabase.fromManifestFile(chart, '${pascal(order.source.name)}', '${order.source.name}.yaml');\n` : '';
  return `${cdk8s}import { ${names} } from 'cdk8s-kubestash';\n\n${comment}${lines.join('\n')}\n`;
}

interface Code {
  readonly imports: ReadonlySet<string>;
  readonly lines: readonly string[];
}

function inPlace(call: Call, order: Order, variable: string): Code {
  const { asked } = order;
  const { options } = call;
  const imports = new Set<string>();
  const construct = asked.kind === 'time' ? 'PointInTimeRestore' : 'SnapshotRestore';
  const lines = [
    `database: ${variable},`,
    ...dataOf(asked, imports),
    ...(options.flag('overwrite') ? [use(imports, 'RestoreProcess', 'process: RestoreProcess.OVERWRITE,')] : []),
    ...(options.flag('accept-unrecorded') ? ['acceptUnrecordedTarget: true,'] : []),
    ...safety(call, order, imports),
    ...shapeLines(call, 'overrides'),
    resumeLine(call, 'manual', imports),
    ...(options.text('restore-id') === undefined ? [] : [`restoreId: ${quote(options.text('restore-id')!)},`]),
  ];
  imports.add(construct);
  return { imports, lines: [`const restored = new ${construct}(chart, '${pascal(`restore-${order.source.name}`)}', {`, ...lines.map(l => `  ${l}`), '}).restored;'] };
}

function anew(call: Call, order: Order): Code {
  const { asked, target } = order;
  const imports = new Set<string>();
  const shape = shapeLines(call, undefined);
  const like = order.live === undefined ? [] : [`like: ${camel(order.source.name)}, // the database in your code; or give version, storage and replicas`];
  const secret = call.options.text('auth-secret');
  const auth = secret === undefined ? [] : [`authSecret: { name: ${quote(secret)} },`];
  const common = [`name: ${quote(target!.name)},`, `namespace: ${quote(target!.namespace)},`, ...like, ...shape, ...auth, resumeLine(call, 'automatic', imports)];
  if (asked.kind === 'snapshot') {
    imports.add('SnapshotClone');
    return { imports, lines: [`new SnapshotClone(chart, '${pascal(`${target!.name}-clone`)}', {`, ...[...dataOf(asked, imports), ...common].map(l => `  ${l}`), '});'] };
  }
  const { window, full } = asked;
  const key = full?.encryptionSecret;
  const constant = full === undefined ? undefined : Engine._constantName(full.engine._facts);
  ['Engine', 'RestorableDatabase', 'RestorePoint'].forEach(name => imports.add(name));
  return {
    imports,
    lines: [
      `new RestorableDatabase(chart, '${pascal(target!.name)}', {`,
      `  init: RestorePoint.inRepositories(${quote(asked.time)}, {`,
      `    engine: Engine.${constant ?? `${full?.engine.key}({ /* as the database has it */ })`},`,
      `    version: ${quote(full?.version ?? '')},`,
      `    database: ${quote(window?.database ?? order.source.name)},`,
      `    namespace: ${quote(window?.namespace ?? order.source.namespace)},`,
      `    fullRepository: ${quote(window?.repository ?? '')},`,
      ...(key === undefined ? [] : [`    encryptionSecret: { name: ${quote(key.name)}${key.namespace === undefined ? '' : `, namespace: ${quote(key.namespace)}`} },`]),
      '  }),',
      ...common.map(l => `  ${l}`),
      '});',
    ],
  };
}

function dataOf(asked: Order['asked'], imports: Set<string>): string[] {
  if (asked.kind === 'time') return [`at: ${quote(asked.time)},`];
  const code = snapshotToCode(asked.snapshot);
  ['Snapshot', 'BackupMethod', 'Engine'].filter(name => code.includes(`${name}.`)).forEach(name => imports.add(name));
  return [`snapshot: ${code},`];
}

function safety({ options }: Call, { storage, asked }: Order, imports: Set<string>): string[] {
  if (!options.flag('overwrite')) return [];
  const reason = options.text('no-safety-backup');
  if (reason !== undefined) return [use(imports, 'SafetyBackup', `safetyBackup: SafetyBackup.none(${quote(reason)}),`)];
  if (storage === undefined) return [];
  imports.add('BackupStorage');
  const secret = asked.kind === 'snapshot' && asked.snapshot.encryptionSecret !== undefined ? `, encryptionSecret: { name: ${quote(asked.snapshot.encryptionSecret.name)} }` : '';
  return [use(imports, 'SafetyBackup', `safetyBackup: SafetyBackup.to({ storage: BackupStorage.fromName(chart, 'SafetyStorage', ${quote(storage.name)}, { namespace: ${quote(storage.namespace)} })${secret} }),`)];
}

function shapeLines({ options }: Call, within: string | undefined): string[] {
  const [size, storageClass, replicas, version] = ['storage', 'storage-class', 'replicas', 'db-version'].map(o => options.text(o));
  const storage = [...(size === undefined ? [] : [`size: ${sizeCode(size)}`]), ...(storageClass === undefined ? [] : [`storageClassName: ${quote(storageClass)}`])];
  const shape = [
    ...(version === undefined ? [] : [`version: ${quote(version)}`]),
    ...(replicas === undefined ? [] : [`replicas: ${replicas}`]),
    ...(storage.length === 0 ? [] : [`storage: { ${storage.join(', ')} }`]),
  ];
  if (shape.length === 0) return [];
  return within === undefined ? shape.map(s => `${s},`) : [`${within}: { ${shape.join(', ')} },`];
}

function sizeCode(size: string): string {
  const [, amount, unit] = /^(\d+)(Ki|Mi|Gi|Ti|Pi)$/.exec(size) ?? [];
  const factory = { Ki: 'kibibytes', Mi: 'mebibytes', Gi: 'gibibytes', Ti: 'tebibytes', Pi: 'pebibyte' }[unit];
  if (factory === undefined) throw usageError(`"${size}" is no size of a volume`, 'write a whole number with Ki, Mi, Gi, Ti or Pi, like 60Gi');
  return `Size.${factory}(${amount})`;
}

function resumeLine({ options }: Call, usual: string, imports: Set<string>): string {
  const checks = checksCode(options, quote);
  if (checks.length > 0) imports.add('Check');
  if (checks.some(c => c.includes('expect: Expect.'))) imports.add('Expect');
  return use(imports, 'Resume', `resume: Resume.${options.text('resume') ?? usual}(${checks.length === 0 ? '' : `{ checks: [${checks.join(', ')}] }`}),`);
}

function use(imports: Set<string>, name: string, line: string): string {
  imports.add(name);
  return line;
}

function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
}

function pascal(name: string): string {
  return name.split(/[^A-Za-z0-9]+/).map(w => w.charAt(0).toUpperCase() + w.slice(1)).join('');
}

function camel(name: string): string {
  const text = pascal(name);
  return /^[0-9]/.test(text) ? `database${text}` : text.charAt(0).toLowerCase() + text.slice(1);
}
