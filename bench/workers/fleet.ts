import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart } from 'cdk8s';
import { answer, cpu } from './measured';
import { declare, Shape } from './shapes';

// fleet.js SHAPE N CHARTS: all in one chart, or spread over several.
const [shape, n, charts] = process.argv.slice(2);
const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
const app = new App({ outdir });
const each = Number(n) / Number(charts);
const start = cpu();
for (let i = 0; i < Number(charts); i++) declare(new Chart(app, `chart-${i}`, { namespace: 'shop' }), shape as Shape, each, i * each);
app.synth();
answer({ cpu: cpu() - start });
rmSync(outdir, { recursive: true });
