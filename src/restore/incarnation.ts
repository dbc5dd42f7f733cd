import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { isDisposable } from './deletion-policy';
import { DatabaseState } from './state';
import { bindBackup } from '../backup/bind';
import { BackupTarget } from '../backup/part';
import { GIT_NOTE } from '../gitops/git-notes';
import { GitOps } from '../gitops/gitops';
import { ObjectRole } from '../gitops/role';
import { ADMITTED } from '../plan/session';
import { LABEL } from '../protocol/names';
import { manifest } from '../resources/manifest';
import { renderMaintenanceService } from '../traffic/services';
import { Json } from '../values/json';

/** Label of a database CR, carried by its pods too, that no other incarnation has. */
export const INCARNATION = LABEL.incarnation;

/** One incarnation: its maintenance Service, the database CR and its backup. */
export class IncarnationResources extends Construct {
  /** The database CR; undefined where it is not ours to make. */
  public readonly resource?: ApiObject;

  constructor(scope: Construct, id: string, state: DatabaseState, spec: Json | undefined) {
    super(scope, id);
    const { engine, namespace, name, incarnation, shape } = state;
    const facts = engine._facts;
    renderMaintenanceService(
      this, 'Maintenance', { database: name, namespace, facts, spec: state.spec ?? {} }, state.maintenance, incarnation.name,
    );
    const { plan } = state.bound;
    // A webhook that attaches the archiver looks for it when the CR is written, and not again.
    const archiverFirst = facts.archiver?.attachedByWebhook === true;
    if (plan !== undefined && archiverFirst) bindBackup(this, 'Backup', plan);
    if (spec !== undefined) {
      this.resource = manifest(this, 'Resource', {
        apiVersion: facts.apiVersion,
        kind: facts.kind,
        name: incarnation.name,
        namespace,
        labels: { ...shape?.labels, [LABEL.database]: name, [INCARNATION]: incarnation.name },
        annotations: shape?.annotations,
        role: isDisposable(state.deletionPolicy) ? ObjectRole.CLONE : ObjectRole.DATABASE,
        body: { spec },
      });
    }
    if (plan !== undefined && !archiverFirst) bindBackup(this, 'Backup', plan);
  }
}

/** The incarnation that a construct has made, if it has made one. */
export function incarnationOf(home: Construct): IncarnationResources | undefined {
  return home.node.tryFindChild('Incarnation') as IncarnationResources | undefined;
}

/** Says at the CR of an incarnation, and at its backups, which one follows it, where a GitOps tool's health texts read it. */
export function markFollowed(resource: ApiObject | undefined, by: string): void {
  if (resource === undefined || !GitOps._of(resource)._speaks) return;
  const backups = resource.node.scope!.node.findAll().filter((c): c is ApiObject => ApiObject.isApiObject(c) && c.kind === 'BackupConfiguration');
  for (const object of [resource, ...backups]) object.metadata.addAnnotation(GIT_NOTE.followedBy, by);
}

/** Takes an incarnation out of the output. */
export function retireIncarnation(home: Construct, keepMaintenance: boolean): void {
  home.node.defaultChild = undefined;
  const incarnation = incarnationOf(home);
  if (incarnation === undefined) return;
  for (const { node } of incarnation.node.children) {
    if (node.id !== 'Maintenance' || !keepMaintenance) incarnation.node.tryRemoveChild(node.id);
  }
}

/** What the backup of an incarnation is about. Where it may be isolated while backups go on, their Jobs are let in. */
export function backupTarget(state: Pick<DatabaseState, 'engine' | 'namespace' | 'name' | 'incarnation' | 'spec' | 'pods'>): BackupTarget {
  const facts = state.engine._facts;
  return {
    database: state.incarnation.name,
    namespace: state.namespace,
    facts,
    selectorLabels: { [INCARNATION]: state.incarnation.name },
    directory: `${state.namespace}/${state.incarnation.name}`,
    spec: state.spec,
    pods: state.pods,
    ...(!facts.shell.endsSessions || facts.discoversMembers(state.spec ?? {}) ? { jobLabels: { [ADMITTED]: state.name } } : {}),
  };
}

/** What a safety backup is about: it is taken while the database is isolated. */
export function safetyTarget(state: DatabaseState): BackupTarget {
  return { ...backupTarget(state), jobLabels: { [ADMITTED]: state.name }, part: 'safetyBackup' };
}
