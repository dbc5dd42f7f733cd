import { SpecSubject } from './subject';
import { warning } from '../../findings/finding';

const SHOWN = 6;

/** A version that KubeDB's catalog does not offer any more, or did not yet when this library was made. */
export const versionNotListed = warning<SpecSubject>('version-not-listed', ({ facts, version }) => {
  const listed = Object.keys(facts.shell.images);
  if (version === undefined || listed.includes(version)) return [];
  const major = facts.majorOf(version);
  const near = listed.filter(v => facts.majorOf(v) === major);
  const shown = (near.length > 0 ? near : listed).slice(-SHOWN);
  return [{
    message: `KubeDB's catalog is not known to offer this version of ${facts.kind}: it may be deprecated (the webhook refuses `
      + 'it then), or newer than this library',
    value: version,
    allowed: `${shown.join(', ')}${shown.length < listed.length ? ', …' : ''}`,
    remedy: `look at \`kubectl get ${facts.kind.toLowerCase()}versions\`; checks in its own image need the name of the image`,
  }];
}, 'version', 'engine');
