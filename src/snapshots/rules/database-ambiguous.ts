import { rule } from '../../findings/finding';

/** The databases that a name was found to mean. */
export interface NamedDatabases {
  readonly name: string;
  /** `kind namespace/name` of each. */
  readonly found: readonly string[];
}

/** A name that several databases have, where one was to be picked. */
export const databaseAmbiguous = rule<NamedDatabases>('database-ambiguous', ({ name, found }) => (
  found.length < 2 ? [] : [{
    message: 'the catalog lists several databases of this name',
    value: name,
    allowed: `one of ${found.join(', ')}`,
    remedy: 'say the namespace, or the engine in the options',
  }]
));
