import { Report, Settings } from './part';
import { inNamespace } from '../../test/conformance/harness/space';
import { onControlPlane } from '../cluster/control-plane';
import { Fleet, fleet } from '../cluster/fleet';
import { figure } from '../lib/table';

/** Runs that wait at once, and the seconds that they are watched for: as long as a watch lasts on average, so that each of those is begun anew. */
const SIZES = { quick: { runs: 20, seconds: 60 }, full: { runs: 500, seconds: 600 } };

/** Many runs on the conformance control plane that wait for their recoveries: what they ask of the API server meanwhile. */
export function waiting({ quick, largest }: Settings): Promise<Report> {
  return onControlPlane('Waiting runs', async title => {
    const { runs, seconds } = quick ? SIZES.quick : SIZES.full;
    let figures: Fleet | undefined;
    await inNamespace('fleet', async space => { figures = await fleet(space, Math.min(runs, largest), seconds); });
    return { title, text: text(figures!), figures };
  });
}

function text({ runs, seconds, perSecond, perMinute, most }: Fleet): string {
  return [
    `${runs} runs that wait at once, each with its own agent and connections, in one process, watched for ${Math.round(seconds)} s: **${figure(perSecond)} requests a second**,`,
    `${figure(perMinute)} a minute and run (the one with the most: ${figure(most)}). Goals: 40 a second for 500 runs, 5 a minute. Three a minute renew the record; the rest`,
    'takes up watches that the API server has ended, some ten minutes after they began.',
  ].join('\n');
}
