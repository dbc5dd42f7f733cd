import { SnapshotAttributes } from './attributes';
import { METHODS } from './method';
import { instance, list, struct } from '../values/compound';
import { number, optional, Required, text } from '../values/kind';
import { namespacedRef, namespaceName, subdomain } from '../values/names';
import { size } from '../values/quantities';
import { anyText, choice, flag, version, words } from '../values/texts';

/** What a Snapshot cannot be found without. */
const fact = (of: Required, what: string): Required => {
  const given = text({ code: 'snapshot-fact-missing', what, allowed: 'the name as kubectl prints it', problem: v => v.trim() === '' });
  return { ...of, read: (value, reading) => (typeof value !== 'string' || value.trim() === '' ? given : of).read(value, reading) };
};

const bytes = number({
  code: 'snapshot-size-invalid', what: 'a number of bytes', allowed: 'zero or more', remedy: 'leave it out if it is not known', standIn: 0, problem: v => !Number.isFinite(v) || v < 0,
});

/** A Snapshot that is written down in code. */
export const pinnedSnapshot = struct<SnapshotAttributes & { readonly name: string }>({
  name: fact(subdomain('the name of a Snapshot'), 'the name of a Snapshot'),
  method: choice('a method of backup', METHODS),
  engine: instance('Engine', 'Engine.POSTGRES and the like'),
  version: optional(version),
  namespace: fact(namespaceName, 'the namespace of a Snapshot'),
  repository: fact(subdomain('the name of a Repository'), 'the name of a Repository'),
  database: fact(subdomain('the name of a database'), 'the name of a database'),
  databaseNamespace: optional(namespaceName),
  // Its form is judged by the rules about times.
  time: anyText,
  size: optional(bytes),
  volumeSize: optional(size),
  components: optional(list(words('the name of a component'))),
  withManifest: optional(flag),
  encryptionSecret: optional(namespacedRef('a Secret')),
  session: optional(words('the name of a session')),
  phase: optional(words('a phase')),
});
