import { AppObject, AppSubject, isOurs, nameOf, textsThat, visitStrings } from './subject';
import { dotted } from '../../../engines/spec';
import { Problem, rule } from '../../../findings/finding';
import { credential, isSecret, looksLikeOne } from '../../../values/credentials';
import { Json } from '../../../values/json';

/** Credentials in KubeDB and KubeStash objects: they would stand in Git, and belong into a Secret. Values are never repeated. */
export const secretInPlainText = rule<AppSubject>('secret-in-plain-text', subject => {
  const { keys, variables } = subject.texts;
  const isSuspect = textsThat(subject, looksLikeOne).size > 0 || [...keys, ...variables].some(isSecret);
  return !isSuspect ? [] : subject.objects.filter(o => isOurs(o) || o.kind === 'Job').flatMap(problemsOf);
});

function problemsOf(object: AppObject): Problem[] {
  const problems: Problem[] = [];
  visitStrings(object.json, (text, path, isKey) => {
    const what = credential(text, isKey ? undefined : nameFor(object.json, path));
    if (what === undefined) return;
    const place = dotted(path);
    problems.push({
      message: `${nameOf(object)} holds ${what} in plain text at ${place}`,
      path: object.path,
      // Nobody gave the fields of a Job.
      property: isOurs(object) ? place : undefined,
      remedy: 'put it into a Secret and refer to that; whoever can read the repository knows it now, so change it',
    });
  });
  return problems;
}

/** What a text is called: by its key, or, as the `value` of a variable, by the `name` beside it. */
function nameFor(json: Json, path: readonly string[]): string {
  const key = path[path.length - 1];
  if (key !== 'value') return key;
  const { name } = path.slice(0, -1).reduce<Json>((at, step) => at[step], json);
  return typeof name === 'string' ? name : key;
}
