import { AppObject, AppSubject, databasesOf, nameOf, ofKind } from './subject';
import { SERVICE_SUFFIXES, SERVICES_OF_ALL, SERVICES_OF_KIND } from '../../../engines/reached';
import { rule } from '../../../findings/finding';
import { LABEL } from '../../../protocol/names';

/** Who has a name, and thereby those of some Services. */
interface Reserved {
  readonly database: string;
  readonly suffixes: readonly string[];
}

/** Names that KubeDB gives to its own Services: it takes such a Service over, or never gets its database ready. */
export const serviceOfOperator = rule<AppSubject>('service-of-operator', subject => {
  const databases = databasesOf(subject);
  const services = ofKind(subject, 'core', 'Service');
  const reserved = reservedIn(databases, services);
  if (reserved.size === 0) return [];
  return [services, databases].flatMap(objects => objects.flatMap(object => {
    const by = reserver(object, reserved);
    if (by === undefined) return [];
    return [{
      message: `${nameOf(object)} has the name of a Service that KubeDB makes for the database ${by.database}`,
      value: object.name,
      allowed: `any other name than ${by.suffixes.map(suffix => `${by.database}${suffix}`).join(', ')}`,
      remedy: 'give it another name',
      path: object.path,
    }];
  }));
});

/** Databases by where they stand. Of one that stands elsewhere nothing is known but that it has our Services. */
function reservedIn(databases: readonly AppObject[], services: readonly AppObject[]): ReadonlyMap<string, Reserved> {
  const reserved = new Map<string, Reserved>();
  for (const { kind, name, namespace } of databases) {
    reserved.set(`${namespace}/${name}`, { database: name, suffixes: [...SERVICES_OF_ALL, ...SERVICES_OF_KIND.get(kind) ?? []] });
  }
  for (const { json, namespace } of services) {
    const database = json.metadata?.labels?.[LABEL.database];
    if (typeof database !== 'string' || reserved.has(`${namespace}/${database}`)) continue;
    reserved.set(`${namespace}/${database}`, { database, suffixes: SERVICES_OF_ALL });
  }
  return reserved;
}

/** The database one of whose Services has the name of an object. */
function reserver({ kind, name, namespace }: AppObject, reserved: ReadonlyMap<string, Reserved>): Reserved | undefined {
  for (const suffix of SERVICE_SUFFIXES) {
    // Every database has the name of its own Service.
    if (!name.endsWith(suffix) || (suffix === '' && kind !== 'Service')) continue;
    const by = reserved.get(`${namespace}/${name.slice(0, name.length - suffix.length)}`);
    if (by?.suffixes.includes(suffix)) return by;
  }
  return undefined;
}
