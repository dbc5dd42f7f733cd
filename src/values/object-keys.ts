import { Reading } from './kind';
import { unknownIn } from './pod-keys';

/** Keys of an object of KubeDB or KubeStash: other kinds have others beside them. */
const OBJECT = new Set(['apiVersion', 'kind', 'metadata', 'spec', 'status']);

/** Keys of the metadata of any object (apimachinery `ObjectMeta`). */
const METADATA = new Set(['annotations', 'creationTimestamp', 'deletionGracePeriodSeconds', 'deletionTimestamp', 'finalizers', 'generateName', 'generation', 'labels', 'managedFields', 'name',
  'namespace', 'ownerReferences', 'resourceVersion', 'selfLink', 'uid']);

/** Refuses what an object has around its `spec` that no object has. */
export function lookAtObject(object: Record<string, any>, isOurs: boolean, reading: Reading): void {
  if (isOurs) refuseOthers(object, OBJECT, reading);
  reading.below('metadata', () => {
    const metadata = object.metadata ?? {};
    // cdk8s makes a map of a text, or of a list, whose keys are numbers.
    if ('0' in metadata) reading.refuse({ code: 'wrong-type', message: `${reading.name} is no map`, allowed: 'name, labels and the like', remedy: 'give a map' });
    else refuseOthers(metadata, METADATA, reading);
  });
}

function refuseOthers(value: Record<string, any>, known: ReadonlySet<string>, reading: Reading): void {
  for (const { key, meant } of unknownIn(value, known)) {
    const said = value[key];
    if (said === undefined || said === null) continue;
    reading.below(key, () => reading.refuse({
      code: 'key-unknown',
      message: `${reading.name} is no key that an object has: the cluster would drop it without a word`,
      value: typeof said === 'object' ? undefined : said,
      allowed: meant ?? [...known].join(', '),
      remedy: meant === undefined ? 'leave it out, or say it where it belongs' : `say ${meant}`,
    }));
  }
}
