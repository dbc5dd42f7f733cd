import { AppObject, AppSubject, databasesOf, groupsBy, nameOf } from './subject';
import { Claim, claimKey, claimsOf } from '../../../engines/once';
import { engineFactsOfKind } from '../../../engines/registry';
import { rule } from '../../../findings/finding';
import { LABEL } from '../../../protocol/names';

interface Claimed {
  readonly object: AppObject;
  readonly claim: Claim;
  /** Place of the object among the incarnations of its database. */
  readonly age: number;
}

/**
 * Two database CRs that lay claim to what exists once. Of an incarnation and the one before it the restore itself speaks, which
 * knows the override that solves it.
 */
export const existsOnce = rule<AppSubject>('exists-once', subject => {
  const ages = new Map<string, number>();
  const claimed = databasesOf(subject).flatMap((object): Claimed[] => {
    const database = databaseOf(object);
    const age = ages.get(database) ?? 0;
    ages.set(database, age + 1);
    return claimsOf(engineFactsOfKind(object.kind, object.json.spec?.version), object.json.spec ?? {}).map(claim => ({ object, claim, age }));
  });
  return groupsBy(claimed, c => claimKey(c.claim))
    .map(same => same.filter(c => !same.some(d => isJustBefore(d, c))))
    .map(same => [...new Map(same.map(c => [c.object, c])).values()])
    .filter(same => same.length > 1)
    .map(same => ({
      message: `${same.map(c => nameOf(c.object)).join(' and ')} ask for ${same[0].claim.what} that exists once`,
      value: `${same[0].claim.path}: ${same[0].claim.value}`,
      remedy: `leave it to one of them; a restore or copy takes another one by its own spec or overrides: { spec: { ${keyOf(same[0].claim)}: … } }`,
    }));
});

/** Key of `spec` that an override has to set: lists are replaced as a whole. */
export function keyOf({ path }: Claim): string {
  return path.split(/[.[]/)[0];
}

function isJustBefore(one: Claimed, other: Claimed): boolean {
  return databaseOf(one.object) === databaseOf(other.object) && one.age === other.age - 1;
}

/** Incarnations of one database have a label in common; any other CR stands for itself. */
function databaseOf({ json, namespace, kind, name }: AppObject): string {
  return `${kind}/${namespace ?? ''}/${json.metadata?.labels?.[LABEL.database] ?? name}`;
}
