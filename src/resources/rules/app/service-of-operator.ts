import { AppObject, AppSubject, databasesOf, nameOf, ofKind } from './subject';
import { rule } from '../../../findings/finding';
import { LABEL } from '../../../protocol/names';

/** What KubeDB's operator appends to the name of a database to name its Services, for every kind. */
const ALWAYS = ['', '-pods'];

/** What it appends for some kinds. Where the kind is not known, all of them count. */
const SOMETIMES: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  Postgres: ['-standby'],
  MySQL: ['-standby'],
  MariaDB: ['-standby'],
  MSSQLServer: ['-secondary'],
  MongoDB: ['-configsvr-pods', '-mongos-pods', '-shard0-pods'],
  Elasticsearch: ['-master', '-dashboard'],
  ClickHouse: ['-keeper', '-keeper-pods'],
  ZooKeeper: ['-admin-server'],
  Druid: ['-routers', '-coordinators', '-overlords', '-brokers'],
}));

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
    reserved.set(`${namespace}/${name}`, { database: name, suffixes: [...ALWAYS, ...SOMETIMES.get(kind) ?? []] });
  }
  for (const { json, namespace } of services) {
    const database = json.metadata?.labels?.[LABEL.database];
    if (typeof database !== 'string' || reserved.has(`${namespace}/${database}`)) continue;
    reserved.set(`${namespace}/${database}`, { database, suffixes: ALWAYS });
  }
  return reserved;
}

const SUFFIXES = [...new Set([...ALWAYS, ...[...SOMETIMES.values()].flat()])];

/** The database one of whose Services has the name of an object. */
function reserver({ kind, name, namespace }: AppObject, reserved: ReadonlyMap<string, Reserved>): Reserved | undefined {
  for (const suffix of SUFFIXES) {
    // Every database has the name of its own Service.
    if (!name.endsWith(suffix) || (suffix === '' && kind !== 'Service')) continue;
    const by = reserved.get(`${namespace}/${name.slice(0, name.length - suffix.length)}`);
    if (by?.suffixes.includes(suffix)) return by;
  }
  return undefined;
}
