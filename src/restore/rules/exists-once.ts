import { RestoreSubject } from './subject';
import { claimKey, claimsOf } from '../../engines/once';
import { rule } from '../../findings/finding';
import { keyOf } from '../../resources/rules/app/exists-once';

/** An incarnation stands beside the one before it: it cannot have the same node port, address, announced name or volume. */
export const incarnationExistsOnce = rule<RestoreSubject>('exists-once', ({ before, model, state, assembled, options }) => {
  // Settled and retired: the one before is gone.
  if (assembled.decision.settled && options?.retirePrevious) return [];
  const other = assembled.decision.choice.incarnation ? before : model;
  if (other?.spec === undefined || state.spec === undefined) return [];
  const taken = new Set(claimsOf(other.engine._facts, other.spec).map(claimKey));
  return claimsOf(state.engine._facts, state.spec).filter(claim => taken.has(claimKey(claim))).map(claim => ({
    message: `${other.incarnation.name}, which stays beside it, has ${claim.what} that exists once`,
    value: `${claim.path}: ${claim.value}`,
    remedy: `say what ${state.incarnation.name} has instead: ${before === undefined ? '' : 'overrides: { '}spec: { ${keyOf(claim)}: … }${before === undefined ? '' : ' }'}; null leaves it out`,
  }));
}, 'overrides.spec', 'spec', 'like');
