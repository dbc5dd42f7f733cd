/** A place in another database where one keeps what it is: two that share it are one, and what is restored to one is restored to both. */
export interface PlaceFacts {
  readonly path: string;
  readonly value: string;
  readonly what: 'a metadata store' | 'a place in ZooKeeper';
}
