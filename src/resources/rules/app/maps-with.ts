import { AppSubject, AppObject } from './subject';
import { Json } from '../../../values/json';

/** A map inside an object, and where it stands. */
export interface MapInside {
  readonly object: AppObject;
  readonly map: Json;
  readonly place: string;
}

/** Maps that have a key, wherever they stand. Where no object has it, none is visited. */
export function mapsWith({ objects, texts }: AppSubject, key: string): MapInside[] {
  if (!texts.keys.has(key)) return [];
  const found: MapInside[] = [];
  for (const object of objects) visit(object.json, '', (map, place) => void (map[key] !== undefined && found.push({ object, map, place })));
  return found;
}

function visit(json: unknown, place: string, see: (map: Json, place: string) => void): void {
  if (Array.isArray(json)) return json.forEach((item, i) => visit(item, `${place}[${i}]`, see));
  if (typeof json !== 'object' || json === null) return;
  see(json, place);
  for (const [key, value] of Object.entries(json)) visit(value, place === '' ? key : `${place}.${key}`, see);
}
