export { AgentImage } from './agent-image';
export * from './platform';
export * from './pod-options';
export * from './run-options';
