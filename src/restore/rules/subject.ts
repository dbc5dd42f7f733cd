import { Check } from '../../run/check';
import { Resume } from '../../run/resume';
import { Assembled } from '../assemble';
import { OverwriteOptions, RestoreOptions } from '../restore-options';
import { ResolvedPoint } from '../restore-point';
import { RestoreSessionOptions } from '../session-options';
import { DatabaseState } from '../state';

/** A restore, decided but not yet trusted. */
export interface RestoreSubject {
  /** What stood behind the client Service; undefined for a new database. */
  readonly before?: DatabaseState;
  /** An imported database that a new one is made like. */
  readonly model?: DatabaseState;
  /** The database that a new one is made like. */
  readonly like?: DatabaseState;
  /** What is to stand there. */
  readonly state: DatabaseState;
  readonly assembled: Assembled;
  readonly resolved: ResolvedPoint;
  readonly resume: Resume;
  /** What is said of its RestoreSession. */
  readonly session?: RestoreSessionOptions;
  /** How its replicas are to get their data. */
  readonly replicationStrategy?: string;
  /** What an existing database's restore was asked for. */
  readonly options?: Pick<RestoreOptions, 'overrides' | 'backup' | 'maintenanceServiceName' | 'retirePrevious'> & OverwriteOptions
  & { readonly fromAnotherDatabase?: boolean };
}

/** The checks that a restore would run. */
export function checksOf({ resume }: RestoreSubject): readonly Check[] {
  return resume._checks;
}

/** Whether a run is rendered that uses the engine's client. */
export function usesClient({ state, assembled }: RestoreSubject): boolean {
  return !state.traffic._declared && assembled.decision.choice.process !== 'open';
}
