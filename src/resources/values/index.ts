export { RESOURCE, usagePolicy } from './objects';
export { jobTemplate, runtimeSettings } from './pods';
export { backupHooks } from './sessions';
export { accessModes, volumeSource } from './volumes';
