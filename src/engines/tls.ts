import { isDeepStrictEqual } from 'util';
import { EngineFacts } from './facts';
import { has, listOf, textsOf, valueAt, withValueAt } from './spec';
import { CertificateFacts, TlsFacts, TlsSwitch } from './tls-facts';
import { Json } from '../values/json';

/** Certificate that clients see, and the one that they show (upstream: `CertificateAlias` of the kinds). */
export const SERVER: CertificateFacts = { alias: 'server', server: true };
export const CLIENT: CertificateFacts = { alias: 'client' };
export const EXPORTER: CertificateFacts = { alias: 'metrics-exporter' };

/** What upstream adds to certificates of kinds that tell clients and servers apart by their unit (`SetTLSDefaults`). */
export const subject = (alias: string): Json => ({ organizations: ['kubedb'], organizationalUnits: [alias] });

/** Kinds whose `spec.tls` alone turns it on. */
export function byTls(...certificates: readonly CertificateFacts[]): TlsFacts {
  return { on: spec => has(spec, ['tls']), switches: () => [], certificates: () => certificates };
}

/** Kinds that encrypt for clients only if `enableSSL` says so: `spec.tls` alone leaves the database in plain text. */
export function byEnableSsl(certificates: TlsFacts['certificates']): TlsFacts {
  return { on: spec => spec.enableSSL === true, switches: () => [{ path: ['enableSSL'], on: true, off: false }], certificates };
}

/** Whether clients of a database speak TLS: the one answer for runs, shells, certificates and checks. */
export function speaksTls(facts: EngineFacts, spec: Json | undefined): boolean {
  return spec !== undefined && facts.tls.on(spec);
}

/** Secret with the certificate that a client shows (`ca.crt`, `tls.crt`, `tls.key`); undefined where clients speak no TLS. */
export function clientCertificate(facts: EngineFacts, spec: Json | undefined, database: string): string | undefined {
  return speaksTls(facts, spec) ? chosenSecret(spec!, 'client') ?? certSecret(database, 'client') : undefined;
}

/** The switches that a spec with TLS must have and nobody has said: over what an imported database has, unless that means yes. */
export function withTlsOn(facts: EngineFacts, typed: Json, said: Json, base: Json = {}): Json {
  return facts.tls.switches({ ...base, ...said })
    .filter(({ path, off }) => !has(said, path) && (!has(base, path) || valueAt(base, path) === off))
    .reduce((spec, { path, on }) => withValueAt(spec, path, on), typed);
}

/** The switches that an imported database has on, turned off where its TLS is taken away. */
export function withTlsOff(facts: EngineFacts, typed: Json, said: Json, base: Json): Json {
  const stands = { ...base, ...typed };
  const on = facts.tls.switches(stands).filter(({ path, off }) => !has(said, path) && has(base, path) && valueAt(stands, path) !== off);
  // One that is off may leave another one that means something.
  return on.length === 0 ? typed : withTlsOff(facts, on.reduce((spec, { path, off }) => withValueAt(spec, path, off), typed), said, base);
}

/** The switch that says no although TLS is asked for. */
export function switchedOff(facts: EngineFacts, said: Json): TlsSwitch | undefined {
  return facts.tls.switches(said).find(({ path, off }) => valueAt(said, path) === off);
}

/**
 * `spec.tls.certificates` as upstream leaves it, so that what is sent is what is stored. The names of our Services are added,
 * sorted as upstream sorts them, to what the user's own entries say.
 */
export function certificatesOf(facts: EngineFacts, spec: Json, about: { database: string; version?: string; hosts: readonly string[] }): Json[] {
  const said = spec.tls?.certificates;
  // Rules about values refuse what is no list of objects, and must see it.
  if (said !== undefined && listOf(said).length !== said?.length) return said;
  const own = listOf(said);
  const known = facts.tls.certificates(spec, about.version);
  return [
    ...own.map(entry => completed(entry, known.find(k => k.alias === entry.alias), about)),
    ...known.filter(k => !own.some(entry => entry.alias === k.alias)).map(k => completed({ alias: k.alias }, k, about)),
  ];
}

/** What the user said of the certificates: the opposite of `certificatesOf`. Undefined where all of it was filled in. */
export function certificatesSaid(
  facts: EngineFacts, spec: Json, about: { database: string; version?: string; hosts: readonly string[] },
): Json[] | undefined {
  const known = facts.tls.certificates(spec, about.version);
  const said = listOf(spec.tls?.certificates).map((entry: Json) => {
    const more: Json = known.find(k => k.alias === entry.alias)?.more ?? {};
    const filledIn: Json = { ...more, secretName: certSecret(about.database, entry.alias) };
    const dnsNames = textsOf(entry.dnsNames).filter(host => !about.hosts.includes(host));
    return Object.fromEntries(Object.entries({ ...entry, dnsNames })
      .filter(([key, value]) => !(key in filledIn && isDeepStrictEqual(value, filledIn[key])) && (key !== 'dnsNames' || dnsNames.length > 0)));
  }).filter((entry: Json) => Object.keys(entry).length > 1);
  return said.length === 0 ? undefined : said;
}

function completed(entry: Json, facts: CertificateFacts | undefined, { database, hosts }: { database: string; hosts: readonly string[] }): Json {
  if (facts === undefined) return entry;
  const { dnsNames = [] } = entry;
  return {
    ...facts.more,
    ...(facts.secretless ? {} : { secretName: certSecret(database, facts.alias) }),
    ...entry,
    ...(facts.server && Array.isArray(dnsNames) ? { dnsNames: [...new Set([...dnsNames, ...hosts])].sort() } : {}),
  };
}

/** Name of the Secret that the certificate of an alias lands in (upstream: `CertificateName`). */
function certSecret(database: string, alias: string): string {
  return `${database}-${alias}-cert`;
}

/** The Secret that the user chose: not one that upstream, or we, named after a database, which may be another incarnation. */
function chosenSecret(spec: Json, alias: string): string | undefined {
  const name: unknown = listOf(spec.tls?.certificates).find((entry: Json) => entry.alias === alias)?.secretName;
  return typeof name !== 'string' || name.endsWith(`-${alias}-cert`) ? undefined : name;
}
