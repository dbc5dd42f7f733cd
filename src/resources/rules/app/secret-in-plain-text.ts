import { AppObject, AppSubject, isOurs, nameOf, textsThat, visitStrings } from './subject';
import { Json } from '../../../engines/facts';
import { dotted } from '../../../engines/spec';
import { Problem, rule } from '../../../findings/finding';

/** Values that are credentials whatever they are called. */
const CREDENTIALS: readonly [RegExp, string][] = [
  [/\b(AKIA|ASIA)[0-9A-Z]{16}\b/, 'an AWS access key'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/\bgh[pousr]_[0-9A-Za-z]{36}\b/, 'a GitHub token'],
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/$]+:[^\s@/${}]+@/, 'a URL with a password'],
  [/(^|\s)--?(password|access-key|secret-key)[= ][^\s$]+/, 'a password among arguments'],
];

/** What each of them holds somewhere: asked of every string, so that the exact questions are asked of few. */
const MAY_BE = /AKIA|ASIA|PRIVATE|gh[pousr]_|:\/\/|-(password|access-key|secret-key)/;

/** Keys whose value is a credential; `passwordSecret` and the like only refer to one. */
const KEYS = /(password|passwd|passphrase|secretaccesskey|accesskeyid|accountkey|apikey|privatekey)$|^(accesskey|secretkey|token)$/;

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

function credential(text: string, key: string | undefined): string | undefined {
  const found = CREDENTIALS.find(([pattern]) => pattern.test(text));
  if (found !== undefined) return found[1];
  return key !== undefined && text !== '' && isSecret(key) && !text.includes('$') ? 'what looks like a credential' : undefined;
}

function looksLikeOne(text: string): boolean {
  return MAY_BE.test(text) && CREDENTIALS.some(([pattern]) => pattern.test(text));
}

function isSecret(key: string): boolean {
  // All of them end so, whatever the case and signs in between.
  return /[dtesy][^A-Za-z]*$/i.test(key) && KEYS.test(key.replace(/[^A-Za-z]/g, '').toLowerCase());
}
