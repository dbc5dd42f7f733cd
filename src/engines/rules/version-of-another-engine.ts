import { rule } from '../../findings/finding';
import { ENGINES } from '../registry';
import { SpecSubject } from './subject';

/** Engines that share a kind are told apart by their versions, and have different addons. */
export const versionOfAnotherEngine = rule<SpecSubject>('version-of-another-engine', ({ facts, version }) => {
  if (version === undefined) return [];
  const owner = ENGINES.find(e => e.kind === facts.kind && e.versionPrefix !== undefined && version.startsWith(e.versionPrefix));
  const wrong = facts.versionPrefix === undefined ? owner !== undefined : owner !== facts;
  return wrong ? [{
    message: `this version is not one of ${facts.key}`,
    value: version,
    allowed: facts.versionPrefix === undefined ? `a version without ${owner!.versionPrefix}` : `${facts.versionPrefix}…`,
    remedy: owner === undefined ? 'choose the engine of this version' : `choose Engine.${owner.key.toUpperCase()}`,
  }] : [];
}, 'version', 'engine');
