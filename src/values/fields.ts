import { list, map, struct } from './compound';
import { Kind, Reading, text } from './kind';
import { annotations, envName, labels, secretName, storageClassName, subdomain } from './names';
import { isQuantity } from './quantities';
import { choice, count, image, MOST, port, wholeNumber } from './texts';

/**
 * Kinds of value by the names of fields in objects of Kubernetes, KubeDB and KubeStash: a name means the same wherever it
 * stands, so that what is said in the words of a CRD is looked at as what is typed is.
 */
export const FIELDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['image', image],
  ['imagePullPolicy', choice('a policy for pulling images', ['Always', 'IfNotPresent', 'Never'])],
  ['serviceAccountName', subdomain('the name of a ServiceAccount')],
  ['priorityClassName', subdomain('the name of a PriorityClass')],
  ['runtimeClassName', subdomain('the name of a RuntimeClass')],
  ['storageClassName', storageClassName],
  ['secretName', secretName],
  ['claimName', subdomain('the name of a claim')],
  ['replicas', count('a number of members', 0)],
  ['shards', count('a number of shards', 0, MOST)],
  ['containerPort', port],
  ['hostPort', port],
  ['nodePort', port],
  ['labels', labels],
  ['matchLabels', labels],
  ['nodeSelector', labels],
  ['podLabels', labels],
  ['annotations', annotations],
  ['podAnnotations', annotations],
  ['serviceAccountAnnotations', annotations],
  ...['requests', 'limits'].map((field): [string, Kind] => [field, map(text({ code: 'label-invalid', what: 'a resource', allowed: 'cpu, memory, …', problem: v => v === '' }), anyQuantity())]),
  ...['runAsUser', 'runAsGroup', 'fsGroup'].map((field): [string, Kind] => [field, wholeNumber('the id of a user or group', 0, 2 ** 31 - 1)]),
  ...['terminationGracePeriodSeconds', 'backoffLimit', 'activeDeadlineSeconds', 'ttlSecondsAfterFinished', 'maxConnections', 'sessionHistoryLimit',
    'successfulJobsHistoryLimit', 'failedJobsHistoryLimit', 'periodSeconds', 'timeoutSeconds', 'initialDelaySeconds', 'failureThreshold',
    'successThreshold'].map((field): [string, Kind] => [field, wholeNumber('a whole number')]),
  ['storageType', choice('a type of storage', ['Durable', 'Ephemeral'])],
  ['deletionPolicy', choice('a deletion policy', ['DoNotTerminate', 'Halt', 'Delete', 'WipeOut', 'Retain', 'OnDelete'])],
  ['concurrencyPolicy', choice('a policy for runs at once', ['Allow', 'Forbid', 'Replace'])],
  ['restartPolicy', choice('a restart policy', ['Always', 'OnFailure', 'Never'])],
  ['dnsPolicy', choice('a DNS policy', ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'])],
  ['accessModes', list(choice('an access mode', ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod']), 1)],
  ['volumeMode', choice('a mode of volumes', ['Filesystem', 'Block'])],
  ['env', list(loose({ name: envName }))],
  ['tolerations', list(loose({ operator: choice('an operator of tolerations', ['Exists', 'Equal', 'Lt', 'Gt']), effect: choice('an effect of taints', ['NoSchedule', 'PreferNoSchedule', 'NoExecute']) }))],
  ['issuerRef', {
    optional: false,
    read: (value, reading) => (value?.apiGroup === undefined || value.apiGroup === 'cert-manager.io'
      ? loose({ name: subdomain('the name of an issuer'), kind: choice('a kind of issuer of cert-manager', ['Issuer', 'ClusterIssuer']) }).read(value, reading) : value),
  }],
]);

/** Kubernetes takes plain numbers as quantities too. */
function anyQuantity(): Kind {
  const words = text({ code: 'quantity-invalid', what: 'a quantity of Kubernetes', allowed: '500m, 2, 1.5, 512Mi, 10Gi', problem: v => !isQuantity(v) });
  return { optional: false, read: (value, reading) => (typeof value === 'number' && isQuantity(value) ? value : words.read(value, reading)) };
}

/** Some fields of an object, whatever else it has. */
function loose(fields: Record<string, Kind>): Kind {
  return {
    optional: false,
    read: (value: any, reading: Reading) => {
      if (typeof value !== 'object' || value === null) return struct<object>({}).read(value, reading);
      for (const key of Object.keys(fields)) {
        if (value[key] !== undefined && value[key] !== null) reading.below(key, () => fields[key].read(value[key], reading));
      }
      return value;
    },
  };
}
