import * as fc from 'fast-check';
import { scenario } from '../model/scenario';
import { simulate } from '../model/simulate';

/** Most mutants fall within the first dozen; those that live on cost all of them. */
const INTERLEAVINGS = 600;

test('the model sees that something is wrong', async () => {
  const holds = fc.asyncProperty(scenario, async drawn => (await simulate(drawn)).faults.length === 0);
  const { failed } = await fc.check(holds, { numRuns: INTERLEAVINGS, seed: 20261124, endOnFailure: true });
  expect(failed).toBe(false);
}, 300_000);
