import { JOB_RESOURCES } from './security';
import { LabelRequirement, LabelSelector } from '../../../resources/types/refs';
import { AddonVolume, AddonVolumeSource, ClaimMetadata, ClaimSource, ClaimSpec, ClaimTemplate, ConfigMapSource, EmptyDirSource, HostPathSource, JobVolume, JobVolumeMount, NfsSource, SecretSource, VolumeSource } from '../../../resources/types/volumes';
import { COUNT, FLAG, list, map, must, struct, TEXT, ANYTHING } from '../shape';

export const LABEL_REQUIREMENT = struct<LabelRequirement>({ key: must(TEXT), operator: must(TEXT), values: list(TEXT) });

export const LABEL_SELECTOR = struct<LabelSelector>({ matchLabels: map(TEXT), matchExpressions: list(LABEL_REQUIREMENT) });

export const CLAIM_METADATA = struct<ClaimMetadata>({
  name: TEXT, namespace: TEXT, labels: map(TEXT), annotations: map(TEXT),
});

export const CLAIM_SPEC = struct<ClaimSpec>({
  accessModes: list(TEXT),
  resources: JOB_RESOURCES,
  storageClassName: TEXT,
  volumeMode: TEXT,
  volumeName: TEXT,
  volumeAttributesClassName: TEXT,
  selector: LABEL_SELECTOR,
  dataSource: ANYTHING,
  dataSourceRef: ANYTHING,
});

export const CLAIM_TEMPLATE = struct<ClaimTemplate>({ metadata: CLAIM_METADATA, spec: must(CLAIM_SPEC) });

export const CLAIM_SOURCE = struct<ClaimSource>({ claimName: must(TEXT), readOnly: FLAG });

export const NFS_SOURCE = struct<NfsSource>({ server: must(TEXT), path: must(TEXT), readOnly: FLAG });

export const HOST_PATH_SOURCE = struct<HostPathSource>({ path: must(TEXT), type: TEXT });

export const EMPTY_DIR_SOURCE = struct<EmptyDirSource>({ medium: TEXT, sizeLimit: TEXT });

export const SECRET_SOURCE = struct<SecretSource>({
  secretName: must(TEXT), items: list(ANYTHING), defaultMode: COUNT, optional: FLAG,
});

export const CONFIG_MAP_SOURCE = struct<ConfigMapSource>({
  name: must(TEXT), items: list(ANYTHING), defaultMode: COUNT, optional: FLAG,
});

/** What every kind of volume may come from. */
const SOURCES = {
  persistentVolumeClaim: CLAIM_SOURCE,
  nfs: NFS_SOURCE,
  hostPath: HOST_PATH_SOURCE,
  emptyDir: EMPTY_DIR_SOURCE,
  secret: SECRET_SOURCE,
  configMap: CONFIG_MAP_SOURCE,
  csi: ANYTHING,
  projected: ANYTHING,
  ephemeral: ANYTHING,
  other: map(ANYTHING),
};

export const JOB_VOLUME = struct<JobVolume>({
  name: must(TEXT),
  ...SOURCES,
}, { other: 'other' });

/** A volume without name. */
export const VOLUME_SOURCE = struct<VolumeSource>({
  ...SOURCES,
}, { other: 'other' });

export const ADDON_VOLUME_SOURCE = struct<AddonVolumeSource>({
  volumeClaimTemplate: CLAIM_TEMPLATE,
  ...SOURCES,
}, { other: 'other' });

export const ADDON_VOLUME = struct<AddonVolume>({ name: must(TEXT), source: must(ADDON_VOLUME_SOURCE) });

export const JOB_VOLUME_MOUNT = struct<JobVolumeMount>({
  name: must(TEXT),
  mountPath: must(TEXT),
  subPath: TEXT,
  subPathExpr: TEXT,
  readOnly: FLAG,
  recursiveReadOnly: TEXT,
  mountPropagation: TEXT,
});
