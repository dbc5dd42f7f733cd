import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Choices, Surroundings, Work } from './answers';
import type { Options } from './api';

/** Where one looks: a cluster and a namespace (all of them without one), or an export. */
export interface Place {
  readonly context?: string;
  readonly namespace?: string;
  readonly export?: number;
}

/** What all screens know. */
export interface Scope {
  readonly place: Place;
  readonly surroundings: Surroundings;
  readonly choices: Choices | undefined;
  readonly works: readonly Work[];
  /** Begins a change, and shows it everywhere. */
  readonly began: () => void;
}

export const ScopeContext = createContext<Scope>(undefined as unknown as Scope);
export const useScope = (): Scope => useContext(ScopeContext);

/** The options of the command line for a place. */
export function optionsOf({ context, namespace }: Place): Options {
  return { ...(context === undefined ? {} : { context }), ...(namespace === undefined ? { 'all-namespaces': true } : { namespace }) };
}

/** Whether things can be changed from here. */
export function canApply({ surroundings }: Scope): boolean {
  return surroundings.cluster && !surroundings.readOnly;
}

/** The cluster that a context leads to, by its name; the kubeconfig's own choice where none is said. */
export function clusterOf(surroundings: Surroundings, context = surroundings.context ?? undefined): string | undefined {
  return context ?? surroundings.contexts.find(c => c.current)?.name;
}
