import { KINDS } from './kinds';
import { getObject, listObjects, ClusterObject } from './objects';
import { recordNameOf } from '../../protocol/names';
import { DatabaseRecord, isRecord, readRecord } from '../../protocol/record';
import { unsoundNotes } from '../../protocol/soundness';
import { isName, listed } from '../../protocol/text';
import { CliError, Exit } from '../exit';
import { Kubectl } from '../kubectl';

/** A record of the cluster. */
export interface FoundRecord extends DatabaseRecord {
  /** Annotations in it that nobody has written who follows the protocol; they count for nothing. */
  readonly unsound: readonly string[];
}

/** Which record is meant. */
export interface RecordQuery {
  readonly database: string;
  readonly namespace: string;
  /** Name of the Lease, where the user says it. */
  readonly record?: string;
}

/** The record of a database, whatever its code calls the Lease; undefined where no run has made one yet. */
export async function recordOf(kubectl: Kubectl, { database, namespace, record }: RecordQuery): Promise<FoundRecord | undefined> {
  const name = record ?? recordNameOf(database);
  const lease = isName(name) ? await getObject(kubectl, { type: KINDS.lease, namespace, name }) : undefined;
  const found = lease === undefined ? undefined : foundRecord(lease);
  if (record !== undefined) return found === undefined ? undefined : { ...found, database };
  if (found?.database === database) return found;
  const others = (await recordsIn(kubectl, namespace)).filter(r => r.database === database);
  if (others.length < 2) return others[0];
  throw new CliError(Exit.USAGE, `${others.length} records of namespace ${namespace} are about ${database}: ${others.map(r => r.name).join(', ')}`, 'say which with --record');
}

/** The records of a namespace, or of all. */
export async function recordsIn(kubectl: Kubectl, namespace: string | undefined): Promise<FoundRecord[]> {
  return recordsAmong(await listObjects(kubectl, KINDS.lease, namespace));
}

/** The records among Leases. */
export function recordsAmong(leases: readonly ClusterObject[]): FoundRecord[] {
  return leases.filter(lease => isRecord(lease) && isName(lease.metadata.name) && isName(lease.metadata.namespace)).map(foundRecord);
}

function foundRecord(lease: ClusterObject): FoundRecord {
  return { ...readRecord(lease), unsound: unsoundNotes(lease) };
}

/** What is wrong with a record that nobody wrote who follows the protocol, as people are told. */
export function unsoundText({ namespace, name, unsound }: FoundRecord): string {
  return `Lease ${namespace}/${name} has annotations that no run and no person can have written, and that count for nothing: ${listed(unsound)}`;
}
