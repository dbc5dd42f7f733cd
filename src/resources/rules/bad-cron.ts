import { isKnownLater, ObjectSubject, Place, sessionsOf } from './subject';
import { rule } from '../../findings/finding';
import { cronProblem } from '../syntax/cron';

/** Schedules that a CronJob would refuse; KubeStash only notices when it is too late. */
export const badCron = rule<ObjectSubject>('bad-cron', subject => schedulesOf(subject).flatMap(({ path, value }) => {
  const problem = typeof value === 'string' && !isKnownLater(subject, value) ? cronProblem(value) : undefined;
  return problem === undefined ? [] : [{
    message: `the schedule at ${path} of ${subject.kind} ${subject.name} is no cron expression: ${problem}`,
    value,
    allowed: 'five fields such as "*/30 * * * *", or @hourly, @daily, @weekly, @monthly, @yearly',
    remedy: 'write all five fields: minute, hour, day of month, month, day of week',
  }];
}));

function schedulesOf(subject: ObjectSubject): Place[] {
  const { spec } = subject;
  const parts = ['fullBackup', 'manifestBackup'];
  const logs = ['logBackup', 'incrementalBackup'];
  return [
    ...sessionsOf(subject).map(({ path, session }) => ({ path: `${path}.scheduler.schedule`, value: session.scheduler?.schedule })),
    { path: 'scheduler.schedule', value: spec.scheduler?.schedule },
    ...parts.map(part => ({ path: `${part}.scheduler.schedule`, value: spec[part]?.scheduler?.schedule })),
    ...logs.map(part => ({ path: `${part}.retentionSchedule`, value: spec[part]?.retentionSchedule })),
  ];
}
