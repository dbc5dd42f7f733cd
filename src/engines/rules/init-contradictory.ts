import { SpecSubject } from './subject';
import { rule } from '../../findings/finding';

/** Two ways to fill a new database at once: upstream refuses neither, and waits for both. */
export const initContradictory = rule<SpecSubject>('init-contradictory', ({ spec }) => (
  spec.init?.archiver !== undefined && spec.init?.waitForInitialRestore === true ? [{
    message: 'the operator would restore by init.archiver and wait for a RestoreSession that never comes',
    value: 'init.archiver and init.waitForInitialRestore',
    remedy: 'leave one of them out',
  }] : []
), 'spec.init', 'init');
