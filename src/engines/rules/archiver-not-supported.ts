import { SpecSubject } from './subject';
import { rule } from '../../findings/finding';

/** Schemas are more generous than operators: `init.archiver` is in every kind's, and does nothing in most. */
export const archiverNotSupported = rule<SpecSubject>('archiver-not-supported', ({ facts, spec }) => {
  const paths = [['archiver', spec.archiver], ['init.archiver', spec.init?.archiver]].filter(([, value]) => value !== undefined);
  const refusal = facts.archiver === undefined ? `${facts.kind} has no archiver` : facts.archiver.refuses?.(spec);
  if (paths.length === 0 || refusal === undefined) return [];
  return paths.map(([path]) => ({ message: `${path} would do nothing: ${refusal}`, value: path, remedy: 'leave it out' }));
}, 'spec.archiver', 'engine', 'backup');
