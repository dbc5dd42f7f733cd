/** What an export says about the state of a Snapshot, beyond its phase. */
export interface Health {
  /** Result of the integrity check of its Repository; undefined where nothing was checked. */
  readonly integrity?: boolean;
  /** `Verified`, `NotVerified` or `VerificationFailed`. */
  readonly verification?: string;
  /** Number of components there should be. */
  readonly expectedComponents?: number;
  /** Component that did not succeed. */
  readonly failedComponent?: string;
  /** It has a deletion timestamp: KubeStash is removing it from the backend. */
  readonly deleting?: boolean;
  /** It was brought back from the backend into another cluster than the one that took it. */
  readonly broughtBack?: boolean;
}

/** A Snapshot that a person pinned says nothing but that it was fine then. */
export const UNKNOWN_HEALTH: Health = {};
