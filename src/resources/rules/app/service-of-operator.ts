import { AppObject, AppSubject, databasesOf, nameOf, ofKind } from './subject';
import { rule } from '../../../findings/finding';
import { LABEL } from '../../../protocol/names';

/** What KubeDB's operator appends to the name of a database to name its Services, for every kind. */
const ALWAYS = ['', '-pods'];

/** What it appends for some kinds. Where the kind is not known, all of them count. */
const SOMETIMES: Record<string, readonly string[]> = {
  Postgres: ['-standby'],
  MySQL: ['-standby'],
  MariaDB: ['-standby'],
  MSSQLServer: ['-secondary'],
  MongoDB: ['-configsvr-pods', '-mongos-pods', '-shard0-pods'],
  Elasticsearch: ['-master', '-dashboard'],
  ClickHouse: ['-keeper', '-keeper-pods'],
  ZooKeeper: ['-admin-server'],
  Druid: ['-routers', '-coordinators', '-overlords', '-brokers'],
};

/** A database and the names of the Services that its operator makes. */
interface Reserved {
  readonly database: string;
  readonly services: readonly string[];
  readonly namespace?: string;
}

/** Names that KubeDB gives to its own Services: it takes such a Service over, or never gets its database ready. */
export const serviceOfOperator = rule<AppSubject>('service-of-operator', subject => {
  const databases = databasesOf(subject);
  const services = ofKind(subject, 'core', 'Service');
  const reserved = new Map<string, Reserved>();
  for (const of of [...databases.map(reservedBy), ...services.flatMap(reservedFor)]) {
    for (const service of of.services) if (!reserved.has(`${of.namespace}/${service}`)) reserved.set(`${of.namespace}/${service}`, of);
  }
  if (reserved.size === 0) return [];
  return [...services, ...databases].flatMap(object => {
    const by = reserved.get(`${object.namespace}/${object.name}`);
    if (by === undefined || (object.kind !== 'Service' && by.database === object.name)) return [];
    return [{
      message: `${nameOf(object)} has the name of a Service that KubeDB makes for the database ${by.database}`,
      value: object.name,
      allowed: `any other name than ${by.services.join(', ')}`,
      remedy: 'give it another name',
      path: object.path,
    }];
  });
});

function reservedBy({ kind, name, namespace }: AppObject): Reserved {
  return { database: name, namespace, services: [...ALWAYS, ...SOMETIMES[kind] ?? []].map(s => `${name}${s}`) };
}

/** Of a database that stands elsewhere nothing is known but that it has our Services. */
function reservedFor({ namespace, json }: AppObject): Reserved[] {
  const database = json.metadata?.labels?.[LABEL.database];
  return typeof database === 'string' ? [{ database, namespace, services: ALWAYS.map(s => `${database}${s}`) }] : [];
}
