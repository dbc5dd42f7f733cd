import { Json } from '../values/json';

/** Made by KubeDB or cert-manager, or named with a namespace of their own. */
const ELSEWHERE = ['init', 'certificates', 'archiver', 'keyFileSecret', 'keystoreCredSecret', 'internalUsers'];

/** Secrets and issuers that a spec names, which a database looks for in its own namespace: `Secret license`, `Issuer ca`. */
export function neighboursOf(spec: Json): string[] {
  return [...new Set(below(spec))].sort();
}

function below(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(below);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value as Json).flatMap(([key, inner]) => (ELSEWHERE.includes(key) ? [] : named(key, inner) ?? below(inner)));
}

function named(key: string, value: any): string[] | undefined {
  if (key === 'authSecret') return value?.externallyManaged === true && value.name ? [`Secret ${value.name}`] : [];
  if (key === 'issuerRef') return value?.kind === 'Issuer' ? [`Issuer ${value.name}`] : [];
  if (key === 'secretName') return [`Secret ${value}`];
  if (key === 'imagePullSecrets') return Array.isArray(value) ? value.map(({ name }) => `Secret ${name}`) : [];
  return /Secret$|^secret(Ref|KeyRef)$/.test(key) && typeof value?.name === 'string' && value.name !== '' ? [`Secret ${value.name}`] : undefined;
}
