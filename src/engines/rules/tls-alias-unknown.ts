import { SpecSubject } from './subject';
import { warning } from '../../findings/finding';
import { nearest } from '../../findings/nearest';

/** Certificates that an engine has in some topology, version or with monitoring alone: their entries may wait for that. */
const SOMETIMES = ['admin', 'endpoint', 'metrics-exporter'];

/** An entry of `spec.tls.certificates` that upstream has no certificate for: it is stored, and nothing comes of it. */
export const tlsAliasUnknown = warning<SpecSubject>('tls-alias-unknown', ({ facts, version, spec }) => {
  const entries: unknown = spec.tls?.certificates;
  if (!Array.isArray(entries)) return [];
  const known = [...new Set([...facts.tls.certificates(spec, version).map(c => c.alias), ...SOMETIMES])];
  return entries.map(entry => entry?.alias).filter(alias => typeof alias === 'string' && !known.includes(alias)).map(alias => {
    const meant = nearest(alias, known);
    return {
      message: `${facts.kind} has no certificate of this alias, so that what is said of it has no effect`,
      value: alias,
      allowed: known.join(', '),
      remedy: meant === undefined ? 'take one of them, or acknowledge this if your KubeDB is newer than this library' : `say ${meant}`,
    };
  });
}, 'spec.tls', 'tls', 'engine');
