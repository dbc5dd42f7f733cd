import { follow } from './follow';
import { DatabaseRecord } from '../cluster/record';
import { Call } from '../command';
import { CliError, Exit } from '../exit';
import { interruptible } from '../interrupt';
import { Resource } from '../kubectl';
import { runState } from '../status/runs';

const MADE_BY_CLUSTER = ['controller-uid', 'batch.kubernetes.io/controller-uid', 'job-name', 'batch.kubernetes.io/job-name'];

/** Makes the Job of the record's restore anew: it finds what is done, and runs the checks again. Waits for its end. */
export async function recheck(call: Call, record: DatabaseRecord): Promise<void> {
  const { kubectl, io } = call;
  const { namespace, database, restore } = record;
  if (record.by.startsWith('person/')) {
    throw new CliError(Exit.FINDINGS, `${record.by} decided about restore ${restore}, and its run does nothing against that`,
      'look at the data through cdk8s-kubestash shell; then resume, or roll back');
  }
  const jobs = await kubectl.list('jobs.batch', namespace, `cdk8s-kubestash/database=${database},cdk8s-kubestash/restore=${restore}`);
  const job = jobs.sort((a, b) => (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? 1 : -1))[0];
  if (job === undefined) {
    throw new CliError(Exit.FINDINGS, `the Job of restore ${restore} is not there any more, so its checks cannot run again`, 'apply the restore again');
  }
  if (['active', 'waiting'].includes(runState(job).status)) {
    throw new CliError(Exit.FINDINGS, `Job ${job.metadata.name} is still at work`, `cdk8s-kubestash status ${database} -n ${namespace} --watch follows it`);
  }
  io.stderr.write(`making Job ${job.metadata.name} anew: what is restored is found, the checks run again\n`);
  // Both or neither, whoever presses what.
  const outcome = await interruptible(io, async interruption => {
    await kubectl.text(['delete', 'jobs.batch', job.metadata.name, `--namespace=${namespace}`, '--wait']);
    await kubectl.text(['create', '-f', '-'], JSON.stringify(asApplied(job)));
    return follow(call, { database, namespace, record: record.name, restore, run: job.metadata.name }, interruption);
  });
  if (outcome.exit !== Exit.OK) throw new CliError(outcome.exit, outcome.message);
}

/** A Job as it was before the cluster added its own. */
function asApplied({ apiVersion, kind, metadata, spec }: Resource): Resource {
  const { selector: _, manualSelector: __, ...rest } = spec;
  const without = (labels: Record<string, string> = {}) => Object.fromEntries(Object.entries(labels).filter(([k]) => !MADE_BY_CLUSTER.includes(k)));
  return {
    apiVersion,
    kind,
    metadata: { name: metadata.name, namespace: metadata.namespace, labels: without(metadata.labels), annotations: metadata.annotations },
    spec: { ...rest, template: { ...spec.template, metadata: { ...spec.template.metadata, labels: without(spec.template.metadata?.labels) } } },
  };
}
