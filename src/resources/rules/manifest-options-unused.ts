import { ObjectSubject } from './subject';
import { ENGINES } from '../../engines/registry';
import { engineOfAddon } from '../../engines/tasks';
import { warning } from '../../findings/finding';
import { isPlainObject } from '../merge';

/** Options for the manifest of a database of another engine, which nobody reads. */
export const manifestOptionsUnused = warning<ObjectSubject>('manifest-options-unused', ({ kind, spec }) => {
  const facts = kind === 'RestoreSession' ? engineOfAddon(spec.addon?.name) : undefined;
  if (facts === undefined || !isPlainObject(spec.manifestOptions)) return [];
  return ENGINES.map(other => other.manifestOption)
    .filter(key => key !== undefined && key !== facts.manifestOption && spec.manifestOptions[key] !== undefined)
    .map(key => ({
      message: `manifestOptions.${key} has no effect for ${facts.kind}`,
      value: key,
      allowed: facts.manifestOption,
      remedy: 'leave it out',
      property: `spec.manifestOptions.${key}`,
    }));
});
