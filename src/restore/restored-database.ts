import { Construct } from 'constructs';
import { Database, Front } from './database';
import { incarnationOf, retireIncarnation } from './incarnation';
import { DatabaseState } from './state';

/** The database that a restore leaves behind: what the next restore takes, and what applications use all along. */
export class RestoredDatabase extends Database {
  /** @internal */
  public static _of(scope: Construct, state: DatabaseState, front: Front, before: Database): RestoredDatabase {
    return new RestoredDatabase(scope, 'Restored', state, front, before);
  }

  /** @internal */
  public readonly _state: DatabaseState;

  /** @internal */
  public readonly _front: Front;

  private constructor(scope: Construct, id: string, state: DatabaseState, front: Front, private readonly before: Database) {
    super(scope, id);
    this._state = state;
    this._front = front;
    this.node.defaultChild = incarnationOf(this._home())?.resource ?? before.resource;
    this._home().node.defaultChild = this.node.defaultChild;
  }

  /** @internal */
  public _retire(keepMaintenance: boolean): void {
    const hasIncarnation = incarnationOf(this._home()) !== undefined;
    retireIncarnation(this._home(), keepMaintenance);
    this.node.defaultChild = undefined;
    this.before._retire(keepMaintenance && !hasIncarnation);
  }

  /** @internal */
  public _retireOlder(): void {
    if (incarnationOf(this._home()) === undefined) this.before._retireOlder();
    else this.before._retire(false);
  }

  /** @internal */
  public _home(): Construct {
    return this.node.scope as Construct;
  }
}
