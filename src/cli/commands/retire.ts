import { consent } from '../ask';
import { incarnationCr } from '../cluster/database';
import { DatabaseRecord, incarnationsOf, isRecord, readRecord } from '../cluster/record';
import { Call, Command } from '../command';
import { CLUSTER_OPTIONS, JSON_OPTION, YES_OPTION } from '../common-options';
import { CliError, Exit } from '../exit';
import { interruptible } from '../interrupt';
import { pause } from '../io';
import { Resource } from '../kubectl';
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
    const namespace = await kubectl.namespace();
    const record = await recordThatKnows(call, name, namespace);
    refuseWhileNeeded(record, name);
    const cr = await incarnationCr(kubectl, record, name);
    if (cr === undefined) throw new CliError(Exit.FINDINGS, `${record.resource} ${name} does not exist any more in namespace ${namespace}`, 'there is nothing left to do');
    const previous = name === record.previous ? ', and there is no way back to it by rollback' : '';
    await consent(call, `${record.resource} ${name} is deleted with its volumes${previous}; its Snapshots stay.${gitHint(cr)}`);
    // Somebody may have rolled back while the question stood.
    refuseWhileNeeded(await recordThatKnows(call, name, namespace), name);
    const at = [`--namespace=${namespace}`];
    await interruptible(io, async interruption => {
      if (cr.spec?.deletionPolicy !== 'Delete') {
        await kubectl.text(['patch', record.resource, name, ...at, '--type=merge', '-p', '{"spec":{"deletionPolicy":"Delete"}}']);
      }
      if (interruption.happened) throw stopped(`${name} is still there, but its deletionPolicy is Delete now`, 'the same command again deletes it');
      await kubectl.text(['delete', record.resource, name, ...at, '--wait=false']);
      while (await incarnationCr(kubectl, record, name) !== undefined) {
        if (interruption.happened) throw stopped(`${name} is being deleted, and the cluster goes on with that`, `kubectl get ${record.resource} -n ${namespace} ${name} shows whether it is gone`);
        await pause(EVERY, interruption.promise);
      }
    });
    const left = await backupsOf(kubectl, [name], namespace);
    if (options.flag('json')) {
      io.stdout.write(`${JSON.stringify({ schema: 'cdk8s-kubestash/retire/v1', incarnation: name, namespace, database: record.database, leftBackups: left.map(b => b.name) }, undefined, 1)}\n`);
      return Exit.OK;
    }
    io.stdout.write(`${namespace}/${name} is deleted; ${record.database} goes on with ${record.incarnation}\n`);
    if (left.length > 0) {
      io.stdout.write(`next: its backups cannot run any more: kubectl delete backupconfigurations.core.kubestash.com -n ${namespace} ${left.map(b => b.name).join(' ')}\n`);
    }
    return Exit.OK;
  },
};

function stopped(what: string, next: string): CliError {
  return new CliError(Exit.INTERRUPTED, `stopped by Ctrl-C: ${what}`, next);
}

async function recordThatKnows({ kubectl }: Call, name: string, namespace: string): Promise<DatabaseRecord> {
  const records = (await kubectl.list('leases.coordination.k8s.io', namespace)).filter(isRecord).map(l => readRecord(l));
  const record = records.find(r => incarnationsOf(r).includes(name));
  if (record === undefined) {
    throw new CliError(Exit.FINDINGS, `no record in namespace ${namespace} knows an incarnation "${name}"`, `cdk8s-kubestash status -n ${namespace} DB lists them`);
  }
  return record;
}

function refuseWhileNeeded(record: DatabaseRecord, name: string): void {
  const why = name === record.incarnation ? `it is what ${record.database} is serving, or served before the halt`
    : name === record.next || name === record.target ? `restore ${record.restore} is about to open it (${record.state})`
      : undefined;
  if (why !== undefined) {
    throw new CliError(Exit.FINDINGS, `${name} cannot be retired: ${why}`, `cdk8s-kubestash status ${record.database} -n ${record.namespace} lists the others`);
  }
}

/** A GitOps tool that still renders it would make it anew, empty or by its old init. */
function gitHint({ metadata }: Resource): string {
  const keys = Object.keys({ ...metadata.labels, ...metadata.annotations });
  const tool = keys.some(k => k.startsWith('argocd.argoproj.io/tracking')) ? 'Argo CD'
    : keys.some(k => k.includes('fluxcd.io/name')) ? 'Flux' : undefined;
  return tool === undefined ? '' : ` ${tool} applied it: if the code still renders it, it is made anew at the next sync.`;
}
