import { PostgresStandbyOptions, TopologyStorage } from './topology-options';
import { Json } from '../values/json';

/** A key with its value, or nothing at all. */
export const given = (key: string, value: unknown): Json => (value === undefined ? {} : { [key]: value });

/** Who takes writes in a group of MySQL servers (upstream: `mode`). */
export const primaries = (multi: boolean | undefined): string => (multi ? 'Multi-Primary' : 'Single-Primary');

/** How standby servers of PostgreSQL follow. */
export const streaming = ({ synchronous }: PostgresStandbyOptions): Json => given(
  'streamingMode', synchronous === undefined ? undefined : synchronous ? 'Synchronous' : 'Asynchronous');

/** Volumes of a part of a topology. */
export function storage(of: TopologyStorage | undefined): Json {
  if (of === undefined) return {};
  return {
    storage: {
      ...given('storageClassName', of.storageClassName),
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: of.size.asString() } },
    },
  };
}
