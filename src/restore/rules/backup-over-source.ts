import { RestoreSubject } from './subject';
import { rule } from '../../findings/finding';
import { Ref } from '../../plan/request';

/**
 * The backups of a new life stay away from the place of the old one. What KubeDB's archiver makes is called after the database
 * and lies below `<namespace>/<database>`, so a database of the same name writes into what it was restored from.
 */
export const backupOverSource = rule<RestoreSubject>('backup-over-source', ({ before, state, assembled, resolved: { point } }) => {
  const { plan } = state.bound;
  if (plan === undefined || point === undefined) return [];
  // What is written over goes on with its life and its backups.
  if (before !== undefined && !assembled.decision.choice.incarnation) return [];
  const { incarnation, namespace } = state;
  const sources: (Ref | undefined)[] = point.kind === 'time' ? [point.source.fullRepository, point.source.manifestRepository]
    : [{ name: point.snapshot.repository, namespace: point.snapshot.namespace }];
  const shared = plan.repositories.filter(r => sources.some(s => s?.name === r.name && s.namespace === namespace)).map(r => r.name);
  const samePlace = point.kind === 'time' && plan.archiver !== undefined
    && point.source.database === incarnation.name && point.source.namespace === namespace;
  if (shared.length === 0 && !samePlace) return [];
  return [{
    message: 'its backups would go where the backups lie that it is restored from: two lives in one place, of which the older one is lost',
    value: shared.length > 0 ? `Repository ${namespace}/${shared.join(', ')}` : `directory ${namespace}/${incarnation.name}`,
    allowed: 'Repositories and directories of its own',
    remedy: 'give the database another name (applications go on to use its client Service, whose name is clientServiceName), or the backup other repository and directory names',
  }];
});
