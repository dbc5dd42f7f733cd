import { engineFactsOfKind } from '../../../engines/registry';
import { KINDS, versionType } from '../../cluster/kinds';
import { ClusterObject } from '../../cluster/objects';
import { bad, Diagnosis, DoctorCheck, doubtful } from '../patient';

/** Whether what databases refer to is there: Addons, Versions, StorageClasses. */
export const catalog: DoctorCheck = async patient => {
  const databases = await patient.databases();
  if (databases.length === 0) return [];
  const kinds = [...new Set<string>(databases.map(d => d.kind))];
  const [addons, classes, ...versions] = await Promise.all([
    patient.list(KINDS.addon, true),
    patient.list(KINDS.storageClass, true),
    ...kinds.map(k => patient.list(versionType(k), true)),
  ]);
  return [
    ...(patient.mayRead(KINDS.addon) ? addonsMissing(databases, addons) : []),
    ...(patient.mayRead(KINDS.storageClass) ? classesMissing(databases, classes) : []),
    ...kinds.flatMap((kind, i) => patient.mayRead(versionType(kind)) ? versionsOdd(databases, kind, versions[i]) : []),
  ];
};

function addonsMissing(databases: readonly ClusterObject[], addons: readonly ClusterObject[]): Diagnosis[] {
  const wanted = new Set(databases.map(d => engineFactsOfKind(d.kind, d.spec?.version)?.addon).filter(a => a !== undefined));
  return [...wanted].filter(a => !addons.some(o => o.metadata.name === a)).map(a => bad('addon-missing', {
    message: 'KubeStash has no Addon for databases that are there: they can neither be backed up nor restored',
    value: a,
    remedy: 'install the catalog of KubeStash for this engine',
  }));
}

function classesMissing(databases: readonly ClusterObject[], classes: readonly ClusterObject[]): Diagnosis[] {
  return databases.flatMap(d => {
    const name = d.spec?.storage?.storageClassName;
    return name === undefined || classes.some(c => c.metadata.name === name) ? [] : [bad('storage-class-missing', {
      message: 'the StorageClass of the database does not exist: a new incarnation would wait for its volumes for ever',
      value: name,
      remedy: 'make the StorageClass, or restore with another one (--storage-class)',
    }, `${d.kind} ${d.metadata.namespace}/${d.metadata.name}`)];
  });
}

function versionsOdd(databases: readonly ClusterObject[], kind: string, versions: readonly ClusterObject[]): Diagnosis[] {
  return databases.filter(d => d.kind === kind).flatMap(d => {
    const found = versions.find(v => v.metadata.name === d.spec?.version);
    const about = `${d.kind} ${d.metadata.namespace}/${d.metadata.name}`;
    if (found === undefined) {
      return [bad('version-object-missing', {
        message: `there is no ${d.kind}Version of the database's version: no new incarnation of it can be made`,
        value: d.spec?.version,
        remedy: 'install the catalog of KubeDB that has it, or restore with another version (--db-version)',
      }, about)];
    }
    return found.spec?.deprecated === true ? [doubtful('version-deprecated', {
      message: `the ${d.kind}Version is deprecated: KubeDB refuses new databases of it`, value: d.spec.version, remedy: 'restore with a later version (--db-version)',
    }, about)] : [];
  });
}
