import { SecretRef } from '../../../engines/refs';
import { ContainerSecurityContext, JobResources, JobSecurityContext } from '../../../resources/types/security';
import { COUNT, FLAG, list, map, must, struct, TEXT, WORDS } from '../shape';

export const JOB_SECURITY_CONTEXT = struct<JobSecurityContext>({
  runAsUser: COUNT,
  runAsGroup: COUNT,
  runAsNonRoot: FLAG,
  fsGroup: COUNT,
  fsGroupChangePolicy: TEXT,
  supplementalGroups: list(COUNT),
  supplementalGroupsPolicy: TEXT,
  seccompProfile: WORDS,
  appArmorProfile: WORDS,
  seLinuxOptions: WORDS,
  seLinuxChangePolicy: TEXT,
  sysctls: list(WORDS),
  windowsOptions: WORDS,
});

export const CONTAINER_SECURITY_CONTEXT = struct<ContainerSecurityContext>({
  runAsUser: COUNT,
  runAsGroup: COUNT,
  runAsNonRoot: FLAG,
  allowPrivilegeEscalation: FLAG,
  privileged: FLAG,
  readOnlyRootFilesystem: FLAG,
  procMount: TEXT,
  capabilities: WORDS,
  seccompProfile: WORDS,
  appArmorProfile: WORDS,
  seLinuxOptions: WORDS,
  windowsOptions: WORDS,
});

export const JOB_RESOURCES = struct<JobResources>({ requests: map(TEXT), limits: map(TEXT), claims: list(WORDS) });

export const SECRET_REF = struct<SecretRef>({ name: must(TEXT) });
