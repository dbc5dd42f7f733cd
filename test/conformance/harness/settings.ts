import { Manifest } from './objects';

/** The same objects, with other settings of their runs (docs/protocol.md lists them). */
export function withSettings(objects: readonly Manifest[], settings: Record<string, string>): Manifest[] {
  return objects.map(o => (o.data?.RESTORE_ID === undefined ? o : { ...o, data: { ...o.data, ...settings } }));
}
