import { Health } from '../../gitops/health';
import { Command } from '../command';
import { Exit } from '../exit';

export const health: Command = {
  arguments: [{ name: 'TOOL', summary: 'the GitOps tool', values: ['argocd', 'flux'] }],
  options: {},
  examples: ['health argocd', 'health flux > health.yaml'],
  notes: ['Argo CD: belongs into the ConfigMap argocd-cm. Flux: belongs into spec.healthCheckExprs of the Kustomization.'],
  run: async ({ io, arguments: [tool] }) => {
    io.stdout.write(tool === 'argocd' ? Health.argoCd() : Health.flux());
    return Exit.OK;
  },
};
