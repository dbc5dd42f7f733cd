import { Yaml } from 'cdk8s';
import { AppSubject, nameOf, visitStrings } from './subject';
import { Problem, rule } from '../../../findings/finding';

/** Numbers that Go's YAML reader knows and the one that prints them does not: `0o17`, `0X1F`, `0B1`, `0__b0`. */
const NUMBER = /^[-+]?0([xX][0-9a-fA-F]+|[bB][01]+|[oO][0-7]+)$/;

/** Line breaks of YAML 1.1 that are printed as they are. */
const BREAKS = /[\u0085\u2028\u2029]/;

/** Strings that would arrive in the cluster as something else. */
export const yamlChangesString = rule<AppSubject>('yaml-changes-string', ({ objects }) => objects.flatMap(object => {
  const problems: Problem[] = [];
  visitStrings(object.json, (text, path) => {
    if (!isChanged(text)) return;
    problems.push({
      message: `${nameOf(object)} holds a string at ${path.join('.')} that kubectl reads as something else`,
      value: text,
      remedy: 'write it in another way, in decimal for example',
    });
  });
  return problems;
}));

/** Whether a string is printed in a way that kubectl does not read back as this string. */
export function isChanged(text: string): boolean {
  if (BREAKS.test(text)) return !isQuoted(text);
  return NUMBER.test(text.replace(/_/g, '')) && !isQuoted(text);
}

function isQuoted(text: string): boolean {
  return /^["']/.test(Yaml.stringify(text));
}
