import { IConstruct } from 'constructs';

/** The root of a tree, which is asked for of every construct: `node.root` lists all constructs on the way. */
export function rootOf(scope: IConstruct): IConstruct {
  let at = scope;
  while (at.node.scope !== undefined) at = at.node.scope;
  return at;
}
