import { backupTarget } from './incarnation';
import { BoundBackup, DatabaseState, UNBOUND } from './state';
import { Backup } from '../backup/backup';
import { PlannedArchiver } from '../backup/part';
import { LogSource } from '../plan/request';

type Unbound = Pick<DatabaseState, 'engine' | 'version' | 'namespace' | 'name' | 'incarnation' | 'spec' | 'livesSince' | 'pods'>;

/** What the backup of an incarnation will be called and where its logs will lie. */
export function bindingOf(backup: Backup | undefined, state: Unbound): BoundBackup {
  if (backup === undefined) return UNBOUND;
  const plan = backup._plan(backupTarget(state));
  const archived = plan.archiver === undefined ? [] : [plan.archiver.configuration];
  return {
    plan,
    configurations: [...plan.configurations.map(c => c.name), ...archived],
    repositories: plan.repositories.map(r => r.name),
    storages: [...new Set(plan.storages.map(s => `${s.namespace}/${s.name}`))],
    ...(plan.archiver === undefined ? {} : { logs: logsOf(plan.archiver, state) }),
  };
}

function logsOf(archiver: PlannedArchiver, state: Unbound): LogSource {
  const { namespace } = state;
  return {
    database: state.incarnation.name,
    namespace,
    facts: state.engine._facts,
    version: state.version,
    fullRepository: { name: archiver.fullRepository, namespace },
    driver: archiver.driver,
    ...(archiver.manifestRepository === undefined ? {} : { manifestRepository: { name: archiver.manifestRepository, namespace } }),
    ...(archiver.encryptionSecret === undefined ? {} : {
      encryptionSecret: { name: archiver.encryptionSecret.name, namespace: archiver.encryptionSecret.namespace ?? namespace },
    }),
    ...(state.livesSince === undefined ? {} : { livesSince: state.livesSince }),
  };
}
