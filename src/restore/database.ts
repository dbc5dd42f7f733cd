import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { DatabaseState } from './state';
import { PortFacts } from '../engines/facts';
import { finding, Finding, Severity } from '../findings/finding';
import { report, touch } from '../findings/report';
import { MovedService } from '../traffic/services';
import { placed } from '../values/placed';

const DATABASE = Symbol.for('cdk8s-kubestash.Database');

/**
 * A database that applications reach through a client Service of its own, whatever stands behind it at the moment.
 *
 * What creates one (`RestorableDatabase`, `SnapshotClone`) or imports one (`ExistingDatabase`) is a database; a restore
 * leaves one behind (`undo.restored`), which is what the next restore takes.
 */
export abstract class Database extends Construct {
  /**
   * Whether a construct is a database, also if it comes from another copy of this library.
   *
   * @param x anything
   */
  public static isDatabase(x: any): x is Database {
    return x !== null && typeof x === 'object' && DATABASE in x;
  }

  /** @internal */
  public abstract readonly _state: DatabaseState;

  /**
   * Where the present incarnation is kept in the code.
   * @internal
   */
  public abstract readonly _front: Front;

  private readonly claims: IConstruct[] = [];

  protected constructor(scope: Construct, id: string) {
    super(placed(scope, id), id);
    Object.defineProperty(this, DATABASE, { value: true });
    report(this, () => this.restoredTwice());
  }

  /** Name that applications and people know; incarnations have names of their own. */
  public get name(): string {
    return this._state.name;
  }

  /** Namespace of the database and everything around it. */
  public get namespace(): string {
    return this._state.namespace;
  }

  /** Name of the KubeDB object that stands behind the client Service (here in the code). */
  public get incarnation(): string {
    return this._state.incarnation.name;
  }

  /** Host name for applications: the client Service. Closed while the database is restored. */
  public get host(): string {
    return this.hostOf(this._state.services[0].name);
  }

  /** Port for applications. */
  public get port(): number {
    return this.ports[0].port;
  }

  /** Host name for readers, where the engine has them and this database has some. */
  public get readOnlyHost(): string | undefined {
    const readOnly = this._state.services[1];
    return readOnly === undefined ? undefined : this.hostOf(readOnly.name);
  }

  /** Host name for people and checks: always reaches the incarnation, also while the client Service is closed. */
  public get maintenanceHost(): string {
    return this.hostOf(this._state.maintenance);
  }

  /**
   * The database CR that stands behind the client Service (here in the code); undefined where this code does not make it, or
   * has retired it. `ApiObject.of(database)` is the same.
   */
  public get resource(): ApiObject | undefined {
    return this.node.defaultChild as ApiObject | undefined;
  }

  /** Name of the Secret with `username` and `password`. One for all incarnations. */
  public get authSecretName(): string {
    return this._state.authSecret;
  }

  /** Name of the database inside the server that exists from the start, where the engine has one (`postgres`). */
  public get databaseName(): string | undefined {
    return this._state.engine._facts.databaseName;
  }

  /**
   * A port of the client Service.
   *
   * @param name name of the port, such as `primary`, `http` or `grpc`
   * @throws if there is no port of that name
   */
  public portOf(name: string): number {
    const port = this.ports.find(p => p.name === name);
    if (port === undefined) {
      const names = this.ports.map(p => p.name).join(', ');
      throw new Error(`[port-unknown] ${this.node.path}: the client Service has no port of this name (given "${name}"; allowed: ${names})`);
    }
    return port.port;
  }

  /**
   * A restore takes this database as what it restores.
   * @internal
   */
  public _claim(by: IConstruct): void {
    this.claims.push(by);
    touch(this);
    // Only the newest restore acts: what it replaces is finished or superseded.
    this._home().node.tryRemoveChild('Run');
    this._home().node.tryRemoveChild('Session');
  }

  /**
   * Stops rendering the incarnation, and those before it altogether. Its maintenance Service stays where the run of the
   * next one still has sessions to end through it.
   * @internal
   */
  public abstract _retire(keepMaintenance: boolean): void;

  /**
   * Stops rendering the incarnations before this one, which goes on: what is restored is written over it.
   * @internal
   */
  public _retireOlder(): void {}

  /**
   * The construct that holds `Run` and `Incarnation`.
   * @internal
   */
  public abstract _home(): Construct;

  private get ports(): PortFacts[] {
    const { services, spec } = this._state;
    return services[0].facts.ports(spec ?? {});
  }

  private hostOf(service: string): string {
    return `${service}.${this.namespace}.svc`;
  }

  private restoredTwice(): Finding[] {
    if (this.claims.length < 2) return [];
    return [finding('restored-twice', Severity.ERROR, {
      message: `two restores take ${this.name} from the same point of the code`,
      value: this.claims.map(c => c.node.path).join(', '),
      allowed: 'one restore for each reference',
      remedy: 'give the later one `database: earlier.restored`',
    })];
  }
}

/** What stands behind the client Services in the end: the last restore in the code moves it. */
export class Front {
  /** The client Services, where this code makes them. */
  private services: readonly MovedService[] = [];

  constructor(private present: DatabaseState) {}

  public get state(): DatabaseState {
    return this.present;
  }

  /** A restore in the code moves it. */
  public moveTo(state: DatabaseState): void {
    this.present = state;
    for (const service of this.services) service.moveTo(state);
  }

  /** These lead to it. */
  public through(services: readonly MovedService[]): void {
    this.services = services;
    this.moveTo(this.present);
  }
}
