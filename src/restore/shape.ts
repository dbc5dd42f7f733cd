import { Size } from 'cdk8s';
import { DeletionPolicy } from './deletion-policy';
import { IssuerRef, SecretRef } from '../engines/refs';
import { Topology } from '../engines/topology';

/** The volumes of a database (upstream: `spec.storage`, or its place in the topology). */
export interface StorageRequest {
  /**
   * Size of each volume that holds data.
   *
   * @default - the size of `like`, or of the database that is restored; an error if nobody knows it
   */
  readonly size?: Size;

  /**
   * StorageClass of the volumes.
   *
   * @default - the one of `like`, else the cluster's default class
   */
  readonly storageClassName?: string;

  /**
   * Access modes of the volumes.
   *
   * @default - `ReadWriteOnce`
   */
  readonly accessModes?: string[];
}

/** TLS of a database (upstream: `spec.tls`). The names of the client and maintenance Services are added to its certificates. */
export interface DatabaseTls {
  /** Who issues the certificates. */
  readonly issuer: IssuerRef;
}

/** What a database is made of: everything that a new incarnation must have too. */
export interface DatabaseShape {
  /**
   * Version, as KubeDB names it (`17.5`, `8.0.36`, `percona-8.0.17`).
   *
   * @default - the version of `like`, or of what is restored; an error if nobody knows it
   */
  readonly version?: string;

  /**
   * Number of members.
   *
   * @default - the number of `like`, else 1 or what the topology says
   */
  readonly replicas?: number;

  /**
   * Volumes.
   *
   * @default - those of `like`
   */
  readonly storage?: StorageRequest;

  /**
   * How the members work together.
   *
   * @default - the topology of `like`, else what KubeDB does without one
   */
  readonly topology?: Topology;

  /**
   * TLS.
   *
   * @default - the TLS of `like`, else none
   */
  readonly tls?: DatabaseTls;

  /**
   * Secret with `username` and `password` (upstream: `spec.authSecret`).
   *
   * @default - that of the source, where the data brings its passwords along (files do, a dump of PostgreSQL does) and the
   * source is a database of this code in the same namespace; else KubeDB makes one, named `<database>-auth`. All incarnations share it
   */
  readonly authSecret?: SecretRef;

  /**
   * Labels of the database CR; KubeDB copies them to its pods. Every incarnation carries them.
   *
   * @default - only those of this library
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of the database CR. Every incarnation carries them.
   *
   * @default - only those of the GitOps option
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Anything else that the CRD allows, in its own words, merged deeply. A path that a property sets too is an error.
   *
   * @default - nothing
   */
  readonly spec?: any;
}

/**
 * What is different about a database from a restore on. `storage`, `labels`, `annotations` and `spec` are merged with what the
 * database has, key by key; lists are replaced as a whole, and `null` in `spec` takes a key away.
 */
export interface DatabaseOverrides extends DatabaseShape {
  /**
   * What happens when the new database CR is deleted.
   *
   * @default - as the database has it
   */
  readonly deletionPolicy?: DeletionPolicy;
}

/** Properties that are merged; of all others the later one wins. */
const MERGED = ['storage', 'labels', 'annotations'];

/** A shape in which later ones win, property by property; `storage`, `labels` and `annotations` field by field, `spec` key by key. */
export function overlay(base: DatabaseShape, over: DatabaseShape): DatabaseShape {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) continue;
    merged[key] = key === 'spec' ? overlaySpec(base.spec, value) : MERGED.includes(key) ? withFields(merged[key] as object, value ?? {}) : value;
  }
  return merged;
}

function withFields(base: object, over: object): object {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) if (value !== undefined) merged[key] = value;
  return merged;
}

/** Two specs made one, the second winning key by key; lists are one value. */
export function overlaySpec(base: any, over: any): any {
  if (over === undefined) return base;
  if (!isObject(base) || !isObject(over)) return over;
  const merged: any = { ...base };
  for (const [key, value] of Object.entries(over)) merged[key] = overlaySpec(merged[key], value);
  return merged;
}

function isObject(value: any): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
