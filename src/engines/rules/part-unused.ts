import { SpecSubject } from './subject';
import { warning } from '../../findings/finding';
import { dotted, has, valueAt } from '../spec';

/** Parts of a spec that are stored, and that nobody reads. */
export const partUnused = warning<SpecSubject>('part-unused', ({ facts, spec }) => (facts.layout.unused?.(spec) ?? [])
  .filter(({ path }) => has(spec, path))
  .map(({ path, of, remedy }) => ({ message: `${dotted(path)} has no effect in ${of}`, value: valueAt(spec, path)?.name, remedy: remedy ?? 'leave it out' })), 'spec', 'engine', 'version');
