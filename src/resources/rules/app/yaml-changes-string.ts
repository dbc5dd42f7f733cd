import { Yaml } from 'cdk8s';
import { AppSubject, nameOf, textsThat, visitStrings } from './subject';
import { Problem, rule } from '../../../findings/finding';

/**
 * Numbers as Go's YAML reader knows them once underscores are gone: `0o17`, `0X1F`, `0B1`, `0__b0`, `0E0_`. Some of them are
 * plain text to what prints them.
 */
const NUMBER = /^[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0b[-+][01]+|0[oO]?[0-7]+|[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?|\.[0-9]+([eE][-+]?[0-9]+)?)$/;

/** Line breaks of YAML 1.1 and characters that the reader refuses, quoted or not: they are printed as they are. */
const CHARACTERS = /[\u007f-\u009f\u2028\u2029\ufffe\uffff]|\p{Surrogate}/u;

/** Whether one of those may be there: asked of every string, so that the exact question is asked of few. */
const MAY_HOLD = /[\u007f-\uffff]/;

/** Strings that would arrive in the cluster as something else. */
export const yamlChangesString = rule<AppSubject>('yaml-changes-string', subject => {
  const problems: Problem[] = [];
  const changed = textsThat(subject, isChanged);
  if (changed.size === 0) return problems;
  for (const object of subject.objects) {
    visitStrings(object.json, (text, path) => {
      if (!changed.has(text)) return;
      problems.push({
        message: `${nameOf(object)} holds a string at ${path.join('.')} that kubectl reads as something else`,
        value: text,
        remedy: 'write it in another way, in decimal for example',
      });
    });
  }
  return problems;
});

/** Whether a string is printed in a way that kubectl does not read back as this string. */
export function isChanged(text: string): boolean {
  if (MAY_HOLD.test(text) && CHARACTERS.test(text)) return true;
  return beginsANumber(text.charCodeAt(0)) && NUMBER.test(text.replace(/_/g, '')) && !isQuoted(text);
}

/** Whether a character is one of `+-.0123456789`. */
function beginsANumber(code: number): boolean {
  return code <= 57 && (code >= 48 || code === 43 || code === 45 || code === 46);
}

/** Decimals as people write them: versions, ports, counts. What prints YAML quotes them all. */
const DECIMAL = /^[0-9]+(\.[0-9]+)?$/;

function isQuoted(text: string): boolean {
  return DECIMAL.test(text) || /^["']/.test(Yaml.stringify(text));
}
