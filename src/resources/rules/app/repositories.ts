import { archivedDatabases } from './archivers';
import { AppObject, known, ofKind } from './subject';
import { engineFactsOfKind } from '../../../engines/registry';
import { Json } from '../../../values/json';
import { normalDirectory } from '../backup-sessions-incomplete';
import { listOf, sessionsOf, workOf } from '../subject';

/** A Repository as a BackupConfiguration or BackupBatch declares it, as an archiver makes it, or as it stands in the app itself. */
export interface DeclaredRepository {
  readonly owner: AppObject;
  readonly name: string;
  readonly namespace: string;
  /** BackupStorage, as `namespace/name`; undefined where a default is relied on. */
  readonly storage?: string;
  /** Normalised, undefined where none is given. */
  readonly directory?: string;
  /** Target, as one text. */
  readonly target: string;
}

/** All Repositories that the app's backups declare. */
export const repositoriesOf = known((subject): DeclaredRepository[] => [
  ...['BackupConfiguration', 'BackupBatch'].flatMap(kind => ofKind(subject, 'core.kubestash.com', kind)).flatMap(declaredBy),
  ...archivedDatabases(subject).flatMap(({ database, archivers }) => archivers.flatMap(archiver => madeBy(archiver, database))),
  ...ofKind(subject, 'storage.kubestash.com', 'Repository').map(standing),
]);

/** Repositories that KubeDB's operator makes, named after the database. Where below its directory they lie is its own business. */
function madeBy(owner: AppObject, database: AppObject): DeclaredRepository[] {
  const suffixes = Object.values(engineFactsOfKind(database.kind, database.json.spec?.version)?.archiver?.repositories ?? {});
  const { ref } = owner.json.spec?.backupStorage ?? {};
  return suffixes.map(suffix => ({
    owner,
    name: `${database.name}${suffix}`,
    namespace: database.namespace ?? '',
    storage: refText(ref, owner.namespace ?? ''),
    target: `archive of ${database.kind} ${database.name}`,
  }));
}

function standing(owner: AppObject): DeclaredRepository {
  const { json: { spec = {} }, name, namespace = '' } = owner;
  return {
    owner,
    name,
    namespace,
    storage: refText(spec.storageRef, namespace),
    directory: typeof spec.path === 'string' ? normalDirectory(spec.path) : undefined,
    target: targetText(spec.appRef),
  };
}

function declaredBy(owner: AppObject): DeclaredRepository[] {
  const { json, kind, name } = owner;
  const spec: Json = json.spec ?? {};
  const namespace = owner.namespace ?? '';
  const backends = new Map(listOf(spec.backends).map(b => [b.name, b.storageRef]));
  const targets = new Map(listOf(spec.targets).map(t => [t.name, t.appRef]));
  return sessionsOf({ apiVersion: '', kind, name, spec }).flatMap(workOf).flatMap(({ work }) => (
    listOf(work.repositories).filter(r => typeof r.name === 'string').map(r => ({
      owner,
      name: r.name,
      namespace,
      storage: refText(backends.get(r.backend), namespace),
      directory: typeof r.directory === 'string' ? normalDirectory(r.directory) : undefined,
      target: targetText(kind === 'BackupBatch' ? targets.get(work.name) : spec.target),
    }))
  ));
}

function refText(ref: Json | undefined, namespace: string): string | undefined {
  return ref === undefined ? undefined : `${ref.namespace ?? namespace}/${ref.name}`;
}

function targetText(target: Json | undefined): string {
  return [target?.apiGroup, target?.kind, target?.namespace, target?.name].map(t => t ?? '').join('/');
}
