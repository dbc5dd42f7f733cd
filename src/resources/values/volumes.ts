import { yes } from './objects';
import { eachOnce, mountAgrees, oneSource } from '../../values/agreements';
import { Fields, list, refined, struct } from '../../values/compound';
import { words as inFields } from '../../values/fields';
import { optional, Reading } from '../../values/kind';
import { annotations, dnsLabel, labels, labelValue, namespaceName, qualifiedKey, secretName, storageClassName, subdomain } from '../../values/names';
import { files } from '../../values/pod-fields';
import { quantities, quantity } from '../../values/quantities';
import { absolutePath, choice, host, mountPath, pathInVolume, wholeNumber } from '../../values/texts';
import { LabelRequirement, LabelSelector } from '../types/refs';
import { JobResources } from '../types/security';
import {
  AddonVolume, AddonVolumeSource, ClaimMetadata, ClaimSource, ClaimSpec, ClaimTemplate, ConfigMapSource, EmptyDirSource, HostPathSource, JobVolume,
  JobVolumeMount, NfsSource, SecretSource, VolumeSource,
} from '../types/volumes';

const anything = optional(inFields);
const entries = optional(list(inFields));
const mode = optional(wholeNumber('the mode of files', 0, 0o777));

export const labelSelector = struct<LabelSelector>({
  matchLabels: optional(labels),
  matchExpressions: optional(list(struct<LabelRequirement>({
    key: qualifiedKey, operator: choice('an operator of selectors', ['In', 'NotIn', 'Exists', 'DoesNotExist']), values: optional(list(labelValue)),
  }))),
});

/** Namespaces by name. */
export const namespaceNames = struct<{ readonly namespaces: string[] }>({ namespaces: list(namespaceName, 1) });

export const volumeMounts = optional(refined(list(refined(struct<JobVolumeMount>({
  name: dnsLabel('the name of a volume'),
  mountPath,
  subPath: optional(pathInVolume),
  subPathExpr: optional(pathInVolume),
  readOnly: yes,
  recursiveReadOnly: optional(choice('a way of mounting', ['Disabled', 'IfPossible', 'Enabled'])),
  mountPropagation: optional(choice('a way of mounting', ['None', 'HostToContainer', 'Bidirectional'])),
}), mountAgrees)), eachOnce('mountPath')));

export const accessModes = list(choice('an access mode', ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod']), 1);

const claimSpec = struct<ClaimSpec>({
  accessModes: optional(accessModes),
  resources: optional(struct<JobResources>({ requests: optional(quantities), limits: optional(quantities), claims: entries })),
  storageClassName: optional(storageClassName),
  volumeMode: optional(choice('a mode of volumes', ['Filesystem', 'Block'])),
  volumeName: optional(subdomain('the name of a volume')),
  volumeAttributesClassName: optional(subdomain('the name of a VolumeAttributesClass')),
  selector: optional(labelSelector),
  dataSource: anything,
  dataSourceRef: anything,
});

export const claimTemplate = struct<ClaimTemplate>({
  metadata: optional(struct<ClaimMetadata>({
    name: optional(subdomain('the name of a claim')), namespace: optional(namespaceName), labels: optional(labels), annotations: optional(annotations),
  })),
  spec: claimSpec,
});

const SOURCE: Fields<VolumeSource> = {
  persistentVolumeClaim: optional(struct<ClaimSource>({ claimName: subdomain('the name of a claim'), readOnly: yes })),
  nfs: optional(struct<NfsSource>({ server: host, path: absolutePath, readOnly: yes })),
  hostPath: optional(struct<HostPathSource>({
    path: absolutePath,
    type: optional(choice('a type of path', ['', 'DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'])),
  })),
  emptyDir: optional(struct<EmptyDirSource>({ medium: optional(choice('a medium', ['', 'Memory', 'HugePages'])), sizeLimit: optional(quantity) })),
  secret: optional(struct<SecretSource>({ secretName, items: optional(files), defaultMode: mode, optional: yes })),
  configMap: optional(struct<ConfigMapSource>({ name: subdomain('the name of a ConfigMap'), items: optional(files), defaultMode: mode, optional: yes })),
  csi: anything,
  projected: anything,
  ephemeral: anything,
  other: anything,
};

/** What is said in other words is a source too, or a part of one. */
const sourceOf = ({ other, ...said }: any, reading: Reading): void => { if (other === undefined) oneSource(said, reading); };

export const volumeSource = refined(struct<VolumeSource>(SOURCE), sourceOf);

export const jobVolumes = optional(refined(list(refined(struct<JobVolume>({ ...SOURCE, name: dnsLabel('the name of a volume') }), sourceOf)), eachOnce('name')));

export const addonVolumes = optional(list(struct<AddonVolume>({
  name: dnsLabel('the name of a volume'),
  source: struct<AddonVolumeSource>({ ...SOURCE, volumeClaimTemplate: optional(claimTemplate) }),
})));
