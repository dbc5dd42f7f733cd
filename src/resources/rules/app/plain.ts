import { refusedPaths } from './field-invalid';
import { strangeObjects } from './kind-unknown';
import { hasRefusedName } from './object-name-invalid';
import { AppObject, AppSubject, isOurs, known } from './subject';
import { engineFactsOfKind } from '../../../engines/registry';
import { PLAIN_RULES } from '../../../engines/rules';
import { SpecSubject } from '../../../engines/rules/subject';
import { Rule } from '../../../findings/finding';
import { isPlainObject } from '../../merge';
import { PLAIN_OBJECT_RULES } from '../index';
import { ObjectSubject } from '../subject';

/** What is said of single objects, said of those that other libraries wrote: KubeDB and KubeStash refuse them for the same reasons. */
export const plainRules: readonly Rule<AppSubject>[] = [
  ...ofEach(PLAIN_OBJECT_RULES, kubeStashObject),
  ...ofEach(PLAIN_RULES, database),
];

/** Rules of one object, asked of each that nobody has asked them of; what a field holds comes first. */
function ofEach<S>(rules: readonly Rule<S>[], subjectOf: (object: AppObject) => S | undefined): Rule<AppSubject>[] {
  const subjects = known((app): { readonly path: string; readonly subject: S }[] => app.objects
    .filter(object => isOurs(object) && !object.judged && isPlainObject(object.json.spec) && !refusedPaths(app).has(object.path)
      && !strangeObjects(app).has(object) && !hasRefusedName(object))
    .flatMap(object => {
      const subject = subjectOf(object);
      return subject === undefined ? [] : [{ path: object.path, subject }];
    }));
  return rules.map(rule => ({
    ...rule, reads: undefined, check: app => subjects(app).flatMap(({ path, subject }) => rule.check(subject).map(problem => ({ ...problem, path }))),
  }));
}

function kubeStashObject({ group, kind, name, namespace, json: { apiVersion, spec } }: AppObject): ObjectSubject | undefined {
  return group === 'kubedb.com' ? undefined : { apiVersion, kind, name, namespace, spec };
}

function database({ group, kind, name, namespace, json: { apiVersion, spec } }: AppObject): SpecSubject | undefined {
  const facts = group === 'kubedb.com' ? engineFactsOfKind(kind, spec.version) : undefined;
  return facts?.apiVersion === apiVersion ? { facts: facts!, version: spec.version, spec, database: name, namespace } : undefined;
}
