import { isGiven, listOf, ObjectSubject } from './subject';
import { rule } from '../../findings/finding';

/** The form of a time in Kubernetes objects. */
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** What the webhook of RestoreSessions refuses, or answers with an internal error. */
export const restoreSessionIncomplete = rule<ObjectSubject>('restore-session-incomplete', ({ kind, name, spec }) => {
  if (kind !== 'RestoreSession') return [];
  return messages(spec.dataSource, spec.addon).map(message => ({
    message: `RestoreSession ${name} would be refused: ${message}`,
    remedy: 'name a repository and a snapshot (or latest), and the task that restores it',
  }));
});

function messages(source: any, addon: any): string[] {
  return [
    ...(source === undefined || source === null ? ['dataSource is missing'] : sourceMessages(source)),
    ...(isGiven(addon?.name) ? [] : ['addon has no name']),
    ...(listOf(addon?.tasks).length > 0 ? [] : ['addon has no task']),
  ];
}

function sourceMessages(source: any): string[] {
  if (source.pitr !== undefined && source.pitr !== null) {
    return [
      ...(!isGiven(source.pitr.targetTime) ? ['dataSource.pitr has no targetTime']
        : RFC3339.test(String(source.pitr.targetTime)) ? []
          : [`dataSource.pitr.targetTime ${JSON.stringify(source.pitr.targetTime)} is no time such as 2026-11-20T08:30:00Z`]),
      ...(isGiven(source.repository) ? [] : ['dataSource.pitr needs a repository']),
    ];
  }
  if (!isGiven(source.snapshot)) return ['dataSource has no snapshot'];
  return source.snapshot === 'latest' && !isGiven(source.repository) ? ['the snapshot latest needs a repository'] : [];
}
