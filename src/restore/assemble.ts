import { DatabaseShape } from './shape';
import { draftSpec, finishSpec, SpecContext } from './spec';
import { Engine } from '../engines/engine';
import { valueAt } from '../engines/spec';
import { Finding } from '../findings/finding';
import { Inquiry } from '../findings/inquiry';
import { decide, Decision } from '../plan/plan';
import { RestoreRequest } from '../plan/request';
import { bytesOfQuantity } from '../protocol/quantity';
import { maintenanceName, serviceHosts } from '../traffic/endpoints';
import { Json } from '../values/json';

/** What is asked of the plan as it is asked here. */
type Asked = Pick<
  RestoreRequest,
  'namespace' | 'current' | 'point' | 'process' | 'id' | 'restoreName' | 'manual' | 'declared' | 'safetyBackup' | 'settled' | 'backedUp' | 'isolation' | 'replicationStrategy' | 'session'
>;

/** A database that is to be, before anything is rendered. */
export interface Wanted extends Asked {
  readonly name: string;
  readonly engine: Engine;
  /** Undefined where only the name is known. */
  readonly shape?: DatabaseShape;
  /** What is said about this one, where it follows or resembles another: `overrides`, or its own properties. */
  readonly saidHere?: DatabaseShape;
  /** Spec of an imported database. */
  readonly base?: Json;
  /** Secret that incarnations share; undefined where the operator makes it. */
  readonly authSecret?: string;
  readonly deletionPolicy: string;
  /** Names of the client Services, of those too that it may get later. */
  readonly services: readonly string[];
  /** Name of the maintenance Service, where the user chose one. */
  readonly maintenance?: string;
}

/** A database decided on: its plan and the spec of the CR that will stand behind the client Service. */
export interface Assembled {
  readonly decision: Decision;
  /** Without `init`; undefined where only the name is known. */
  readonly outline?: Json;
  /** With `init`, as printed; undefined where no CR is made. */
  readonly spec?: Json;
  readonly maintenance: string;
  /** What the rules of the engine say about it. */
  readonly findings: (inquiry: Inquiry) => Finding[];
}

/** Shape and point in, plan and spec out. Pure. */
export function assemble(wanted: Wanted): Assembled {
  const { shape, current } = wanted;
  const draft = shape === undefined ? undefined : draftSpec(shape, wanted.engine, wanted.base, wanted.saidHere);
  const probe = draft === undefined ? undefined : finishSpec(draft, contextOf(wanted, current?.name ?? wanted.name));
  const decision = decide(requestOf(wanted, probe?.spec));
  const incarnation = decision.next.name;
  const maintenance = wanted.maintenance ?? maintenanceName(incarnation);
  const makesDatabase = draft !== undefined && (current === undefined || decision.choice.incarnation);
  if (!makesDatabase) {
    return { decision, outline: probe?.spec, maintenance, findings: inquiry => (current === undefined ? probe?.findings(inquiry) ?? [] : []) };
  }
  const { init } = decision;
  const context = contextOf(wanted, incarnation);
  const finished = init === undefined && current === undefined ? probe! : finishSpec(draft, { ...context, init });
  // Only certificates hold the names of an incarnation.
  const outline = init === undefined ? finished : current !== undefined && draft.tls ? finishSpec(draft, context) : probe!;
  return { decision, outline: outline.spec, spec: finished.spec, maintenance, findings: finished.findings };
}

function contextOf(wanted: Wanted, incarnation: string): SpecContext {
  const { namespace, authSecret, deletionPolicy } = wanted;
  const services = () => [...wanted.services, wanted.maintenance ?? maintenanceName(incarnation)];
  return {
    name: incarnation,
    namespace,
    authSecret,
    deletionPolicy,
    hosts: () => services().flatMap(s => serviceHosts(s, namespace)),
  };
}

function requestOf(wanted: Wanted, spec: Json | undefined): RestoreRequest {
  const { name, engine, shape } = wanted;
  return {
    ...wanted,
    database: name,
    facts: engine._facts,
    version: shape?.version,
    spec,
    // Only the words of the plan need it.
    storageBytes: () => dataBytes(engine, spec),
  };
}

/** Bytes that a spec asks for its data, for each volume. */
export function dataBytes(engine: Engine, spec: Json | undefined): number | undefined {
  const path = spec === undefined ? undefined : engine._facts.layout.storage(spec)[0];
  return path === undefined ? undefined : bytesOfQuantity(valueAt(spec!, [...path, 'resources', 'requests', 'storage']));
}
