import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { ApiObject } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { Engine, ExistingDatabase, Findings } from '../../src';
import { isOpen } from '../../src/values/vocabulary';
import { Shop } from '../support/shop';

beforeAll(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

type Path = readonly (string | number)[];

/** Databases as people have them, of the API version that incarnations are made of. */
const MANIFESTS: [string, any][] = readdirSync(join(__dirname, '..', 'specimens')).filter(file => /\.(yaml|json)$/.test(file))
  .flatMap(file => parseAllDocuments(readFileSync(join(__dirname, '..', 'specimens', file), 'utf8'), { version: '1.1', merge: true }).map(d => d.toJS()))
  .flatMap(value => (value.kind === 'List' ? value.items : [value]))
  .filter(({ apiVersion, kind, spec }) => Engine._ofKind(kind, spec?.version)?._facts.apiVersion === apiVersion)
  .map(manifest => [`${manifest.kind} ${manifest.metadata.name}`, JSON.parse(JSON.stringify(manifest))]);

/** Every place in a spec whose type is upstream's to say. */
function places(value: any, path: Path = []): Path[] {
  const below = typeof value !== 'object' || value === null ? [] : Array.isArray(value) ? value.map((v, i) => [i, v] as const) : Object.entries(value);
  const key = path[path.length - 1];
  return [...(path.length === 0 ? [] : [path]), ...(isOpen(String(key)) ? [] : below.flatMap(([k, v]) => places(v, [...path, k])))];
}

const at = (value: any, path: Path): any => path.reduce((v, key) => v[key], value);

function changed(manifest: any, path: Path, value: unknown): any {
  const copy = JSON.parse(JSON.stringify(manifest));
  at(copy.spec, path.slice(0, -1))[path[path.length - 1]] = value;
  return copy;
}

/** Values of every other type. */
const wrong = (value: unknown): unknown[] => [['a'], { a: 'b' }, 'words', 5, true]
  .filter(other => (Array.isArray(value) ? 'list' : typeof value) !== (Array.isArray(other) ? 'list' : typeof other));

/** Where Kubernetes takes whole numbers and text. */
const EITHER = /(^|\.)(maxUnavailable|sizeLimit|divisor|port|targetPort|(requests|limits)\.[^.]+)$/;

/** Where a manifest may stand. */
const PLACES: Record<string, (shop: Shop, manifest: any) => void> = {
  'that is imported': ({ chart }, manifest) => { ExistingDatabase.fromManifest(chart, 'Database', manifest); },
  'that stands beside ours': ({ chart }, manifest) => { new ApiObject(chart, 'Database', manifest); },
};

describe.each(Object.keys(PLACES))('a manifest %s', where => {
  test.each(MANIFESTS)('is refused for each value of a wrong type, at its place: %s', (_, manifest) => {
    const otherwise: string[] = [];
    for (const path of places(manifest.spec)) {
      const place = path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}.${key}`), 'spec');
      for (const value of wrong(at(manifest.spec, path))) {
        if (EITHER.test(place) && ['string', 'number'].includes(typeof value)) continue;
        const shop = new Shop();
        PLACES[where](shop, changed(manifest, path, value));
        const told = Findings.of(shop.app).all.map(f => `${f.severity} ${f.code} ${f.property}`);
        const isTold = told.length === 1 && (told[0] === 'error version-unknown undefined' || /^error \S+ /.test(told[0]) && isAtOrBelow(told[0].split(' ')[2], place));
        if (!isTold) otherwise.push(`${place}: ${JSON.stringify(value)} is told as ${told}`);
      }
    }
    expect(otherwise).toEqual([]);
  }, 600_000);
});

function isAtOrBelow(property: string, place: string): boolean {
  return property.startsWith(place) && ['', '.', '['].includes(property.charAt(place.length));
}
