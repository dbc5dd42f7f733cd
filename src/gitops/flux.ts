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

const UNTOUCHED = { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' };

/**
 * Where a text holds what Flux would take for a variable, it is told to leave it alone, also without a GitOps option: a
 * Kustomization with `postBuild` would fail because of a script, or change a statement in silence.
 */
export function untouchedByFlux(text: string): Record<string, string> {
  return text.includes('${') ? UNTOUCHED : {};
}

/** Annotations of one role for Flux. */
export function fluxAnnotations(role: ObjectRole, options: FluxOptions): Record<string, string> {
  return {
    ...(role === ObjectRole.DATABASE && (options.keepDatabases ?? true) ? { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } : {}),
    ...(SCRIPTED.includes(role) ? UNTOUCHED : {}),
  };
}
