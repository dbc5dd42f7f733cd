import { RestoreSubject } from './subject';
import { warning } from '../../findings/finding';

/** How replicas get their data, where no archive fills a new database. */
export const replicationStrategyUnused = warning<RestoreSubject>('replication-strategy-unused', ({ replicationStrategy, assembled: { decision } }) => {
  if (replicationStrategy === undefined || (decision.init ?? decision.request)?.archiver !== undefined) return [];
  return [{
    message: 'replicationStrategy has no effect: the KubeDB operator fills no new database from an archive',
    value: replicationStrategy,
    remedy: 'leave it out',
    property: 'replicationStrategy',
  }];
}, 'replicationStrategy', 'snapshot', 'init', 'process', 'engine');
