import { follow } from './follow';
import { isPerson } from '../../protocol/names';
import { KINDS } from '../cluster/kinds';
import { ClusterObject, orThrow } from '../cluster/objects';
import { FoundRecord } from '../cluster/records';
import { Call } from '../command';
import { CliError, Exit } from '../exit';
import { interruptible } from '../interrupt';
import { pause } from '../io';
import { connect } from '../proxy';
import { jobsOf, runState } from '../status/runs';

/** Milliseconds between two looks at whether it is gone. */
const EVERY = 500;
const MADE_BY_CLUSTER = ['controller-uid', 'batch.kubernetes.io/controller-uid', 'job-name', 'batch.kubernetes.io/job-name'];

/** Makes the Job of the record's restore anew: it finds what is done, and runs the checks again. Waits for its end. */
export async function recheck(call: Call, record: FoundRecord): Promise<void> {
  const { kubectl, io } = call;
  const { namespace, database, restore } = record;
  if (isPerson(record.by)) {
    throw new CliError(Exit.FINDINGS, `${record.by} decided about restore ${restore}, and its run does nothing against that`,
      'look at the data through cdk8s-kubestash shell; then resume, or roll back');
  }
  const [job] = await jobsOf(kubectl, database, namespace, restore);
  if (job === undefined) {
    throw new CliError(Exit.FINDINGS, `the Job of restore ${restore} is not there any more, so its checks cannot run again`, 'apply the restore again');
  }
  if (['active', 'waiting'].includes(runState(job).status)) {
    throw new CliError(Exit.FINDINGS, `Job ${job.metadata.name} is still at work`, `cdk8s-kubestash status ${database} -n ${namespace} --watch follows it`);
  }
  io.stderr.write(`making Job ${job.metadata.name} anew: what is restored is found, the checks run again\n`);
  // Both or neither, whoever presses what.
  const outcome = await interruptible(io, async interruption => {
    await makeAnew(call, job);
    return follow(call, { database, namespace, record: record.name, restore, run: job.metadata.name }, interruption);
  });
  if (outcome.exit !== Exit.OK) throw new CliError(outcome.exit, outcome.message);
}

async function makeAnew({ kubectl }: Call, job: ClusterObject): Promise<void> {
  const { api } = await connect(kubectl);
  const place = { type: KINDS.job, namespace: job.metadata.namespace, name: job.metadata.name };
  orThrow('delete', place, await api.remove(place));
  for (;;) {
    const answer = await api.get(place);
    if (!answer.ok && answer.refusal === 'absent') break;
    orThrow('read', place, answer);
    await pause(EVERY);
  }
  orThrow('create', place, await api.create(place, asApplied(job)));
}

/** A Job as it was before the cluster added its own. */
function asApplied({ metadata, spec }: ClusterObject): ClusterObject {
  const { selector: _, manualSelector: __, ...rest } = spec;
  const without = (labels: Record<string, string> = {}) => Object.fromEntries(Object.entries(labels).filter(([k]) => !MADE_BY_CLUSTER.includes(k)));
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: metadata.name, namespace: metadata.namespace, labels: without(metadata.labels), annotations: metadata.annotations },
    spec: { ...rest, template: { ...spec.template, metadata: { ...spec.template.metadata, labels: without(spec.template.metadata?.labels) } } },
  };
}
