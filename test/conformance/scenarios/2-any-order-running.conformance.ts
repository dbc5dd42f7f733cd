import { inAnyOrder } from '../harness/any-order';
import { ELASTICSEARCH, MONGODB } from '../harness/engine-flows';
import { INCARNATION, OVERWRITE, UNDO } from '../harness/flows';

describe('2. Any order: whatever comes first, everything converges to the same restored, open database', () => {
  inAnyOrder([UNDO, INCARNATION, OVERWRITE, MONGODB, ELASTICSEARCH]);
});
