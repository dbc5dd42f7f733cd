import { ContinuousBackupOptions, ScheduledBackupOptions } from './backup-options';
import { EngineFacts } from '../engines/facts';
import { Finding } from '../findings/finding';
import { ObjectRole } from '../gitops/role';
import { PodLayers } from '../platform/pod-needs';
import { BackupMethod } from '../snapshots/method';
import { Json } from '../values/json';

/** A backup that runs as a session of a BackupConfiguration. */
export interface SessionPart {
  readonly method: BackupMethod;
  readonly session: ScheduledBackupOptions;
  /** Whether the manifests are backed up in the same session. */
  readonly withManifest?: boolean;
  /** Parameters that follow from typed properties. */
  readonly params?: Record<string, string>;
}

/** A backup that an archiver takes. */
export interface ArchiverPart {
  readonly archiver: ContinuousBackupOptions;
}

/** One of the ways in which a database is backed up. */
export type BackupPart = SessionPart | ArchiverPart;

/** Whether a part is an archiver's. */
export function isArchiver(part: BackupPart): part is ArchiverPart {
  return 'archiver' in part;
}

/** One incarnation of a database, as far as its backup is concerned. */
export interface BackupTarget {
  /** Name of the database CR. */
  readonly database: string;
  readonly namespace: string;
  readonly facts: EngineFacts;
  /** Labels that only this incarnation carries: an archiver finds it by them. */
  readonly selectorLabels: Record<string, string>;
  /** Directory below which each session has its own. */
  readonly directory: string;
  /** Spec of the database CR, where it is known. */
  readonly spec?: Json;
  /** Labels of the Jobs, by which a NetworkPolicy around the database lets them in. */
  readonly jobLabels?: Record<string, string>;
  /** What is said about its pods. */
  readonly pods: PodLayers;
  /** Which pods back it up. */
  readonly part?: 'backup' | 'safetyBackup';
}

/** An object that a backup consists of. */
export interface PlannedObject {
  readonly id: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly role: ObjectRole;
  readonly spec: Json;
  /** Paths that typed properties and `spec` set to different values. */
  readonly conflicts: readonly string[];
}

/** A Repository that KubeStash will make. */
export interface PlannedRepository {
  readonly name: string;
  readonly method: BackupMethod;
  readonly storage: { readonly name: string; readonly namespace: string };
  /** Undefined where the operator decides. */
  readonly directory?: string;
  readonly encryptionSecret?: { readonly name: string; readonly namespace: string };
}

/** A BackupConfiguration of ours and its sessions. */
export interface PlannedConfiguration {
  readonly name: string;
  readonly sessions: { readonly name: string; readonly method: BackupMethod; readonly repository: string }[];
}

/** An archiver and what KubeDB's operator will make of it. */
export interface PlannedArchiver {
  readonly name: string;
  readonly kind: string;
  readonly driver: string;
  /** BackupConfiguration that the operator makes. */
  readonly configuration: string;
  /** Repositories that the operator makes. */
  readonly fullRepository: string;
  readonly manifestRepository?: string;
  readonly encryptionSecret?: { readonly name: string; readonly namespace: string };
}

/** What a backup comes to for one database. */
export interface BackupPlan {
  /** In the order in which they are applied. */
  readonly objects: PlannedObject[];
  readonly repositories: PlannedRepository[];
  readonly configurations: PlannedConfiguration[];
  readonly archiver?: PlannedArchiver;
  readonly storages: { readonly name: string; readonly namespace: string }[];
  readonly problems: Finding[];
}
