import { digest, restoreId } from './identity';
import { initOf, inPlaceSpec } from './init';
import { Choice, chooseProcess } from './process';
import { Incarnation, Restored, RestoreRequest } from './request';
import { sessionSpec } from './session';
import { describe, PlanText } from './text';
import { writesOver } from '../protocol/intent';
import { FIRST } from '../protocol/names';
import { Json } from '../values/json';

/** A restore, decided. Everything that is rendered follows from it and its request. */
export interface Decision {
  readonly choice: Choice;
  /** Restore id, `first` where nothing is restored and nothing stood there before. */
  readonly id: string;
  /** Name of the RestoreSession, of the run, and of a new incarnation: `<database>-<id>`, or what the user chose. */
  readonly name: string;
  /** What stands behind the client Service afterwards. */
  readonly next: Incarnation;
  /** `spec.init` of the new database; undefined where none is made or it has none. */
  readonly init?: Json;
  /** `spec` of the RestoreSession, where there is one. */
  readonly session?: Json;
  /** `spec` of the OpsRequest, where there is one, without its timeout. */
  readonly request?: Json;
  /** Whether it is done: nothing is restored. */
  readonly settled: boolean;
  /** Whether other pods are kept out by a NetworkPolicy during the halt. */
  readonly isolated: boolean;
  readonly text: () => PlanText;
}

/** Decides a restore. The one path: constructs and the command line both come through here. */
export function decide(request: RestoreRequest): Decision {
  const choice = chooseProcess(request);
  const id = idOf(request, choice);
  const name = request.restoreName ?? `${request.database}-${id}`;
  const next = nextOf(request, choice, { id, name });
  const isolated = isIsolated(request, choice);
  return {
    choice,
    id,
    name,
    next,
    settled: request.settled ?? false,
    isolated,
    init: initOf(request, choice),
    session: sessionOf(request, choice, next.name),
    request: inPlaceSpec(request, choice),
    // Read by people, and by few programs.
    text: () => describe(request, choice, next, isolated),
  };
}

function idOf(request: RestoreRequest, choice: Choice): string {
  const { point, current } = request;
  if (point === undefined) return FIRST;
  return restoreId({
    point: point.kind === 'time'
      ? { time: point.time, repository: point.source.fullRepository.name, namespace: point.source.fullRepository.namespace }
      : { snapshot: point.snapshot.name, repository: point.snapshot.repository, namespace: point.snapshot.namespace },
    database: request.database,
    namespace: request.namespace,
    from: current?.name,
    overwrites: writesOver(choice),
    id: request.id,
  });
}

function nextOf({ current, database }: RestoreRequest, choice: Choice, restore: Restored): Incarnation {
  return {
    name: choice.incarnation ? restore.name : current?.name ?? database,
    restore,
    predecessors: current === undefined ? [] : [...current.predecessors, current.restore],
  };
}

function sessionOf(request: RestoreRequest, choice: Choice, target: string): Json | undefined {
  const { point, facts, spec, namespace, database, session } = request;
  if (point?.kind !== 'snapshot' || choice.process === 'archiver' || choice.process === 'in-place') return undefined;
  return sessionSpec({
    facts, spec, snapshot: point.snapshot, target: { name: target, namespace }, database, wishes: session, manifest: choice.process === 'manifest',
  });
}

function isIsolated({ isolation, declared, current, facts, spec }: RestoreRequest, choice: Choice): boolean {
  if (declared || current === undefined) return false;
  // Where sessions cannot be ended, connections that are kept alive would outlive the halt.
  return isolation ?? (choice.process === 'overwrite' || !facts.shell.endsSessions || facts.discoversMembers(spec ?? {}));
}

/** Name of the NetworkPolicy of a restore. */
export function isolationName(restore: string): string {
  return suffixed(restore, 'isolation');
}

/** A short stable name for what hangs on a restore: the NetworkPolicy, the safety backup. */
export function suffixed(name: string, suffix: string): string {
  const full = `${name}-${suffix}`;
  return full.length <= 63 ? full : `${full.slice(0, 56)}-${digest(full, 6)}`;
}
