import { list, parts, refined } from './compound';
import { anyQuantity } from './field-kinds';
import { lookAtFields } from './fields';
import { Kind, Required } from './kind';
import { apply, databaseRef, each, refuseKeys, wayToGrow } from './ops-requests';
import { Place } from './place';
import { amounts } from './quantities';
import { choice, wholeNumber } from './texts';
import { goDuration } from './times';

const percent = wholeNumber('a share in percent', 0, 1000);
const trigger = choice('a trigger', ['On', 'Off']);

/** What is known of one part of a database, which may have no other keys. */
const part = (of: string, fields: Record<string, Kind>): Required => refined(parts(fields), (value, reading) => (
  refuseKeys(value, Object.keys(fields), of, reading)
));

const compute = part('the compute of an autoscaler', {
  trigger,
  resourceDiffPercentage: percent,
  podLifeTimeThreshold: goDuration,
  minAllowed: amounts(anyQuantity),
  maxAllowed: amounts(anyQuantity),
  controlledResources: list(choice('a resource that is scaled', ['cpu', 'memory'])),
  containerControlledValues: choice('what is scaled of a container', ['RequestsAndLimits', 'RequestsOnly']),
  inMemoryStorage: parts({ usageThresholdPercentage: percent, scalingFactorPercentage: percent }),
});

const storage = part('the storage of an autoscaler', {
  trigger,
  usageThreshold: percent,
  scalingThreshold: percent,
  scalingRules: list(parts({})),
  upperBound: anyQuantity,
  expansionMode: wayToGrow,
});

const nodeTopology = parts({ scaleUpDiffPercentage: percent, scaleDownDiffPercentage: percent });

/** The `spec` of an autoscaler, whose parts are called as the engine has them. */
export const autoscaler: Required = refined(parts({
  databaseRef,
  compute: each(compute, { nodeTopology }),
  storage: each(storage),
  opsRequestOptions: parts({ apply, timeout: goDuration }),
}, ['databaseRef']), (value, reading) => lookAtFields(value, reading, Place.FOREIGN));
