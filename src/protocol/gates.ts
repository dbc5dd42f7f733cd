import { RunIntent } from './intent';
import { State } from './record';

/** Where the other containers of a run's pod wait for the agent. */
export const GATE = {
  /** Before sessions are ended: the client Services are halted and drained. */
  halt: 'halt',
  /** Before the first check: the data is back. */
  restore: 'restore',
  /** Before any further check. */
  before: (check: string) => `before-${check}`,
  /** The main container: all checks have passed. */
  resume: 'resume',
} as const;

/** The gates of a run in the order in which its containers reach them. */
export function gatesOf({ disconnect, checks }: RunIntent): string[] {
  return [
    ...(disconnect === undefined ? [] : [GATE.halt]),
    ...checks.map(({ name }, i) => (i === 0 ? GATE.restore : GATE.before(name))),
    GATE.resume,
  ];
}

/** The gate behind which a check begins. */
export function gateBefore({ checks }: RunIntent, check: string): string {
  return checks[0]?.name === check ? GATE.restore : GATE.before(check);
}

/** The gate that a container reaches after a check has passed. */
export function gateAfter(intent: RunIntent, check: string): string {
  const next = intent.checks[intent.checks.findIndex(c => c.name === check) + 1];
  return next === undefined ? GATE.resume : gateBefore(intent, next.name);
}

/** The gate that is reached once sessions have been ended. */
export function gateAfterDisconnect(intent: RunIntent): string {
  return intent.checks.length === 0 ? GATE.resume : GATE.restore;
}

/** The gates that are open in a state of the record. The last one is never open: what passes it is the end of the run. */
export function openGates(intent: RunIntent, state: State): string[] {
  const gates = gatesOf(intent).filter(gate => gate !== GATE.resume);
  switch (state) {
    case 'halting': return [];
    case 'disconnecting': case 'restoring': return gates.filter(gate => gate === GATE.halt);
    default: {
      if (!state.startsWith('checking:')) return gates;
      return gates.slice(0, gates.indexOf(gateBefore(intent, state.slice('checking:'.length))) + 1);
    }
  }
}
