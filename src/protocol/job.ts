import { Act, Memory } from './decision';
import { gatesOf } from './gates';
import { RunIntent } from './intent';
import { KIND } from './kinds';
import { startSeconds } from './moment';
import { JobMark } from './record';

/** The Job ends its pod, so many seconds after its own creation; it stays, failed. Nobody else can end a container that hangs. */
export function endJob(name: string, seconds = 1): Act {
  return { key: `end ${name}`, verb: 'patch', type: KIND.job, name, body: { spec: { activeDeadlineSeconds: seconds } }, fine: ['absent'], optional: true, said: `Job ${name} ends within ${seconds} s of its creation` };
}

/** Whether a container was let go on, and has not come to its next gate. */
export function keepsContainer(intent: RunIntent, { asked, opened }: Memory): boolean {
  const gates = gatesOf(intent);
  const last = Math.max(...opened.map(gate => gates.indexOf(gate)), -1);
  return last >= 0 && !asked.includes(gates[last + 1]);
}

/** Seconds after the creation of its Job at which any container that has begun by now must have ended. */
export function latestEnd(intent: RunIntent, job: JobMark, now: number): number {
  const longest = Math.max(intent.disconnect ?? 0, ...intent.checks.map(c => c.seconds));
  return Math.max(1, Math.ceil((now - Date.parse(job.created)) / 1000)) + longest + startSeconds(intent);
}
