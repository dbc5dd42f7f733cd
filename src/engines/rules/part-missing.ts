import { Problem, rule } from '../../findings/finding';
import { Part } from '../layout-facts';
import { dotted, has } from '../spec';
import { SpecSubject } from './subject';

/** Parts of a spec without which KubeDB's webhooks refuse it. What is missing as a whole is told once, with all that it needs. */
export const partMissing = rule<SpecSubject>('part-missing', ({ facts, spec }) => {
  const missing = (facts.layout.requires?.(spec) ?? []).filter(part => !has(spec, part.path));
  const wholes = new Map<string, Part[]>();
  for (const part of missing) {
    const whole = dotted(wholeOf(part, missing, path => has(spec, path)));
    wholes.set(whole, [...wholes.get(whole) ?? [], part]);
  }
  return [...wholes].map(([whole, parts]) => problemOf(whole, parts));
}, 'spec', 'topology', 'engine', 'storage');

/** The part around one that is missing, where others are missing for it too, and the same is to be done. */
function wholeOf(part: Part, missing: readonly Part[], isThere: (path: readonly string[]) => boolean): readonly string[] {
  const around = part.path.slice(0, -1);
  if (around.length === 0 || isThere(around)) return part.path;
  const isBeside = (other: Part): boolean => other !== part && dotted(other.path.slice(0, -1)) === dotted(around);
  return missing.some(other => isBeside(other) && other.of === part.of && other.remedy === part.remedy) ? around : part.path;
}

function problemOf(whole: string, [first, ...others]: readonly Part[]): Problem {
  const names = [first, ...others].map(part => part.path[part.path.length - 1]);
  return {
    message: `${first.of} needs ${whole}${others.length === 0 ? '' : `: ${names.join(', ')}`}`,
    remedy: first.remedy ?? `say ${whole}`,
  };
}
