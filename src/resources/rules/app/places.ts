import { DeclaredRepository, repositoriesOf } from './repositories';
import { AppObject, known, ofKind } from './subject';
import { Json } from '../../../values/json';
import { normalDirectory } from '../backup-sessions-incomplete';

/** A place in a backend, however its prefix is spelled; undefined where a volume or an unknown provider is meant. */
interface Place {
  /** Bucket and where it is, as upstream compares BackupStorages: whatever the endpoint. */
  readonly bucket: string;
  readonly endpoint: string;
  readonly prefix: string;
}

/** What upstream compares of two BackupStorages. */
export function storagePlace(storage: AppObject): string | undefined {
  const place = placeOf(storage.json);
  return place === undefined ? undefined : `${place.bucket} ${place.prefix}`;
}

/**
 * All Repositories by where their data lies: a path that directories of other BackupStorages can be compared with, as one may have in
 * its prefix what another has in its directory. It begins with the bucket, whose slashes count for none.
 */
export const repositoriesByPlace = known((subject): ReadonlyMap<string, readonly DeclaredRepository[]> => {
  const storages = new Map(ofKind(subject, 'storage.kubestash.com', 'BackupStorage').map(s => [`${s.namespace ?? ''}/${s.name}`, s]));
  const places = new Map<string, DeclaredRepository[]>();
  for (const repository of repositoriesOf(subject)) {
    const { storage, directory } = repository;
    if (storage === undefined || directory === undefined) continue;
    const path = pathOf(storage, directory, placeOf(storages.get(storage)?.json ?? {}));
    const beside = places.get(path);
    if (beside === undefined) places.set(path, [repository]);
    else beside.push(repository);
  }
  return places;
});

function pathOf(storage: string, directory: string, place: Place | undefined): string {
  const [root, path] = place === undefined ? [storage, directory] : [`${place.bucket} ${place.endpoint}`, `${place.prefix}/${directory}`];
  return [root.replace(/\//g, '|'), normalDirectory(path)].filter(part => part !== '').join('/');
}

function placeOf({ spec }: Json): Place | undefined {
  const { provider, s3, gcs, azure } = spec?.storage ?? {};
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const place = (bucket: string[], prefix: unknown, endpoint = ''): Place => (
    { bucket: [provider, ...bucket].join(' '), endpoint: endpoint.replace(/\/+$/, ''), prefix: normalDirectory(text(prefix)) }
  );
  switch (provider) {
    case 's3': return place([normalDirectory(text(s3?.bucket)), text(s3?.region)], s3?.prefix, text(s3?.endpoint));
    case 'gcs': return place([normalDirectory(text(gcs?.bucket))], gcs?.prefix);
    case 'azure': return place([text(azure?.storageAccount), text(azure?.container)], azure?.prefix);
    default: return undefined;
  }
}
