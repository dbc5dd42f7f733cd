import { inAnyOrder } from '../harness/any-order';
import { CLONE, FIRST_DEPLOYMENT, NEW_AT_A_TIME, NEW_FROM_LOGICAL, NEW_FROM_PHYSICAL } from '../harness/flows';

describe('2. Any order: whatever comes first, everything converges to the same new, open database', () => {
  inAnyOrder([FIRST_DEPLOYMENT, NEW_FROM_LOGICAL, NEW_FROM_PHYSICAL, NEW_AT_A_TIME, CLONE]);
});
