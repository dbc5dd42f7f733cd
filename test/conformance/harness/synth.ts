import { App, Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { Manifest } from './objects';
import { mutated } from '../mutants/mutate';

/**
 * What a user's app renders for a namespace, through the YAML text, as a pipeline gets it: rules are asked, and what the
 * text loses is lost here too.
 */
export function synth(namespace: string, build: (chart: Chart) => void): Manifest[] {
  const app = new App();
  build(new Chart(app, 'conformance', { namespace }));
  return mutated(parseAllDocuments(app.synthYaml()).map(d => d.toJS()).filter(Boolean) as Manifest[]);
}
