import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { logsIn } from './continuous-backup';
import { Database, Front } from './database';
import { DeletionPolicy } from './deletion-policy';
import { EXISTING_OPTIONS, ExistingDatabaseOptions, NAMED_OPTIONS, NamedDatabaseOptions } from './existing-database-options';
import { ImportedManifest, readManifest, unreadable } from './imported-manifest';
import { IncarnationResources, retireIncarnation } from './incarnation';
import { renderRestore, renderRunSupport } from './render';
import { DatabaseState, PresentDatabase } from './state';
import { Engine } from '../engines/engine';
import { Finding, finding, Severity } from '../findings/finding';
import { report } from '../findings/report';
import { decide } from '../plan/plan';
import { platformAt, podsAt, runOptionsAt } from '../platform/platform';
import { Resume } from '../run/resume';
import { scriptsPrefix } from '../run/scripts';
import { clientServices, maintenanceName, trafficNames } from '../traffic/endpoints';
import { Isolation } from '../traffic/isolation';
import { renderClientServices } from '../traffic/services';
import { Traffic } from '../traffic/traffic';
import { objectIn } from '../values/files';
import { Read, readOrThrow, refuse } from '../values/given';

/**
 * A database that this code does not make, with client Services of its own beside it, so that restores can close and open it.
 * Applications have to use them (`host`) instead of KubeDB's.
 */
export class ExistingDatabase extends Database {
  /**
   * Imports a database from its manifest, as `kubectl get -o yaml` prints it. Restores can make incarnations of it.
   *
   * @param scope the construct it belongs to
   * @param id the construct's id
   * @param path file with the manifest, YAML or JSON
   * @param options what the manifest does not tell
   */
  public static fromManifestFile(scope: Construct, id: string, path: string, options: ExistingDatabaseOptions = {}): ExistingDatabase {
    const { value, problem } = objectIn(path);
    const imported = problem === undefined ? readManifest(value) : unreadable(path, problem);
    return new ExistingDatabase(scope, id, imported, readOrThrow(id, EXISTING_OPTIONS, options));
  }

  /**
   * Imports a database from its manifest.
   *
   * @param scope the construct it belongs to
   * @param id the construct's id
   * @param manifest the object
   * @param options what the manifest does not tell
   */
  public static fromManifest(scope: Construct, id: string, manifest: any, options: ExistingDatabaseOptions = {}): ExistingDatabase {
    return new ExistingDatabase(scope, id, readManifest(manifest), readOrThrow(id, EXISTING_OPTIONS, options));
  }

  /**
   * Imports a database of which only the name is known. Restores can write over it, not make incarnations of it.
   *
   * @param scope the construct it belongs to
   * @param id the construct's id
   * @param name name of the database
   * @param options what cannot be told from the name
   */
  public static fromName(scope: Construct, id: string, name: string, options: NamedDatabaseOptions): ExistingDatabase {
    const read = readOrThrow(id, NAMED_OPTIONS, { ...options, name });
    const { value } = read;
    return new ExistingDatabase(scope, id, {
      name: value.name,
      namespace: value.namespace ?? Chart.of(scope).namespace,
      engine: value.engine,
      version: value.version,
      faults: [],
      outline: value.topologySpec ?? {},
    }, read);
  }

  /**
   * Imports a database that restores have been through already, so that the next one follows on them.
   * @internal
   */
  public static _present(
    scope: Construct, id: string, manifest: any, options: ExistingDatabaseOptions, present: PresentDatabase,
  ): ExistingDatabase {
    return new ExistingDatabase(scope, id, readManifest(manifest), { value: options, refusals: [] }, present);
  }

  /** @internal */
  public readonly _state: DatabaseState;

  /** @internal */
  public readonly _front: Front;

  private constructor(
    scope: Construct, id: string, imported: ImportedManifest, { value: options, refusals }: Read<ExistingDatabaseOptions>, present?: PresentDatabase,
  ) {
    super(scope, id);
    const engine = imported.engine ?? Engine.POSTGRES;
    const { name, outline } = imported;
    refuse(this, refusals);
    const namespace = imported.namespace ?? 'unknown';
    const names = trafficNames(name, { client: options.clientServiceName, readOnly: options.readOnlyServiceName, record: options.recordName });
    const traffic = options.traffic ?? Traffic.managed();
    const first = decide({
      database: name,
      namespace,
      facts: engine._facts,
      restoreName: options.restoreName,
      manual: false,
      declared: traffic._declared,
      safetyBackup: false,
    });
    const incarnation = present?.incarnation ?? first.next;
    this._state = {
      name,
      namespace,
      engine,
      version: imported.version,
      ...(imported.base === undefined ? {} : { shape: { version: imported.version, ...imported.metadata }, base: imported.base }),
      spec: outline,
      incarnation,
      maintenance: options.maintenanceServiceName ?? maintenanceName(incarnation.name),
      names,
      scripts: options.scriptsName ?? scriptsPrefix(this),
      services: clientServices(engine._facts, outline, names),
      authSecret: options.authSecretName ?? imported.authSecret ?? `${name}-auth`,
      traffic,
      isolation: options.isolation ?? Isolation.automatic(),
      run: runOptionsAt(scope, options.run),
      pods: podsAt(scope, options.pods),
      platform: platformAt(scope),
      deletionPolicy: DeletionPolicy.DO_NOT_TERMINATE,
      backup: options.backup,
      bound: {
        configurations: options.backupConfigurations ?? [],
        repositories: [],
        storages: [],
        logs: present?.logs ?? (options.continuousBackup === undefined || engine._facts.archiver === undefined ? undefined
          : logsIn({ database: name, namespace, facts: engine._facts, version: imported.version }, options.continuousBackup)),
      },
    };
    this._front = new Front(this._state);
    const isNamespaceless = imported.namespace === undefined && !imported.faults.some(f => f.unknown.includes('namespace'));
    const faults = isNamespaceless ? [...imported.faults, { finding: namespaceUnknown(), unknown: ['namespace'] }] : imported.faults;
    report(this, inquiry => {
      for (const property of faults.flatMap(f => f.unknown)) inquiry.refuse(property);
      return faults.map(f => f.finding);
    });
    if (imported.engine === undefined) return;

    if (!present?.opened) {
      this._front.through(renderClientServices(this, { database: name, namespace, facts: engine._facts, spec: outline }, this._state));
      new IncarnationResources(this, 'Incarnation', this._state, undefined);
    }
    renderRunSupport(this, this._state);
    if (!present?.opened) renderRestore(this, first, undefined, this._state, { resume: Resume.automatic(), acceptUnrecorded: false });
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

function namespaceUnknown(): Finding {
  return finding('namespace-unknown', Severity.ERROR, {
    message: 'the database has no namespace', allowed: 'metadata.namespace in the manifest, the option namespace, or that of the chart', remedy: 'say which',
  });
}
