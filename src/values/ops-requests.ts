import { allOf } from './agreements';
import { parts, refined } from './compound';
import { object } from './field-kinds';
import { lookAtFields } from './fields';
import { Kind, Reading, Required, text, wrongType } from './kind';
import { secretName, storageClassName, subdomain } from './names';
import { Place } from './place';
import { isQuantity } from './quantities';
import { choice, flag, version, wholeNumber } from './texts';
import { goDuration } from './times';
import { articled } from '../findings/article';
import { nearest } from '../findings/nearest';

/** What an OpsRequest may ask of every engine, and the field that says how (upstream: `OpsRequestType` of the kinds). */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  UpdateVersion: ['updateVersion', 'upgrade'],
  Upgrade: ['upgrade', 'updateVersion'],
  HorizontalScaling: ['horizontalScaling'],
  VerticalScaling: ['verticalScaling'],
  VolumeExpansion: ['volumeExpansion'],
  Restart: [],
  Reconfigure: ['configuration'],
  Configuration: ['configuration'],
  ReconfigureTLS: ['tls'],
  RotateAuth: [],
  StorageMigration: ['migration'],
};

/** What may be asked of one engine alone. */
const OWN_TYPES: Readonly<Record<string, readonly string[]>> = {
  Etcd: ['MoveLeader', 'Defragment', 'Compact', 'RecoverFromQuorumLoss', 'Restore'],
  MariaDB: ['ArchiverRestore'],
  MongoDB: ['Reprovision', 'Horizons'],
  MySQL: ['ArchiverRestore', 'ReplicationModeTransformation'],
  Postgres: ['ReconnectStandby', 'ForceFailOver', 'SetRaftKeyPair'],
  Redis: ['ReplaceSentinel', 'Announce'],
};

const KEYS = `apply authentication configuration databaseRef horizontalScaling maxRetries migration restart timeout tls type updateVersion upgrade
  verticalScaling volumeExpansion`.split(/\s+/);

const OWN_KEYS: Readonly<Record<string, readonly string[]>> = {
  Etcd: ['compact', 'defragment', 'moveLeader', 'recoverFromQuorumLoss', 'restore'],
  MariaDB: ['archiver'],
  MongoDB: ['archiver', 'horizons', 'readinessCriteria', 'reprovision'],
  MySQL: ['archiver', 'replicationModeTransformation'],
  Postgres: ['forceFailOver', 'reconnectStandby', 'setRaftKeyPair'],
  Redis: ['announce', 'sentinel'],
};

/** What a part of a database is to become, by the names of parts; those of a topology one level below. */
export const each = (of: Kind, others: Record<string, Kind> = {}): Required => ({
  optional: false,
  read: (value, reading) => {
    object.read(value, reading);
    if (typeof value !== 'object' || Array.isArray(value)) return value;
    for (const key of Object.keys(value).filter(k => value[k] !== undefined && value[k] !== null)) {
      reading.below(key, () => (others[key] ?? of).read(value[key], reading));
    }
    return value;
  },
});

const orBelow = (of: Kind): Kind => ({
  optional: false, read: (value, reading) => (typeof value === 'object' ? each(orBelow(of)) : of).read(value, reading),
});

const whatever: Kind = { optional: false, read: value => value };
const size: Kind = {
  optional: false,
  read: (value, reading) => (['string', 'number'].includes(typeof value) && isQuantity(value) ? value
    : wrongType(value, reading, { what: 'a size', allowed: '10Gi, 512Mi', standIn: '1Gi' })),
};
export const wayToGrow = choice('a way to grow', ['Online', 'Offline']);
const target = parts({ targetVersion: version }, ['targetVersion']);

/** The database that it is about: one of its own namespace. */
export const databaseRef = refined(parts({ name: subdomain('the name of a database') }, ['name']), (value, reading) => {
  refuseKeys(value, ['name'], 'a database, which is one of its own namespace', reading);
});
export const apply: Kind = { ...choice('a state in which it may begin', ['IfReady', 'Always']), closed: true };

const FIELDS: Record<string, Kind> = {
  databaseRef,
  apply,
  timeout: goDuration,
  maxRetries: wholeNumber('a number of tries'),
  updateVersion: target,
  upgrade: target,
  horizontalScaling: each(orBelow(wholeNumber('a number of members')), { standbyMode: whatever, streamingMode: whatever, reallocate: whatever }),
  verticalScaling: each(object, { mode: whatever }),
  volumeExpansion: refined(each(orBelow(size), { mode: wayToGrow }), allOf('mode')),
  configuration: object,
  tls: parts({ rotateCertificates: flag, remove: flag }),
  authentication: parts({ secretRef: parts({ name: secretName }, ['name']) }),
  restart: object,
  migration: parts({ storageClassName }, ['storageClassName']),
};

/** The `spec` of an OpsRequest for an engine's kind: what the CRD or the webhook of KubeDB's would refuse. */
export function opsRequest(engine: string): Required {
  return refined(refined(parts({ ...FIELDS, type: typeFor(engine) }, ['databaseRef', 'type']), saysHow), (value, reading) => {
    refuseKeys(value, [...KEYS, ...OWN_KEYS[engine] ?? []], `an OpsRequest for ${engine}`, reading);
    lookAtFields(value, reading, Place.FOREIGN);
  });
}

/** What it does. One that is misspelt, or another engine's, is refused; one that nobody knows may be new. */
function typeFor(engine: string): Required {
  const known = [...Object.keys(TYPES), ...OWN_TYPES[engine] ?? []];
  const others = Object.values(OWN_TYPES).flat();
  const said = { what: `something that an OpsRequest does to ${articled(engine)}`, allowed: known.join(', ') };
  const isWrong = (value: string): boolean => others.includes(value) || value === '' || nearest(value, known) !== undefined;
  return refined(text({ code: 'choice-unknown', ...said, problem: value => !known.includes(value) && isWrong(value) }), (value, reading) => {
    if (known.includes(value)) return;
    reading.refuse({
      code: 'choice-not-known',
      message: `${reading.name} is not known to be ${said.what}`,
      value,
      allowed: said.allowed,
      remedy: 'take one of them, or acknowledge that your version has it',
    });
  });
}

function saysHow(value: Record<string, unknown>, reading: Reading): void {
  const fields = TYPES[String(value.type)] ?? [];
  if (fields.length === 0 || fields.some(field => value[field] !== undefined && value[field] !== null)) return;
  reading.below(fields[0], () => reading.refuse({
    code: 'wrong-type', message: `${reading.name} is missing, and an OpsRequest of type ${String(value.type)} does what it says`, remedy: `say ${fields[0]}`,
  }));
}

/** Refuses keys that are none of those that are known of something. */
export function refuseKeys(value: object, known: readonly string[], of: string, reading: Reading): void {
  for (const key of Object.keys(value).filter(k => !known.includes(k))) {
    const meant = nearest(key, known);
    reading.below(key, () => reading.refuse({
      code: meant === undefined ? 'key-not-known' : 'key-unknown',
      message: `${reading.name} is no key that is known of ${of}: the cluster would drop it without a word`,
      allowed: meant,
      remedy: meant === undefined ? 'leave it out, or acknowledge that your version has it' : `say ${meant}`,
    }));
  }
}
