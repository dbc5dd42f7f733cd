import { SecretRef } from '../../../engines/refs';
import { ContainerSecurityContext, JobResources, JobSecurityContext } from '../../../resources/types/security';
import { COUNT, FLAG, list, map, must, struct, TEXT, ANYTHING } from '../shape';

export const JOB_SECURITY_CONTEXT = struct<JobSecurityContext>({
  runAsUser: COUNT,
  runAsGroup: COUNT,
  runAsNonRoot: FLAG,
  fsGroup: COUNT,
  fsGroupChangePolicy: TEXT,
  supplementalGroups: list(COUNT),
  supplementalGroupsPolicy: TEXT,
  seccompProfile: ANYTHING,
  appArmorProfile: ANYTHING,
  seLinuxOptions: ANYTHING,
  seLinuxChangePolicy: TEXT,
  sysctls: list(ANYTHING),
  windowsOptions: ANYTHING,
});

export const CONTAINER_SECURITY_CONTEXT = struct<ContainerSecurityContext>({
  runAsUser: COUNT,
  runAsGroup: COUNT,
  runAsNonRoot: FLAG,
  allowPrivilegeEscalation: FLAG,
  privileged: FLAG,
  readOnlyRootFilesystem: FLAG,
  procMount: TEXT,
  capabilities: ANYTHING,
  seccompProfile: ANYTHING,
  appArmorProfile: ANYTHING,
  seLinuxOptions: ANYTHING,
  windowsOptions: ANYTHING,
});

export const JOB_RESOURCES = struct<JobResources>({ requests: map(TEXT), limits: map(TEXT), claims: list(ANYTHING) });

export const SECRET_REF = struct<SecretRef>({ name: must(TEXT) });
