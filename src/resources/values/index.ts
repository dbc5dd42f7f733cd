export { deletionPolicy, RESOURCE, usagePolicy } from './objects';
export { containerSecurity, POD_PLACEMENT, resources, runtimeSettings } from './pods';
export { backupHooks, restoreHooks } from './sessions';
export { accessModes, jobVolumes, volumeMounts, volumeSource } from './volumes';
