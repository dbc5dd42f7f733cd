import { createHash } from 'crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'fs';
import { join } from 'path';
import Ajv, { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { upstream } from './upstream';

type Schema = { [key: string]: any };

const CACHE = join(__dirname, '..', '..', 'node_modules', '.cache', 'crd-schemas');
const schemas = new Map<string, Schema | undefined>();
const validators = new Map<string, ValidateFunction>();
let files: Map<string, string> | undefined;

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);

/** Kinds of upstream: `core.kubestash.com/RestoreSession`, … and the file of each. */
function crdFiles(): Map<string, string> {
  if (files === undefined) {
    files = new Map();
    for (const file of readdirSync(upstream('upstream/crds')).filter(f => f.endsWith('.yaml'))) {
      const path = upstream(`upstream/crds/${file}`);
      const text = readFileSync(path, 'utf8');
      const group = /^ {2}group: (\S+)$/m.exec(text)?.[1];
      const kind = /^ {4}kind: (\S+)$/m.exec(text)?.[1];
      if (group === undefined || kind === undefined) throw new Error(`no CRD in ${file}`);
      files.set(`${group}/${kind}`, path);
    }
  }
  return files;
}

/** Whether upstream has a CRD for an object. */
export function hasCrd(object: any): boolean {
  return crdFiles().has(`${String(object.apiVersion).split('/')[0]}/${object.kind}`);
}

/**
 * What an API server would object to about a custom resource, unknown fields included (which it only does if it is asked to
 * be strict). Empty for kinds that upstream has no CRD of.
 */
export function validateObject(object: any): string[] {
  if (!hasCrd(object)) return [];
  const schema = schemaOf(object.apiVersion, object.kind);
  if (schema === undefined) return [`${object.kind} has no version ${object.apiVersion}`];
  const value = JSON.parse(JSON.stringify(object));
  const validate = validatorOf(rootOf(schema, value));
  if (validate(value)) return [];
  const name = `${object.kind} ${object.metadata?.name}`;
  return (validate.errors ?? []).map(e => `${name}: ${e.instancePath || '/'} ${e.message} ${JSON.stringify(e.params)}`);
}

/** A spec with what an API server fills in where the CRD has defaults. */
export function withDefaults(object: any): any {
  return defaulted(schemaOf(object.apiVersion, object.kind)!.properties.spec, JSON.parse(JSON.stringify(object.spec)));
}

function defaulted({ properties, items, additionalProperties }: Schema, value: any): any {
  if (Array.isArray(value)) return value.map(entry => (items === undefined ? entry : defaulted(items, entry)));
  if (!isMap(value)) return value;
  const filledIn = Object.entries<Schema>(properties ?? {}).filter(([key, of]) => of.default !== undefined && value[key] === undefined)
    .map(([key, of]) => [key, of.default]);
  return Object.fromEntries([...Object.entries(value), ...filledIn].map(([key, inner]) => {
    const schema = properties?.[key] ?? (typeof additionalProperties === 'object' ? additionalProperties : {});
    return [key, defaulted(schema, inner)];
  }));
}

/** Structural schema of a version of a kind: upstream's have up to half a megabyte, so what was parsed is kept on disk. */
export function schemaOf(apiVersion: string, kind: string): Schema | undefined {
  const key = `${apiVersion}/${kind}`;
  if (!schemas.has(key)) {
    const [group, version] = apiVersion.split('/');
    const versions = parsed(crdFiles().get(`${group}/${kind}`)!).spec.versions;
    schemas.set(key, versions.find((v: Schema) => v.name === version)?.schema.openAPIV3Schema);
  }
  return schemas.get(key);
}

function parsed(file: string): Schema {
  const text = readFileSync(file, 'utf8');
  const cached = join(CACHE, `${createHash('sha256').update(text).digest('hex')}.json`);
  if (existsSync(cached)) return JSON.parse(readFileSync(cached, 'utf8'));
  const crd = parse(text);
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(`${cached}.${process.pid}`, JSON.stringify(crd));
  renameSync(`${cached}.${process.pid}`, cached);
  return crd;
}

function validatorOf(schema: Schema): ValidateFunction {
  const key = JSON.stringify(schema);
  const validate = validators.get(key) ?? ajv.compile(schema);
  validators.set(key, validate);
  return validate;
}

/** The schema of a whole object: metadata is the API server's own business. */
function rootOf(schema: Schema, value: Schema): Schema {
  const root = converted(schema, value);
  return { ...root, properties: { ...root.properties, apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' } } };
}

/**
 * A structural schema as JSON schema, unknown fields refused. Only the properties that the value has are kept: compiling all
 * of upstream's pod templates would take seconds for each kind.
 */
function converted(schema: Schema, value: unknown): Schema {
  const { properties, items, additionalProperties, nullable, type, ...rest } = schema;
  const kept = Object.fromEntries(Object.entries(rest).filter(([key]) => !key.startsWith('x-') && !['description', 'default'].includes(key)));
  for (const key of ['anyOf', 'allOf', 'oneOf']) if (kept[key] !== undefined) kept[key] = kept[key].map(junctor);
  if (kept.not !== undefined) kept.not = junctor(kept.not);
  if (schema['x-kubernetes-int-or-string']) return { ...kept, anyOf: [{ type: 'integer' }, { type: 'string' }] };
  return {
    ...kept,
    ...(type === undefined ? {} : { type: nullable ? [type, 'null'] : type }),
    ...(properties === undefined ? {} : { properties: mapped(properties, value) }),
    ...(items === undefined ? {} : { items: converted(items, union(Array.isArray(value) ? value : [])) }),
    ...(type === 'object' ? { additionalProperties: othersOf(schema, value) } : {}),
  };
}

function othersOf({ additionalProperties, ...schema }: Schema, value: unknown): Schema | boolean {
  if (schema['x-kubernetes-preserve-unknown-fields'] || schema['x-kubernetes-embedded-resource']) return true;
  if (typeof additionalProperties !== 'object') return additionalProperties ?? false;
  return converted(additionalProperties, union(Object.values(isMap(value) ? value : {})));
}

function mapped(properties: Schema, value: unknown): Schema {
  const keys = Object.keys(isMap(value) ? value : {}).filter(key => properties[key] !== undefined).sort();
  return Object.fromEntries(keys.map(key => [key, converted(properties[key], (value as Schema)[key])]));
}

/** One value that has whatever any of several has: entries of a list share a schema. */
function union(values: unknown[]): unknown {
  if (values.every(Array.isArray) && values.length > 0) return values.flat();
  const maps = values.filter(isMap);
  const keys = [...new Set(maps.flatMap(m => Object.keys(m)))];
  return Object.fromEntries(keys.map(key => [key, union(maps.filter(m => key in m).map(m => m[key]))]));
}

function isMap(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Inside anyOf and the like only value validations stand, and nothing is unknown there. */
function junctor(schema: Schema): Schema {
  const { type: _type, ...rest } = schema;
  return rest;
}
