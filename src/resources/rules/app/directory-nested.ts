import { repositoriesByPlace } from './places';
import { DeclaredRepository } from './repositories';
import { AppSubject } from './subject';
import { Problem, rule } from '../../../findings/finding';

/**
 * A Repository of one database in the directory of another's. What wipes the outer one out, or lists it, reaches the inner one.
 * One database may order its own as it likes.
 */
export const directoryNested = rule<AppSubject>('directory-nested', subject => {
  const places = repositoriesByPlace(subject);
  return [...places].flatMap(([place, [inner]]) => {
    const outer = above(place).flatMap(p => places.get(p) ?? []).find(r => r.target !== inner.target);
    return outer === undefined ? [] : [problem(inner, outer)];
  });
});

function problem(inner: DeclaredRepository, outer: DeclaredRepository): Problem {
  return {
    message: `the Repository ${inner.namespace}/${inner.name} lies in the directory of ${outer.namespace}/${outer.name}, which is another database's: `
      + 'whatever deletes that would delete this one too',
    value: inner.directory,
    path: inner.owner.path,
    allowed: `a directory outside of ${outer.directory === '' ? 'the root of BackupStorage' : outer.directory} of ${outer.storage}`,
    remedy: 'give each database a directory beside those of others',
  };
}

/** The directories that a place lies in, the nearest first. */
function above(place: string): string[] {
  const parts = place.split('/');
  return parts.slice(1).map((_, i) => parts.slice(0, parts.length - 1 - i).join('/'));
}
