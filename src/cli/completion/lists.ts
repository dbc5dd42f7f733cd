import { isName } from '../../protocol/text';
import { KINDS } from '../cluster/kinds';
import { listObjects } from '../cluster/objects';
import { recordsIn } from '../cluster/records';
import { Kubectl } from '../kubectl';

/** A context that no shell takes for anything else. */
const CONTEXT = /^[\w.:@/+=][\w.:@/+=-]*$/;

/** What can be completed only by asking: names, and nothing but names. */
export const LISTS: Readonly<Record<string, (kubectl: Kubectl) => Promise<string[]>>> = {
  databases: async kubectl => [...new Set((await recordsIn(kubectl, await kubectl.namespace())).map(r => r.database))].filter(isName),
  namespaces: async kubectl => (await listObjects(kubectl, KINDS.namespace, undefined)).map(n => n.metadata.name).filter(isName),
  contexts: async kubectl => (await kubectl.text(['config', 'get-contexts', '--output=name'])).split('\n').filter(name => CONTEXT.test(name)),
};
