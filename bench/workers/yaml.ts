import { App, Chart } from 'cdk8s';
import { declare, Shape } from './shapes';

// yaml.js SHAPE N: prints restores as YAML, as a user's program does.
const app = new App();
declare(new Chart(app, 'fleet', { namespace: 'shop' }), process.argv[2] as Shape, Number(process.argv[3]));
process.stdout.write(app.synthYaml());
