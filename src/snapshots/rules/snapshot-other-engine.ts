import { SnapshotSubject } from './subject';
import { rule } from '../../findings/finding';

/** A backup of one engine for a database of another. */
export const snapshotOtherEngine = rule<SnapshotSubject>('snapshot-other-engine', ({ snapshot: { engine }, target: { facts } }) => (
  engine.key === facts.key ? [] : [{
    message: `a backup of ${engine.kind} cannot be restored into a database of ${facts.kind}`,
    value: engine.key,
    allowed: facts.key,
    remedy: 'restore a Snapshot of the same engine',
  }]
), 'snapshot', 'init', 'engine', 'like');
