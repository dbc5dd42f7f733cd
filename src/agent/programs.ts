import { Program } from './surroundings';
import { PersonIntent, RunIntent } from '../protocol/intent';
import { interestsOf } from '../protocol/interests';
import { judgePerson, personInterests } from '../protocol/person';
import { servicesOf } from '../protocol/routes';
import { farewell, judgeRun, lastWord } from '../protocol/run';

/** A restore run. */
export function runProgram(intent: RunIntent, job: string): Program {
  return {
    namespace: intent.namespace,
    record: intent.record,
    interests: interestsOf(intent, job),
    services: () => intent.services,
    judge: (memory, world, now) => judgeRun({ intent, memory, world, now }),
    farewell: (record, memory) => farewell({ intent, memory }, record),
    lastWord,
    advice: 'Mend that; the Job tries again, or delete the Job to have it made anew.',
  };
}

/** A command of a person. */
export function personProgram(intent: PersonIntent): Program {
  return {
    namespace: intent.namespace,
    record: intent.record,
    interests: world => personInterests(intent, world),
    services: ({ record }) => (record ? servicesOf(record.routes) : []),
    judge: (memory, world, now) => judgePerson({ intent, memory, world, now }),
    // What a person has begun stays as the record has it: the same command again goes on from there.
    farewell: () => ({ change: { holder: '' } }),
    lastWord: () => undefined,
    advice: '',
  };
}
