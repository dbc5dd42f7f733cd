import { Isolation } from '../traffic/isolation';
import { Traffic } from '../traffic/traffic';

/** What can be said about the Services and the record of a database. */
export interface TrafficOptions {
  /**
   * Who decides whether applications can connect.
   *
   * @default Traffic.managed()
   */
  readonly traffic?: Traffic;

  /**
   * Whether other pods are kept out by a NetworkPolicy while the database is halted.
   *
   * @default Isolation.automatic()
   */
  readonly isolation?: Isolation;

  /**
   * Name of the client Service.
   *
   * @default - `<name>-client`
   */
  readonly clientServiceName?: string;

  /**
   * Name of the read-only client Service.
   *
   * @default - `<name>-read-only`
   */
  readonly readOnlyServiceName?: string;

  /**
   * Name of the maintenance Service.
   *
   * @default - `<name>-maintenance`
   */
  readonly maintenanceServiceName?: string;

  /**
   * First part of the names of the ConfigMaps that hold the scripts of runs. What they hold is the same for all databases
   * of an engine, so those of a chart and namespace share them.
   *
   * @default - the id of the chart
   */
  readonly scriptsName?: string;

  /**
   * Name of the Lease that records what may be connected to.
   *
   * @default - `<name>-traffic`
   */
  readonly recordName?: string;
}
