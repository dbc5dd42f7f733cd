import { EngineFacts } from './facts';
import { LayoutFacts, Part } from './layout-facts';
import { listOf, numberAt, valueAt } from './spec';
import { Json } from '../values/json';

/** Label by which KubeDB's coordinators say what a pod is at the moment (upstream: `LabelRole`). */
export const ROLE = 'kubedb.com/role';

/** A selector that is the same for every topology. */
export const always = (labels: Record<string, string>) => (): Record<string, string> => labels;

/** Labels where something holds, none where it does not. */
export const when = (holds: boolean, labels: Record<string, string>): Record<string, string> => (holds ? labels : {});

/** Said of an engine whose server nobody could run for a test: what its client script was read against instead. */
export const readAgainst = (manual: string): string =>
  `No server was to be had to prove the client script on: it was read against ${manual}, and has met stand-ins only.`;

/** MySQL and MariaDB: how often logs are rotated and pushed, every 15 s (upstream: `logRotateInterval`, `pushInterval` of their archivers' types). */
export const LOG_ROTATION =
  'the server begins a new log every 5 to 10 minutes, and only whole ones are archived: a moment younger than that may not be there yet';

/** `spec.replicas`, or upstream's default. */
export const replicasOf = (spec: Json, otherwise = 1): number => numberAt(spec, ['replicas'], otherwise);

/** Images of a list of versions: one repository, tags by rule. */
export function images(repository: string, versions: readonly string[], tag: (version: string) => string = v => v): Record<string, string> {
  return Object.fromEntries(versions.map(v => [v, `${repository}:${tag(v)}`]));
}

/** One number for a list of versions. */
export function forAll(versions: readonly string[], value: number): Record<string, number> {
  return Object.fromEntries(versions.map(v => [v, value]));
}

/** Tasks of the addons whose engines have a dump, and files that an archiver takes and the operator restores. */
export const ARCHIVED_TASKS: EngineFacts['tasks'] = {
  logical: { backup: 'logical-backup', restore: 'logical-backup-restore' },
  physical: { backup: 'physical-backup' },
  volumeSnapshot: { backup: 'volume-snapshot' },
  manifest: { backup: 'manifest-backup', restore: 'manifest-restore' },
};

/** Where everything is in one PetSet named after the database: `spec.storage` and `spec.replicas`. */
export const PLAIN_LAYOUT: LayoutFacts = {
  storage: () => [['storage']],
  replicas: () => ['replicas'],
  storageType: true,
  petSets: spec => [{ suffix: '', replicas: replicasOf(spec) }],
};

/** MySQL and MariaDB: variables of their containers that KubeDB sets itself. */
export const MYSQL_VARIABLES: readonly string[] = ['MYSQL_ROOT_PASSWORD', 'MYSQL_ALLOW_EMPTY_PASSWORD', 'MYSQL_RANDOM_ROOT_PASSWORD', 'MYSQL_ONETIME_PASSWORD'];

/** What TLS takes, where something asks for it. */
export const neededByTls = (asked: boolean, of: string, path: readonly string[] = ['tls']): Part[] => (asked ? [{
  path, of, remedy: 'say who issues its certificates, tls: { issuer }, or leave out what asks for it',
}] : []);

/** Pods of a PetSet behind its governing Service: `orders-0.orders-pods`. */
export function podsOf(petSet: string, replicas: number, service = `${petSet}-pods`): string[] {
  return Array.from({ length: replicas }, (_, i) => `${petSet}-${i}.${service}`);
}

/** Members of a database that is one PetSet named after it. */
export const plainMembers = (database: string, spec: Json): string[] => podsOf(database, replicasOf(spec));

/** User id that the image of a version wants, if it wants one. */
export function runAsUserOf(facts: EngineFacts, version: string): number | undefined {
  return facts.shell.runAsUsers?.[version] ?? facts.shell.runAsUser;
}

/** First number of a version: `17` of `17.5`, of `17.9-percona`, of `opensearch-17.1`. */
export const majorNumber = (version: string): string => /\d+/.exec(version)?.[0] ?? version;

/** First two numbers of a version: `8.0` of `8.0.36` and of `percona-8.0.17`. */
export const majorAndMinor = (version: string): string => /\d+\.\d+/.exec(version)?.[0] ?? version;

/** Tasks for a spec: what the engine offers, unless the spec decides about it. */
export function tasksFor(facts: EngineFacts, spec: Json | undefined): EngineFacts['tasks'] {
  return (spec === undefined ? undefined : facts.tasksOf?.(spec)) ?? facts.tasks;
}

/** What is asked of groups of pods whose name becomes a part of the name of a PetSet: each has one of its own, that a host may have. */
export function namedGroups(of: string, path: readonly string[], remedy?: string): Required<Pick<LayoutFacts, 'requires' | 'duplicates' | 'formats'>> {
  // Most databases have none.
  const inGroups = <T>(look: (groups: Json[]) => T[]) => (spec: Json): T[] => {
    const groups = listOf(valueAt(spec, path));
    return groups.length === 0 ? [] : look(groups);
  };
  return {
    requires: inGroups(groups => groups.map((_, i) => ({ path: [...path, String(i), 'name'], of, remedy }))),
    duplicates: inGroups(groups => namesOf(groups).filter(({ value }, i, all) => value !== '' && all.findIndex(one => one.value === value) !== i)
      .map(({ value }) => ({ path, value, of }))),
    formats: inGroups(groups => namesOf(groups).map(({ value, at }) => ({
      path: [...path, String(at), 'name'], value, pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, of: `the name of ${of}`, allowed: 'a-z, 0-9 and "-", beginning and ending with a letter or digit',
    }))),
  };
}

function namesOf(groups: readonly Json[]): { readonly value: string; readonly at: number }[] {
  return groups.flatMap(({ name }, at) => (typeof name === 'string' ? [{ value: name, at }] : []));
}
