export type { ArgoCdOptions } from './argo-cd';
export type { FluxOptions } from './flux';
export { GitOps } from './gitops';
export { Health } from './health';
