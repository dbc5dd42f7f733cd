import { AppSubject, databasesOf, nameOf, ofKind } from './subject';
import { rule } from '../../../findings/finding';
import { LABEL } from '../../../protocol/names';

/**
 * A RestoreSession of its own on a database whose traffic a run decides about: it begins when it is applied, while
 * applications write or before the first opening, and nobody waits for it.
 */
export const sessionIntoManagedDatabase = rule<AppSubject>('session-into-managed-database', subject => {
  const sessions = ofKind(subject, 'core.kubestash.com', 'RestoreSession')
    .filter(o => o.json.spec?.target?.name !== undefined && o.json.metadata?.labels?.[LABEL.restore] === undefined);
  if (sessions.length === 0) return [];
  const managed = new Set([
    ...databasesOf(subject).filter(o => o.json.metadata?.labels?.[LABEL.database] !== undefined).map(o => `${o.namespace ?? ''}/${o.name}`),
    // Imported databases have no CR in the app, but a maintenance Service that selects their pods.
    ...ofKind(subject, 'core', 'Service').filter(o => o.json.metadata?.labels?.[LABEL.database] !== undefined)
      .map(o => `${o.namespace ?? ''}/${o.json.spec?.selector?.['app.kubernetes.io/instance']}`),
  ]);
  return sessions
    .filter(o => managed.has(`${o.json.spec?.target?.namespace ?? o.namespace ?? ''}/${o.json.spec?.target?.name}`))
    .map(session => ({
      message: `${nameOf(session)} writes into a database that applications use through a client Service, and nothing closes that for it`,
      value: `${session.json.spec.target.namespace ?? session.namespace}/${session.json.spec.target.name}`,
      remedy: 'restore with SnapshotRestore, or with init: RestorePoint.snapshot(…) for a new database; both make the RestoreSession at the right moment, once',
    }));
});
