import { listOf } from '../../engines/spec';
import { Json } from '../../values/json';

export { listOf };

/** One object of KubeStash as it will stand in the cluster; what rules of a single object are asked about. */
export interface ObjectSubject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly spec: Json;
  /** Paths that typed properties and `spec` set to different values. */
  readonly conflicts?: readonly string[];
}

/** Sessions of whatever kind has them: BackupConfiguration, BackupBatch, BackupBlueprint. */
export function sessionsOf({ kind, spec }: ObjectSubject): { path: string; session: Json }[] {
  const [path, sessions] = kind === 'BackupBlueprint'
    ? ['backupConfigurationTemplate.sessions', spec.backupConfigurationTemplate?.sessions]
    : ['sessions', spec.sessions];
  return listOf(sessions).map((session, i) => ({ path: `${path}[${i}]`, session }));
}

/** Where a session works: the session itself, or its targets in a BackupBatch. */
export function workOf({ path, session }: { path: string; session: Json }): { path: string; work: Json }[] {
  if (session.targets === undefined) return [{ path, work: session }];
  return listOf(session.targets).map((work, i) => ({ path: `${path}.targets[${i}]`, work }));
}

/** Whether a text is given and not empty; a value that is only known later counts as given. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** Texts that appear more than once. */
export function repeated(values: readonly unknown[]): string[] {
  return twice(values.filter((v): v is string => typeof v === 'string' && v !== ''));
}

/** Values that appear more than once. */
export function twice<T>(values: readonly T[]): T[] {
  const seen = new Set<T>();
  const again = new Set<T>();
  for (const value of values) (seen.has(value) ? again : seen).add(value);
  return [...again];
}
