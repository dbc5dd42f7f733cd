import { AppObject, AppSubject, nameOf, textsThat, visitStrings } from './subject';
import { Problem, warning } from '../../../findings/finding';

const SWITCH = 'kustomize.toolkit.fluxcd.io/substitute';

/** `${NAME}`, `${NAME:=default}` and the like, unless the dollar is doubled. */
const VARIABLE = /(^|[^$])(\$\$)*\$\{[A-Za-z_]/;

/** Texts in which Flux would replace a variable, or fail because it does not know it. */
export const fluxSubstitutes = warning<AppSubject>('flux-substitutes', subject => {
  const variables = textsThat(subject, text => text.includes('${') && VARIABLE.test(text));
  if (variables.size === 0) return [];
  return subject.objects.flatMap(object => (isLeftAlone(object) ? [] : problemOf(object, variables)));
});

function isLeftAlone({ flux, json: { metadata } }: AppObject): boolean {
  return !flux || [metadata?.annotations, metadata?.labels].some(m => m?.[SWITCH] === 'disabled');
}

function problemOf(object: AppObject, variables: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = [];
  visitStrings(object.json, (text, path) => {
    if (problems.length > 0 || !variables.has(text)) return;
    problems.push({
      message: `${nameOf(object)} holds a variable at ${path.join('.')} that Flux replaces where postBuild is used`,
      value: text,
      remedy: `annotate it with ${SWITCH}: disabled, or acknowledge that Flux is meant to replace it`,
    });
  });
  return problems;
}
