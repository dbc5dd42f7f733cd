import { SpecSubject } from './subject';
import { goingOn, warning } from '../../findings/finding';
import { EngineFacts } from '../facts';

const SHOWN = 6;

/** A version that KubeDB's catalog does not offer any more, or did not yet when this library was made. */
export const versionNotListed = goingOn(warning<SpecSubject>('version-not-listed', ({ facts, version }) => {
  if (version === undefined || facts.shell.images[version] !== undefined) return [];
  return [{
    message: `KubeDB's catalog is not known to offer this version of ${facts.kind}: it may be deprecated (the webhook refuses `
      + 'it then), or newer than this library',
    value: version,
    allowed: listedNear(facts, version),
    remedy: `look at \`kubectl get ${facts.kind.toLowerCase()}versions\`; checks in its own image need the name of the image`,
  }];
}, 'version', 'engine'));

/** Versions that are listed, of the same major release where there are any. */
export function listedNear(facts: EngineFacts, version: string): string {
  const listed = Object.keys(facts.shell.images);
  const near = listed.filter(v => facts.majorOf(v) === facts.majorOf(version));
  const shown = (near.length > 0 ? near : listed).slice(-SHOWN);
  return `${shown.join(', ')}${shown.length < listed.length ? ', …' : ''}`;
}
