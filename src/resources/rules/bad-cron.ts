import { given, isKnownLater, ObjectSubject, Place, sessionsOf } from './subject';
import { rule } from '../../findings/finding';
import { cronProblem } from '../../values/cron-syntax';
import { logPartOf } from '../archiver-parts';

/** Schedules that a CronJob would refuse; KubeStash only notices when it is too late. */
export const badCron = rule<ObjectSubject>('bad-cron', subject => given(schedulesOf(subject)).flatMap(({ path, value }) => {
  const problem = isKnownLater(subject, value) ? undefined : cronProblem(value);
  return problem === undefined ? [] : [{
    message: `the schedule at ${path} of ${subject.kind} ${subject.name} is no cron expression: ${problem}`,
    value,
    allowed: 'five fields such as "*/30 * * * *", or @hourly, @daily, @weekly, @monthly, @yearly',
    remedy: 'write all five fields: minute, hour, day of month, month, day of week',
  }];
}));

const PARTS = ['fullBackup', 'manifestBackup'];

function schedulesOf(subject: ObjectSubject): Place[] {
  const { kind, spec } = subject;
  const logs = logPartOf(kind);
  return [
    ...sessionsOf(subject).map(({ path, session }) => ({ path: `${path}.scheduler.schedule`, value: session.scheduler?.schedule })),
    { path: 'scheduler.schedule', value: spec.scheduler?.schedule },
    ...PARTS.filter(part => spec[part]).map(part => ({ path: `${part}.scheduler.schedule`, value: spec[part].scheduler?.schedule })),
    { path: `${logs}.retentionSchedule`, value: spec[logs]?.retentionSchedule },
  ];
}
