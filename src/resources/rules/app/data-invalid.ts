import { AppSubject } from './subject';
import { Problem, rule } from '../../../findings/finding';
import { plainData } from '../../../values/data';
import { Reading } from '../../../values/kind';

/** Objects that cannot be printed, or not as they are meant: what is in the way. Where that is only known late, synthesis says why. */
export const dataInvalid = rule<AppSubject>('data-invalid', ({ objects, texts, unprintable = [] }) => [
  ...unprintable, ...(texts.hasCode ? objects : []).map(({ path, json }) => ({ path, body: json })),
].flatMap(({ path, body }): Problem[] => {
  const reading = new Reading();
  plainData(withoutNothing(body), reading);
  return reading.refusals.slice(0, 1).map(refusal => ({ ...refusal, path }));
}));

/** What is null at the top is never printed. */
function withoutNothing(body: object): object {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}
