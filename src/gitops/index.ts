export { ArgoCdOptions } from './argo-cd';
export { FluxOptions } from './flux';
export { GitOps } from './gitops';
