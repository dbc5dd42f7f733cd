export { AgentImage } from './agent-image';
export * from './check';
export * from './expectation';
export * from './resume';
export * from './run-options';
export { RunDefaults } from './run-defaults';
