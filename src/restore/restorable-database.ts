import { Construct } from 'constructs';
import { askedOf, stateOf, strangeFindings, unknownIn, wantedOf } from './asked';
import { assemble, Assembled } from './assemble';
import { Database, Front } from './database';
import { IncarnationResources, retireIncarnation } from './incarnation';
import { objectsOf, planOf } from './plan-of';
import { renderRestore, renderRunSupport } from './render';
import { PROPS, RestorableDatabaseProps } from './restorable-database-props';
import { firstFindings, restoreFindings } from './restore-findings';
import { ResolvedPoint } from './restore-point';
import { DatabaseState } from './state';
import { follows, report } from '../findings/report';
import { RestorePlan } from '../plan/restore-plan';
import { renderClientServices } from '../traffic/services';
import { given } from '../values/given';

/**
 * A database that KubeDB runs, with client Services that a restore can close and open, a backup of your choice, and
 * data to start with where you want some.
 *
 * @example
 *
 * import { App, Chart, Cron, Size } from 'cdk8s';
 * import { Backup, BackupStorage, Engine, RestorableDatabase, StorageBackend } from 'cdk8s-kubestash';
 *
 * const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
 * const storage = new BackupStorage(chart, 'Storage', {
 *   backend: StorageBackend.s3({ bucket: 'backups', region: 'eu-central-1', secret: { name: 's3-credentials' } }),
 * });
 * const orders = new RestorableDatabase(chart, 'Orders', {
 *   engine: Engine.POSTGRES,
 *   version: '17.5',
 *   replicas: 3,
 *   storage: { size: Size.gibibytes(50) },
 *   backup: Backup.continuous({ storage, encryptionSecret: { name: 'restic' }, fullBackup: Cron.daily() }),
 * });
 */
export class RestorableDatabase extends Database {
  /** @internal */
  public readonly _state: DatabaseState;

  /** @internal */
  public readonly _front: Front;

  private readonly assembled: Assembled;
  private readonly resolved: ResolvedPoint;

  constructor(scope: Construct, id: string, props: RestorableDatabaseProps = {}) {
    super(scope, id);
    const asked = askedOf(this, id, given(this, PROPS, props));
    const { resolved, like, engine, namespace, resume } = asked;
    follows(this, ...[like, resolved.like].flatMap(d => (d === undefined ? [] : [d._home()])));
    this.resolved = resolved;
    this.assembled = assemble(wantedOf(asked));
    this._state = stateOf(this, asked, this.assembled);
    this._front = new Front(this._state);

    const { session, catalog, replicationStrategy } = asked.props;
    const model = like?._state.base === undefined ? undefined : like._state;
    const subject = {
      state: this._state, assembled: this.assembled, resolved, resume, session, catalog, model, like: like?._state, replicationStrategy,
    };
    report(this, inquiry => [
      ...strangeFindings(asked, inquiry),
      ...firstFindings(subject, inquiry),
      ...unknownIn(asked, inquiry),
      ...(engine === undefined ? [] : this.assembled.findings(inquiry)),
      ...restoreFindings(subject, inquiry),
    ]);
    if (engine === undefined || namespace === undefined) return;

    const { decision, outline, spec } = this.assembled;
    this._front.through(renderClientServices(this, { database: asked.name, namespace, facts: engine._facts, spec: outline ?? {} }, this._state));
    this.node.defaultChild = new IncarnationResources(this, 'Incarnation', this._state, spec).resource;
    renderRunSupport(this, this._state);
    renderRestore(this, decision, undefined, this._state, { resume, acceptUnrecorded: false });
  }

  /** What is going to happen when it is applied. */
  public get plan(): RestorePlan {
    return planOf(this.assembled, this._state, undefined, this.resolved.point, objectsOf(this));
  }

  /** @internal */
  public _retire(keepMaintenance: boolean): void {
    retireIncarnation(this, keepMaintenance);
  }

  /** @internal */
  public _home(): Construct {
    return this;
  }
}
