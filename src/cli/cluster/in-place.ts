import { EngineFacts } from '../../engines/facts';
import { requestTypeOf } from '../../protocol/kinds';
import { Kubectl } from '../kubectl';

/** What is known about KubeDB putting the database back itself. */
export interface InPlaceOffer {
  readonly facts: EngineFacts;
  /** Whether the cluster can; undefined where nobody can tell. */
  readonly isThere: boolean | undefined;
}

/**
 * Whether the cluster's KubeDB can put databases of an engine back in place; undefined where nobody can tell. It is read from what the API
 * server publishes about its kinds, which everybody may: the custom resources themselves take rights that few have.
 */
export async function restoresInPlace(kubectl: Kubectl, { inPlace }: EngineFacts): Promise<boolean | undefined> {
  if (inPlace === undefined) return false;
  const { plural, group, version } = requestTypeOf(inPlace.kind);
  const { code, stderr } = await kubectl.run(['explain', `${plural}.spec.${inPlace.field}`, `--api-version=${group}/${version}`, '--request-timeout=10s']);
  if (code === 0) return true;
  return /does not exist|doesn't have a resource type|couldn't find resource|no matches for/.test(stderr) ? false : undefined;
}
