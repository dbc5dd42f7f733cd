import { Json } from '../../values/json';
import { EngineFacts } from '../facts';

/** A finished database spec and what it belongs to. */
export interface SpecSubject {
  readonly facts: EngineFacts;
  /** Version as the user or the restore point gives it; undefined where it is not known. */
  readonly version?: string;
  /** The spec in the words of the CRD, all parts merged. */
  readonly spec: Json;
  /** Name of the database (of the incarnation). */
  readonly database: string;
  /** Its namespace, where it is known: some names contain it. */
  readonly namespace?: string;
  /** Keys of the engines that the typed topology is for, where one was given. */
  readonly topologyOf?: readonly string[];
}
