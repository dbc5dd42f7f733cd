import { rule } from '../../findings/finding';
import { canRestore, restorableMethods } from '../restorable';
import { SnapshotSubject } from './subject';

/** A method that KubeStash and KubeDB can back up but not restore for an engine. */
export const methodNotRestorable = rule<SnapshotSubject>('method-not-restorable', ({ snapshot: { method, engine }, target: { facts } }) => (
  engine.key !== facts.key || canRestore(facts, method) ? [] : [{
    message: `a ${method} backup of ${facts.kind} cannot be restored`,
    value: method,
    allowed: restorableMethods(facts),
    remedy: 'restore a Snapshot of another method',
  }]
), 'snapshot', 'init', 'engine');
