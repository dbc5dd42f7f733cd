import * as fc from 'fast-check';
import { scenario } from './model/scenario';
import { simulate } from './model/simulate';

/** `npm run protocol` runs a hundred thousand of them. */
const INTERLEAVINGS = 500;

test('no rule of the protocol is broken, whatever happens in whatever order', async () => {
  await fc.assert(fc.asyncProperty(scenario, async drawn => {
    expect((await simulate(drawn)).faults).toEqual([]);
  }), { numRuns: INTERLEAVINGS, seed: 20261124 });
}, 120_000);
