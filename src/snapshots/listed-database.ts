import { Engine } from '../engines/engine';

/** A database that a catalog lists Snapshots of. */
export interface ListedDatabase {
  /** Name of the database. */
  readonly name: string;

  /** Namespace of the database. */
  readonly namespace: string;

  /** Stable name of its engine: `postgres`, `mysql`, … */
  readonly engine: string;

  /** Names of its incarnations that there are Snapshots of. */
  readonly incarnations: string[];

  /** Names of the Repositories that hold Snapshots of it. */
  readonly repositories: string[];

  /** Number of its Snapshots, whether they can be restored or not. */
  readonly snapshotCount: number;
}

/** Which of several databases of a name is meant. */
export interface DatabaseOptions {
  /**
   * Only a database of this engine.
   *
   * @default - any
   */
  readonly engine?: Engine;

  /**
   * Only Snapshots in the Repository of this name.
   *
   * @default - any
   */
  readonly repository?: string;

  /**
   * Only Snapshots in the BackupStorage of this name. Clusters that back up databases of one name are told apart by it,
   * where the export has the Repositories too.
   *
   * @default - any
   */
  readonly storage?: string;

  /**
   * Whether its incarnations count as the database: what earlier restores left behind, named `<database>-<restore id>`.
   *
   * @default true
   */
  readonly incarnations?: boolean;
}
