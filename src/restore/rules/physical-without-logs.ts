import { RestoreSubject } from './subject';
import { warning } from '../../findings/finding';

/** The operator was written to replay logs; files alone may keep it waiting. */
export const physicalWithoutLogs = warning<RestoreSubject>('physical-without-logs', ({ resolved, assembled }) => {
  const { point } = resolved;
  if (point?.kind !== 'snapshot' || assembled.decision.choice.process !== 'archiver') return [];
  if (point.snapshot.engine._facts.operatorRestoresDumps === true) return [];
  return [{
    message: 'a restore from files alone is not documented upstream: where no logs follow the Snapshot, the operator may wait for ever',
    value: point.snapshot.name,
    remedy: 'restore to a point in time where logs are kept, or give the run a deadline; the database stays closed meanwhile',
  }];
}, 'snapshot', 'init');
