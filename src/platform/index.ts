export { AgentImage } from './agent-image';
export { Platform, PlatformOptions } from './platform';
export * from './pod-options';
export * from './run-options';
