import { Decision, Memory, wait } from './decision';
import { gateAfter } from './gates';
import { enter, limit, RunMoment, stuckAfter } from './moment';
import { checkContainerOf } from './names';
import { conclude } from './opening';
import { DatabaseRecord, RecordChange } from './record';

/** A check begins: its container finds its gate open. */
export function enterCheck(moment: RunMoment, check: string, say: string, more: RecordChange = {}, remember?: Partial<Memory>): Decision {
  const { memory } = moment;
  const seconds = secondsOf(moment, check);
  return enter(moment, `checking:${check}`, `Check ${check} runs, for ${seconds} s at most. If this stays, it did not pass: look at the log of container ${checkContainerOf(check)} of Job ${memory.by}.`, say,
    remember === undefined ? {} : { remember }, more);
}

/** The container behind the check says by reaching its gate that it has passed. */
export function awaitCheck(moment: RunMoment, record: DatabaseRecord): Decision {
  const { intent, memory } = moment;
  const check = record.state.slice('checking:'.length);
  const gate = gateAfter(intent, check);
  if (!memory.asked.includes(gate)) {
    return stuckAfter(moment, secondsOf(moment, check), `Check ${check}`) ?? wait(`check ${check} to pass`, limit(moment, secondsOf(moment, check)));
  }
  const next = intent.checks[intent.checks.findIndex(c => c.name === check) + 1];
  return next === undefined ? conclude(moment, record) : enterCheck(moment, next.name, `check ${check} has passed`);
}

function secondsOf({ intent }: RunMoment, check: string): number {
  return intent.checks.find(c => c.name === check)?.seconds ?? 0;
}
