import { RunState, runsOf } from './runs';
import { LABEL } from '../../protocol/names';
import { isVoid } from '../../protocol/person';
import { incarnationsOf, wasOpened } from '../../protocol/record';
import { sameLabels, servicesOf } from '../../protocol/routes';
import { isLabel, plain } from '../../protocol/text';
import { databaseView } from '../../protocol/views';
import { incarnationCr } from '../cluster/database';
import { KINDS } from '../cluster/kinds';
import { ClusterObject, getObject, listObjects } from '../cluster/objects';
import { FoundRecord } from '../cluster/records';
import { Kubectl } from '../kubectl';

/** A client Service as it is. */
export interface ServiceState {
  readonly name: string;
  /** `absent`, `empty` (no selector), `halted`, or `open`. */
  readonly selects: 'absent' | 'empty' | 'halted' | 'open';
  /** Incarnation that it selects, where it is the one of a route. */
  readonly incarnation?: string;
  readonly endpoints: number;
}

/** A database CR that stands, or stood, behind them. */
export interface IncarnationState {
  readonly name: string;
  /** `earlier`: no resume and no rollback leads to it. */
  readonly role: 'current' | 'next' | 'previous' | 'earlier';
  readonly exists: boolean;
  readonly uid?: string;
  readonly phase?: string;
  readonly created?: string;
  readonly version?: string;
  readonly deletionPolicy?: string;
  /** The moment that its data is of, where it was made of logs. */
  readonly asOf?: string;
  /** Whether applications were ever led to it; what a corrected restore leaves behind was never opened. */
  readonly wasOpened?: boolean;
}

/** What there is to know about a database at a moment. */
export interface Situation {
  readonly record: FoundRecord;
  readonly services: readonly ServiceState[];
  readonly incarnations: readonly IncarnationState[];
  /** The runs of its restores, the newest first. */
  readonly runs: readonly RunState[];
  /** The record speaks of a database that is gone: its UID is not the one of the CR. */
  readonly isVoid: boolean;
}

/** Reads Services, endpoints, incarnations and runs of a record. */
export async function situationOf(kubectl: Kubectl, record: FoundRecord): Promise<Situation> {
  const [services, incarnations, runs] = await Promise.all([
    readServices(kubectl, record), readIncarnations(kubectl, record), runsOf(kubectl, record.database, record.namespace),
  ]);
  const current = incarnations.find(i => i.role === 'current');
  return { record, services, incarnations, runs, isVoid: isVoid(record, current?.uid) };
}

/** The restore that the code asks for, where the record is about another one: the run of the newest Job tells. */
export function declaredOtherwise({ record, runs: [newest] }: Pick<Situation, 'record' | 'runs'>): RunState | undefined {
  return newest !== undefined && record.restore !== '' && newest.restore !== record.restore ? newest : undefined;
}

/** Incarnations that are still there, although no resume and no rollback leads to them. */
export function leftBehind({ incarnations }: Situation): IncarnationState[] {
  return incarnations.filter(i => i.role === 'earlier' && i.exists);
}

async function readServices(kubectl: Kubectl, record: FoundRecord): Promise<ServiceState[]> {
  const { namespace, routes } = record;
  const names = servicesOf(routes);
  if (names.length === 0) return [];
  const [slices, ...found] = await Promise.all([
    slicesOf(kubectl, names.filter(name => isLabel(SERVICE_NAME, name)), namespace),
    ...names.map(name => getObject(kubectl, { type: KINDS.service, namespace, name })),
  ]);
  return names.map((name, i) => {
    const { [LABEL.halted]: halted, ...wanted } = found[i]?.spec?.selector ?? {};
    const isEmpty = halted === undefined && Object.keys(wanted).length === 0;
    const route = routes.find(r => r.service === name && sameLabels(r.labels, wanted));
    return {
      name,
      selects: found[i] === undefined ? 'absent' : isEmpty ? 'empty' : halted ? 'halted' : 'open',
      ...(route === undefined ? {} : { incarnation: route.incarnation }),
      endpoints: addressesBehind(name, slices),
    };
  });
}

const SERVICE_NAME = 'kubernetes.io/service-name';

async function slicesOf(kubectl: Kubectl, services: readonly string[], namespace: string): Promise<ClusterObject[]> {
  return services.length === 0 ? [] : listObjects(kubectl, KINDS.slice, namespace, `${SERVICE_NAME} in (${services.join(',')})`);
}

function addressesBehind(service: string, slices: readonly ClusterObject[]): number {
  const own = slices.filter(s => s.metadata.labels?.[SERVICE_NAME] === service);
  return own.flatMap(s => s.endpoints ?? []).reduce((sum: number, e: ClusterObject) => sum + (e.addresses ?? []).length, 0);
}

function readIncarnations(kubectl: Kubectl, record: FoundRecord): Promise<IncarnationState[]> {
  return Promise.all(incarnationsOf(record).map(async name => incarnationState(record, name, await incarnationCr(kubectl, record, name))));
}

function incarnationState(record: FoundRecord, name: string, cr: ClusterObject | undefined): IncarnationState {
  const { incarnation, next, target, previous } = record;
  const role = name === incarnation ? 'current' : name === next || name === target ? 'next' : name === previous ? 'previous' : 'earlier';
  if (cr === undefined) return { name, role, exists: false };
  const { uid, phase, created } = databaseView(cr);
  const text = (value: unknown) => (value === undefined ? undefined : plain(value, 200));
  return {
    name,
    role,
    exists: true,
    uid: text(uid),
    phase: phase === '' ? undefined : phase,
    created: text(created),
    version: text(cr.spec?.version),
    deletionPolicy: text(cr.spec?.deletionPolicy),
    asOf: text(cr.spec?.init?.archiver?.recoveryTimestamp),
    wasOpened: role === 'current' || role === 'previous' || wasOpened(record, uid),
  };
}
