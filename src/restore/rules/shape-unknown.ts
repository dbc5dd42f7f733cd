import { RestoreSubject } from './subject';
import { rule } from '../../findings/finding';

/** A database whose shape nobody declared can only come from a Snapshot that holds the manifest. */
export const shapeUnknown = rule<RestoreSubject>('shape-unknown', ({ before, resolved, state }) => {
  if (before !== undefined || state.shape !== undefined || resolved.point?.kind !== 'snapshot') return [];
  const { snapshot } = resolved.point;
  if (snapshot.withManifest && state.engine._facts.tasks.manifest?.restore !== undefined) return [];
  return [{
    message: 'nobody knows what the database should look like, and the Snapshot does not hold its manifest',
    value: snapshot.name,
    remedy: 'give version and storage, or `like` a database',
  }];
}, 'storage', 'version', 'snapshot', 'init', 'like');
