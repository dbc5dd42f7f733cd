import { resourceText } from './kinds';
import { Answer, Place } from '../../agent/api';
import { Refusal } from '../../protocol/decision';
import { plain } from '../../protocol/text';
import { CliError, Exit } from '../exit';
import { Kubectl } from '../kubectl';
import { connect } from '../proxy';

/** An object of the cluster, as it was read. */
export type ClusterObject = { [key: string]: any };

/** One object. */
export interface ObjectPlace extends Place {
  readonly name: string;
}

/** The end of a command because the API server said no. */
export class ClusterError extends CliError {
  constructor(what: string, public readonly refusal: Refusal, message: string) {
    super(Exit.CLUSTER, `${what}: ${plain(message, 600)}`, REMEDIES[refusal]);
  }
}

const REMEDIES: Partial<Record<Refusal, string>> = {
  'forbidden': 'you may not do that: cdk8s-kubestash help roles prints what each command needs',
  'unknown-kind': 'is KubeStash (or KubeDB) installed there? cdk8s-kubestash doctor tells',
  'absent': 'is it the right namespace (-n) and the right cluster (--context)?',
  'unreachable': 'is it the right cluster, and does it answer? kubectl config current-context and kubectl cluster-info tell',
};

/** An object; undefined where there is none, or the cluster does not know its kind. */
export async function getObject(kubectl: Kubectl, place: ObjectPlace): Promise<ClusterObject | undefined> {
  const { api } = await connect(kubectl);
  const answer = await api.get(place);
  if (answer.ok) return answer.body;
  if (answer.refusal === 'absent' || answer.refusal === 'unknown-kind') return undefined;
  throw refusedTo('read', place, answer);
}

/** The objects of a kind; none where the cluster does not know it. Undefined as namespace: those of all namespaces. */
export async function listObjects(kubectl: Kubectl, type: Place['type'], namespace: string | undefined, labels?: string): Promise<ClusterObject[]> {
  const { api } = await connect(kubectl);
  const place = { type, namespace: namespace ?? '' };
  const answer = await api.list(place, labels === undefined ? {} : { labels });
  if (answer.ok) return [...answer.body.items];
  if (answer.refusal === 'unknown-kind') return [];
  throw refusedTo('read', place, answer);
}

/** Does what cannot go wrong in the ordinary case; ends the command if it does. */
export function orThrow(verb: string, place: Place, answer: Answer): any {
  if (answer.ok) return answer.body;
  throw refusedTo(verb, place, answer);
}

function refusedTo(verb: string, { type, namespace, name }: Place, { refusal, message }: Extract<Answer, { ok: false }>): ClusterError {
  const where = namespace === '' ? '' : ` in namespace ${plain(namespace)}`;
  return new ClusterError(`could not ${verb} ${resourceText(type)}${name === undefined ? '' : ` ${plain(name)}`}${where}`, refusal, message);
}
