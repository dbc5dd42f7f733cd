import { Construct } from 'constructs';
import { checksCode, checksOf } from './checks';
import { authSecretOf } from './credentials';
import { processPiece } from './in-place';
import { Order } from './order';
import { joined, NOTHING, Piece, quote } from './piece';
import { BackupStorage } from '../../backup/backup-storage';
import { AgentImage } from '../../platform/agent-image';
import { RestoreProcess } from '../../restore/restore-process';
import { SafetyBackup } from '../../restore/safety-backup';
import { DatabaseShape } from '../../restore/shape';
import { Resume } from '../../run/resume';
import { snapshotToCode } from '../../snapshots/print';
import { Snapshot } from '../../snapshots/snapshot';
import { Call } from '../command';
import { usageError } from '../exit';
import { readSize } from '../sizes';

/** The Snapshot, pinned. */
export function snapshotPiece(snapshot: Snapshot): Piece {
  if (snapshot._missing) return { ...NOTHING, props: { snapshot } };
  const code = snapshotToCode(snapshot);
  return { props: { snapshot }, code: [`snapshot: ${code},`], imports: ['Snapshot', 'BackupMethod', 'Engine'].filter(name => code.includes(`${name}.`)) };
}

/** Who makes it available, after which checks. */
export function resumePiece({ options }: Call, usual: 'automatic' | 'manual'): Piece {
  const who = options.text('resume') === undefined ? usual : options.text('resume') as 'automatic' | 'manual';
  const checks = checksOf(options);
  const lines = checksCode(options, quote);
  return {
    props: { resume: who === 'automatic' ? Resume.automatic({ checks }) : Resume.manual({ checks }) },
    code: [`resume: Resume.${who}(${lines.length === 0 ? '' : `{ checks: [${lines.join(', ')}] }`}),`],
    imports: ['Resume', ...(lines.length === 0 ? [] : ['Check']), ...(lines.some(l => l.includes('expect: Expect.')) ? ['Expect'] : [])],
  };
}

/** Images of its run. */
export function runPiece({ options }: Call): Piece {
  const [client, agent] = [options.text('client-image'), options.text('agent-image')];
  if (client === undefined && agent === undefined) return NOTHING;
  return {
    props: { run: { ...(client === undefined ? {} : { clientImage: client }), ...(agent === undefined ? {} : { agent: AgentImage.node(agent) }) } },
    code: [`run: { ${[...(client === undefined ? [] : [`clientImage: ${quote(client)}`]), ...(agent === undefined ? [] : [`agent: AgentImage.node(${quote(agent)})`])].join(', ')} },`],
    imports: agent === undefined ? [] : ['AgentImage'],
  };
}

/** What tells it from an equal restore. */
export function idPiece({ options }: Call): Piece {
  const id = options.text('restore-id');
  return id === undefined ? NOTHING : { props: { restoreId: id }, code: [`restoreId: ${quote(id)},`], imports: [] };
}

/** Writing over the running database, by a RestoreSession or by KubeDB itself, and what is done before. */
export function overwritePiece(call: Call, order: Order, scope: Construct): Piece {
  const { options } = call;
  const inPlace = processPiece(call);
  if (inPlace !== NOTHING) return joined([inPlace, safetyPiece(call, order, scope)]);
  if (!options.flag('overwrite')) return NOTHING;
  const accepts = options.flag('accept-unrecorded');
  const safety = safetyPiece(call, order, scope);
  return {
    props: { process: RestoreProcess.OVERWRITE, acceptUnrecordedTarget: accepts, ...safety.props },
    code: ['process: RestoreProcess.OVERWRITE,', ...(accepts ? ['acceptUnrecordedTarget: true,'] : []), ...safety.code],
    imports: ['RestoreProcess', ...safety.imports],
  };
}

function safetyPiece({ options }: Call, { storage, asked }: Order, scope: Construct): Piece {
  const reason = options.text('no-safety-backup');
  if (reason !== undefined) return { props: { safetyBackup: SafetyBackup.none(reason) }, code: [`safetyBackup: SafetyBackup.none(${quote(reason)}),`], imports: ['SafetyBackup'] };
  if (storage === undefined) return NOTHING;
  const { name, namespace } = storage;
  const secret = asked.kind === 'snapshot' ? asked.snapshot.encryptionSecret?.name : undefined;
  const encryption = secret === undefined ? '' : `, encryptionSecret: { name: ${quote(secret)} }`;
  return {
    props: {
      safetyBackup: SafetyBackup.to({
        storage: BackupStorage.fromName(scope, 'SafetyStorage', name, { namespace }), ...(secret === undefined ? {} : { encryptionSecret: { name: secret } }),
      }),
    },
    code: [`safetyBackup: SafetyBackup.to({ storage: BackupStorage.fromName(chart, 'SafetyStorage', ${quote(name)}, { namespace: ${quote(namespace)} })${encryption} }),`],
    imports: ['SafetyBackup', 'BackupStorage'],
  };
}

/** What is to be different from the source: as props of a database. */
export function shapePiece({ options }: Call): Piece & { readonly props: DatabaseShape & Piece['props'] } {
  const [size, storageClassName, replicas, version] = ['storage', 'storage-class', 'replicas', 'db-version'].map(o => options.text(o));
  if (replicas !== undefined && !/^[1-9]\d*$/.test(replicas)) throw usageError(`--replicas cannot be "${replicas}"`, 'write a whole number of at least 1');
  const storage = [...(size === undefined ? [] : [`size: ${sizeCode(size)}`]), ...(storageClassName === undefined ? [] : [`storageClassName: ${quote(storageClassName)}`])];
  return {
    props: {
      ...(version === undefined ? {} : { version }),
      ...(replicas === undefined ? {} : { replicas: Number(replicas) }),
      ...(storage.length === 0 ? {} : {
        storage: { ...(size === undefined ? {} : { size: readSize(size) }), ...(storageClassName === undefined ? {} : { storageClassName }) },
      }),
    },
    code: [
      ...(version === undefined ? [] : [`version: ${quote(version)},`]),
      ...(replicas === undefined ? [] : [`replicas: ${replicas},`]),
      ...(storage.length === 0 ? [] : [`storage: { ${storage.join(', ')} },`]),
    ],
    imports: [],
  };
}

/** The same, as overrides of a restore. */
export function overridesPiece(call: Call): Piece {
  const { props, code } = shapePiece(call);
  return code.length === 0 ? NOTHING : { props: { overrides: props }, code: [`overrides: { ${code.join(' ').replace(/,$/, '')} },`], imports: [] };
}

/** Secret of a new database. */
export function authPiece(call: Call, order: Order): Piece {
  const { authSecret } = authSecretOf(call, order);
  return authSecret === undefined ? NOTHING : { props: { authSecret }, code: [`authSecret: { name: ${quote(authSecret.name)} },`], imports: [] };
}

function sizeCode(size: string): string {
  readSize(size);
  const [, amount, unit] = /^(\d+)(\w+)$/.exec(size)!;
  return `Size.${{ Ki: 'kibibytes', Mi: 'mebibytes', Gi: 'gibibytes', Ti: 'tebibytes', Pi: 'pebibyte' }[unit]}(${amount})`;
}
