import { ObjectRole } from './role';

/** What Flux is told. */
export interface FluxOptions {
  /**
   * Whether databases are kept when they leave the repository or when the Kustomization is deleted. Clones are not kept.
   *
   * @default true
   */
  readonly keepDatabases?: boolean;
}

/** Roles whose objects may carry a script, in which Flux must not replace variables. */
const SCRIPTED: readonly ObjectRole[] = [ObjectRole.RUN_SUPPORT, ObjectRole.RUN];

/** Annotations of one role for Flux. */
export function fluxAnnotations(role: ObjectRole, options: FluxOptions): Record<string, string> {
  return {
    ...(role === ObjectRole.DATABASE && (options.keepDatabases ?? true) ? { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } : {}),
    ...(SCRIPTED.includes(role) ? { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' } : {}),
  };
}
