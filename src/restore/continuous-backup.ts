import { NamespacedRef } from '../engines/refs';
import { LogSource } from '../plan/request';

/** Where the logs of a database lie whose continuous backup is not declared in this code. */
export interface ExistingContinuousBackup {
  /**
   * Repository of the full backups.
   *
   * @default - the operator's name for it: `<database>-full`
   */
  readonly fullRepository?: string;

  /**
   * Secret with the key of the Repositories.
   *
   * @default - none
   */
  readonly encryptionSecret?: NamespacedRef;
}

/** Whose logs they are. */
export type Logged = Pick<LogSource, 'database' | 'namespace' | 'facts' | 'version' | 'livesSince'>;

/** The logs of a database, where the operator puts them unless something else is said. */
export function logsIn(logged: Logged, { fullRepository, encryptionSecret }: ExistingContinuousBackup): LogSource {
  const { database, namespace, facts } = logged;
  return {
    ...logged,
    fullRepository: { name: fullRepository ?? `${database}${facts.archiver?.repositories.full ?? '-full'}`, namespace },
    ...(encryptionSecret === undefined ? {} : {
      encryptionSecret: { name: encryptionSecret.name, namespace: encryptionSecret.namespace ?? namespace },
    }),
  };
}
