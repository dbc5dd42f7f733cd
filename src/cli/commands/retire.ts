import { typeText } from '../../protocol/kinds';
import { whyNeeded } from '../../protocol/person';
import { incarnationsOf, wasOpened } from '../../protocol/record';
import { plain } from '../../protocol/text';
import { consent } from '../ask';
import { incarnationCr } from '../cluster/database';
import { resourceText } from '../cluster/kinds';
import { ClusterObject, ObjectPlace, orThrow } from '../cluster/objects';
import { FoundRecord, recordsIn, unsoundText } from '../cluster/records';
import { Call, Command } from '../command';
import { CLUSTER_OPTIONS, JSON_OPTION, YES_OPTION } from '../common-options';
import { CliError, Exit } from '../exit';
import { interruptible, Interruption } from '../interrupt';
import { pause } from '../io';
import { connect } from '../proxy';
import { backupsOf } from '../status/runs';

/** Milliseconds between two looks at whether it is gone. */
const EVERY = 500;

export const retire: Command = {
  arguments: [{ name: 'INCARNATION', summary: 'name of the database object, as cdk8s-kubestash status lists it' }],
  options: { ...CLUSTER_OPTIONS, ...YES_OPTION, ...JSON_OPTION },
  examples: ['retire orders-1a2b3c4d -n shop'],
  notes: [
    'Sets the deletionPolicy to Delete and deletes the object: its pods and volumes go, its Snapshots and Secrets stay. Refused while it serves, or may be about to. '
    + 'Take it out of the code first (retirePrevious: true), else the next sync makes it anew.',
  ],
  run: async call => {
    const { io, kubectl, options, arguments: [name] } = call;
    const { record, cr, place } = await expendable(call, name);
    const { namespace, database } = record;
    const about = `${resourceText(place.type)} ${name}`;
    const previous = name === record.previous ? ', and there is no way back to it by rollback' : !wasOpened(record, cr.metadata.uid) && record.contents[name] === undefined ? ' (no application was ever led to it)' : '';
    await consent(call, `${about} is deleted with its volumes${previous}; its Snapshots stay.${gitHint(cr)}`);
    // Somebody may have rolled back while the question stood.
    for (const r of await recordsThatKnow(call, name)) refuseWhileNeeded(r, name);
    await interruptible(io, interruption => removeForGood(call, place, cr, interruption));
    const left = await backupsOf(kubectl, [name], namespace);
    if (options.flag('json')) {
      io.stdout.write(`${JSON.stringify({ schema: 'cdk8s-kubestash/retire/v1', incarnation: name, namespace, database, leftBackups: left.map(b => b.name) }, undefined, 1)}\n`);
      return Exit.OK;
    }
    io.stdout.write(`${namespace}/${name} is deleted; ${database} goes on with ${record.incarnation || 'what comes next'}\n`);
    if (left.length > 0) {
      io.stdout.write(`next: its backups cannot run any more: kubectl delete backupconfigurations.core.kubestash.com -n ${namespace} ${left.map(b => b.name).join(' ')}\n`);
    }
    return Exit.OK;
  },
};

async function removeForGood({ kubectl }: Call, place: ObjectPlace, cr: ClusterObject, interruption: Interruption): Promise<void> {
  const { api } = await connect(kubectl);
  const { name } = place;
  if (cr.spec?.deletionPolicy !== 'Delete') orThrow('patch', place, await api.patch(place, { spec: { deletionPolicy: 'Delete' } }));
  if (interruption.happened) throw stopped(`${name} is still there, but its deletionPolicy is Delete now`, 'the same command again deletes it');
  orThrow('delete', place, await api.remove(place));
  for (;;) {
    const answer = await api.get(place);
    if (!answer.ok && answer.refusal === 'absent') return;
    orThrow('read', place, answer);
    if (interruption.happened) throw stopped(`${name} is being deleted, and the cluster goes on with that`, `kubectl get ${resourceText(place.type)} -n ${place.namespace} ${name} shows whether it is gone`);
    await pause(EVERY, interruption.promise);
  }
}

function stopped(what: string, next: string): CliError {
  return new CliError(Exit.INTERRUPTED, `stopped by Ctrl-C: ${what}`, next);
}

/** An incarnation that no record of its namespace needs. */
async function expendable(call: Call, name: string): Promise<{ record: FoundRecord; cr: ClusterObject; place: ObjectPlace }> {
  const { kubectl, io } = call;
  const knowing = await recordsThatKnow(call, name);
  const [record] = knowing;
  const { namespace } = record;
  for (const r of knowing) {
    if (r.unsound.length > 0) io.stderr.write(`WARNING: ${unsoundText(r)}\n`);
    refuseWhileNeeded(r, name);
  }
  const kinds = [...new Map(knowing.flatMap(r => (r.resource === undefined ? [] : [[typeText(r.resource), r.resource] as const]))).values()];
  const listedIn = `Lease ${knowing.map(r => r.name).join(', ')}`;
  if (kinds.length === 0) throw new CliError(Exit.FINDINGS, `${listedIn} does not say of which kind ${name} is`, 'the next run of its database writes that down');
  if (kinds.length > 1) throw new CliError(Exit.FINDINGS, `${listedIn} do not agree of which kind ${name} is: ${kinds.map(resourceText).join(', ')}`, 'delete by hand the one that is meant');
  const [type] = kinds;
  const cr = await incarnationCr(kubectl, { ...record, resource: type }, name);
  if (cr === undefined) throw new CliError(Exit.FINDINGS, `${resourceText(type)} ${name} does not exist any more in namespace ${namespace}`, 'there is nothing left to do');
  return { record, cr, place: { type, namespace, name } };
}

async function recordsThatKnow({ kubectl }: Call, name: string): Promise<FoundRecord[]> {
  const namespace = await kubectl.namespace();
  const knowing = (await recordsIn(kubectl, namespace)).filter(r => incarnationsOf(r).includes(name));
  if (knowing.length > 0) return knowing;
  throw new CliError(Exit.FINDINGS, `no record in namespace ${namespace} knows an incarnation "${plain(name)}"`, `cdk8s-kubestash status -n ${namespace} DB lists them`);
}

function refuseWhileNeeded(record: FoundRecord, name: string): void {
  const why = whyNeeded(record, name);
  if (why !== undefined) {
    throw new CliError(Exit.FINDINGS, `${name} cannot be retired: ${why}`, `cdk8s-kubestash status ${record.database} -n ${record.namespace} lists the others`);
  }
}

/** A GitOps tool that still renders it would make it anew, empty or by its old init. */
function gitHint({ metadata }: ClusterObject): string {
  const keys = Object.keys({ ...metadata.labels, ...metadata.annotations });
  const tool = keys.some(k => k.startsWith('argocd.argoproj.io/tracking')) ? 'Argo CD'
    : keys.some(k => k.includes('fluxcd.io/name')) ? 'Flux' : undefined;
  return tool === undefined ? '' : ` ${tool} applied it: if the code still renders it, it is made anew at the next sync.`;
}
