import { isPerson } from '../../protocol/names';
import { DatabaseRecord, incarnationsOf } from '../../protocol/record';
import { plain } from '../../protocol/text';
import { recordOf } from '../cluster/records';
import { Call } from '../command';
import { CliError, Exit } from '../exit';
import { Interruption } from '../interrupt';
import { Io, pause } from '../io';
import { runsOf, sessionsInto } from '../status/runs';

/** What is followed. */
export interface Followed {
  readonly database: string;
  readonly namespace: string;
  readonly record?: string;
  readonly restore: string;
  /** Name of the Job. */
  readonly run: string;
  /** Seconds until it is given up to follow; the run goes on. */
  readonly timeout?: number;
}

/** How it ended. */
export interface Outcome {
  readonly end: 'serving' | 'halted' | 'failed' | 'superseded' | 'interrupted' | 'timeout';
  readonly exit: number;
  readonly message: string;
  readonly seconds: number;
}

const EVERY = 1000;

/** Follows a run through its record until it is over, and says on standard error whenever something has changed. */
export async function follow(call: Call, followed: Followed, interruption: Interruption): Promise<Outcome> {
  const { io } = call;
  const started = io.now().getTime();
  const progress = new Progress(io);
  const over = (end: Over): Outcome => ({ ...end, seconds: (io.now().getTime() - started) / 1000 });
  for (let failures = 0; ;) {
    try {
      const end = await look(call, followed, progress);
      if (end !== undefined) return over(end);
      failures = 0;
    } catch (e) {
      // An API server that is away for a moment ends nothing.
      if (!(e instanceof CliError) || ++failures > 20) throw e;
    }
    await pause(EVERY, interruption.promise);
    if (interruption.happened) return over(left(followed, 'interrupted', Exit.INTERRUPTED));
    if (followed.timeout !== undefined && io.now().getTime() - started > followed.timeout * 1000) return over(left(followed, 'timeout', Exit.TIMEOUT));
  }
}

type Over = Pick<Outcome, 'end' | 'exit' | 'message'>;

function left({ database, namespace, run }: Followed, end: 'interrupted' | 'timeout', exit: number): Over {
  return {
    end,
    exit,
    message: `the run goes on in the cluster (Job ${run}), and ${database} stays closed until it is over: cdk8s-kubestash status ${database} -n ${namespace} --watch; `
      + `cdk8s-kubestash rollback ${database} -n ${namespace} ends it and goes back`,
  };
}

async function look({ kubectl }: Call, followed: Followed, progress: Progress): Promise<Over | undefined> {
  const { database, namespace, restore, run } = followed;
  const record = await recordOf(kubectl, followed);
  const job = (await runsOf(kubectl, database, namespace)).find(r => r.name === run);
  if (record?.restore === restore) {
    const sessions = record.state === 'restoring' ? await sessionsInto(kubectl, [...incarnationsOf(record)], namespace) : [];
    const at = sessions[0] === undefined || sessions[0].phase === 'Succeeded' ? '' : ` (RestoreSession ${sessions[0].name}: ${[sessions[0].phase, ...sessions[0].progress].join(', ')})`;
    progress.say(`${record.state}: ${record.reason}${at}`);
    const over = ended(record, restore);
    if (over !== undefined) return over;
  } else if (record !== undefined && job?.status === 'complete') {
    return { end: 'superseded', exit: Exit.FINDINGS, message: `restore ${restore} did nothing: the record has moved on to restore ${record.restore} (${record.state})` };
  } else {
    progress.say(`waiting for Job ${run} to take the record${job === undefined ? '' : `: it is ${job.status}`}`);
  }
  if (job?.status === 'failed') {
    return {
      end: 'failed',
      exit: Exit.FINDINGS,
      message: `Job ${run} failed (${job.message}); ${record?.state ?? 'no record'}: ${record?.reason ?? ''} ${database} stays closed. Its log: kubectl logs -n ${namespace} job/${run} --all-containers`,
    };
  }
  return undefined;
}

function ended(record: DatabaseRecord, restore: string): Over | undefined {
  const { state, reason } = record;
  const passed = record.passed === restore;
  switch (state) {
    case 'serving': return { end: 'serving', exit: Exit.OK, message: `${record.incarnation} serves` };
    case 'halted': return { end: 'halted', exit: passed && !isPerson(record.by) ? Exit.OK : Exit.FINDINGS, message: reason };
    case 'failed': return { end: 'failed', exit: Exit.FINDINGS, message: reason };
    default: return undefined;
  }
}

/** Lines about a work that takes long: each change once. */
class Progress {
  private last = '';

  constructor(private readonly io: Io) {}

  public say(text: string): void {
    if (text === this.last) return;
    this.last = text;
    this.io.stderr.write(`${this.io.now().toISOString().slice(0, 19)}Z ${plain(text, 4000)}\n`);
  }
}
