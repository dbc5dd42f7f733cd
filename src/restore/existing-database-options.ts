import { ExistingContinuousBackup } from './continuous-backup';
import { TrafficOptions } from './traffic-options';
import * as kinds from './values';
import { Backup } from '../backup/backup';
import { Engine } from '../engines/engine';
import { PLATFORM, PlatformOptions } from '../platform/platform';
import { Fields, list, struct } from '../values/compound';
import { data } from '../values/data';
import { optional } from '../values/kind';
import { namespaceName, secretName, serviceName, subdomain } from '../values/names';
import { version } from '../values/texts';

/** What can be said about a database that is already there. */
export interface ExistingDatabaseOptions extends TrafficOptions, PlatformOptions {
  /**
   * Its logs, where it has a continuous backup: what a `PointInTimeRestore` replays.
   *
   * @default - none
   */
  readonly continuousBackup?: ExistingContinuousBackup;

  /**
   * Names of its BackupConfigurations, in its namespace: paused while it is written over.
   *
   * @default - none
   */
  readonly backupConfigurations?: string[];

  /**
   * How incarnations that restores make are backed up. The database itself keeps the backups it has.
   *
   * @default - not at all
   */
  readonly backup?: Backup;

  /**
   * Secret with its credentials.
   *
   * @default - the one of the manifest, else `<name>-auth`
   */
  readonly authSecretName?: string;

  /**
   * Name of the run that opens it for the first time: of its Role and RoleBinding; ServiceAccount, Job and ConfigMaps begin
   * with it.
   *
   * @default - `<name>-first`
   */
  readonly restoreName?: string;
}

/** What must be said about a database of which there is no manifest. */
export interface NamedDatabaseOptions extends ExistingDatabaseOptions {
  /** Engine that runs it. */
  readonly engine: Engine;

  /**
   * Namespace of the database.
   *
   * @default - the namespace of the chart
   */
  readonly namespace?: string;

  /**
   * Its version, as KubeDB names it.
   *
   * @default - not known: give `run.clientImage`, and versions are not compared
   */
  readonly version?: string;

  /**
   * What its `spec` says about its topology, in the words of the CRD: decides which pods the Services select.
   *
   * @default - a database without any topology
   */
  readonly topologySpec?: any;
}

const EXISTING: Fields<ExistingDatabaseOptions> = {
  ...kinds.TRAFFIC,
  ...PLATFORM,
  continuousBackup: kinds.continuousBackup,
  backupConfigurations: optional(list(subdomain('the name of a BackupConfiguration'))),
  backup: kinds.backup,
  authSecretName: optional(secretName),
  restoreName: kinds.restoreName,
};

export const EXISTING_OPTIONS = struct<ExistingDatabaseOptions>(EXISTING);

export const NAMED_OPTIONS = struct<NamedDatabaseOptions & { readonly name: string }>({
  ...EXISTING,
  name: serviceName('the name of a database'),
  engine: kinds.engine,
  namespace: optional(namespaceName),
  version: optional(version),
  topologySpec: optional(data),
});
