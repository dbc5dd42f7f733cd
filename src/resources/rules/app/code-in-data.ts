import { AppSubject, nameOf } from './subject';
import { Problem, rule } from '../../../findings/finding';

/** A function or a symbol in an object that another library made: nothing prints it, and whoever tries does not say where it is. */
export const codeInData = rule<AppSubject>('data-invalid', ({ objects, texts }) => (texts.hasCode ? objects : []).flatMap((object): Problem[] => {
  const at = placeOf(object.json);
  return at === undefined ? [] : [{
    message: `${nameOf(object)}: ${at.slice(1)} is a part of a program, which no YAML can say`,
    remedy: 'give what it stands for',
    path: object.path,
    property: at.slice(1),
  }];
}));

function placeOf(value: unknown): string | undefined {
  if (typeof value === 'function' || typeof value === 'symbol') return '';
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const below = placeOf(inner);
    if (below !== undefined) return `.${key}${below}`;
  }
  return undefined;
}
