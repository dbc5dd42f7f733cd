import { DATABASE_KINDS, DatabaseKind } from './kinds';
import { ClusterObject, getObject } from './objects';
import { FoundRecord, recordOf, RecordQuery } from './records';
import { engineFactsOfKey } from '../../engines/registry';
import { typeText } from '../../protocol/kinds';
import { DatabaseRecord } from '../../protocol/record';
import { CliError, Exit } from '../exit';
import { Kubectl } from '../kubectl';

/** A database of the cluster: its present CR, and its record where it has one. */
export interface LiveDatabase {
  readonly name: string;
  readonly namespace: string;
  readonly record?: FoundRecord;
  /** The CR that serves, or would. */
  readonly manifest?: ClusterObject;
}

/** Looks a database up: through its record, else by its name among the kinds of KubeDB, or those of an engine. */
export async function findDatabase(kubectl: Kubectl, query: RecordQuery & { readonly engine?: string }): Promise<LiveDatabase> {
  const { database: name, namespace, engine } = query;
  const record = await recordOf(kubectl, query);
  const current = record?.incarnation || name;
  const kinds = kindsToSearch(record, engine);
  const found = (await Promise.all(kinds.map(kind => ofKind(kubectl, kind, current, namespace)))).filter((m): m is ClusterObject => m !== undefined);
  if (found.length > 1) {
    throw new CliError(Exit.USAGE, `there are several databases "${current}" in namespace ${namespace}: ${found.map(m => m.kind).join(', ')}`,
      `say which with --engine ${found.map(m => m.kind.toLowerCase()).join(' or --engine ')}`);
  }
  return { name, namespace, record, manifest: found[0] };
}

/** The CR of an incarnation; undefined where it is gone. */
export async function incarnationCr(kubectl: Kubectl, { resource, namespace }: DatabaseRecord, name: string): Promise<ClusterObject | undefined> {
  return resource === undefined || name === '' ? undefined : getObject(kubectl, { type: resource, namespace, name });
}

function kindsToSearch(record: DatabaseRecord | undefined, engine: string | undefined): DatabaseKind[] {
  const { resource } = record ?? {};
  const kind = engine === undefined ? undefined : engineFactsOfKey(engine)!.kind;
  if (resource !== undefined) return DATABASE_KINDS.filter(({ type }) => typeText(type) === typeText(resource));
  return DATABASE_KINDS.filter(({ facts }) => kind === undefined || facts.kind === kind);
}

async function ofKind(kubectl: Kubectl, { type, facts }: DatabaseKind, name: string, namespace: string): Promise<ClusterObject | undefined> {
  const object = await getObject(kubectl, { type, namespace, name });
  return object && { ...object, apiVersion: facts.apiVersion, kind: facts.kind };
}
