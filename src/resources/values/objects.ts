import { Fields, instance, list, struct } from '../../values/compound';
import { anyData, data } from '../../values/data';
import { optional } from '../../values/kind';
import { annotations, labels, namespaceName, subdomain } from '../../values/names';
import { anyText, choice, flag, wholeNumber, words } from '../../values/texts';
import { ResourceProps } from '../resource-props';
import { BackupDeletionPolicy } from '../types/refs';

export const whole = (what: string) => optional(wholeNumber(what));
export const yes = optional(flag);
/** Judged by the rules about durations, which know what a BackupBlueprint may leave open. */
export const durationText = optional(anyText);
export const deletionPolicy = optional(choice('a deletion policy of KubeStash', BackupDeletionPolicy));
const finalizers = optional(list(words('a finalizer')));

export const usagePolicy = optional(instance('UsagePolicy', 'UsagePolicy.same(), UsagePolicy.namespaces(…) and the like'));

/** Metadata of an object: what is typed, and whatever else the API server knows. */
const metadata = {
  ...data,
  read: (value: any, reading: any) => struct<any>({
    ...Object.fromEntries(Object.keys(value ?? {}).map(key => [key, optional(anyData)])),
    labels: optional(labels),
    annotations: optional(annotations),
    name: optional(subdomain('the name of an object')),
    namespace: optional(namespaceName),
    finalizers,
  } as any).read(value, reading),
};

/** What all plain resources take. */
export const RESOURCE: Fields<ResourceProps> = {
  metadata: optional(metadata),
  name: optional(subdomain('the name of an object')),
  namespace: optional(namespaceName),
  spec: optional(data),
};
