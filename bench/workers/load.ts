import { answer, cpu, peak } from './measured';

// load.js MODULE …: what it takes to load modules, one after the other.
const before = { cpu: cpu(), megabytes: peak() };
// eslint-disable-next-line @typescript-eslint/no-require-imports
for (const name of process.argv.slice(2)) require(name);
answer({ cpu: cpu() - before.cpu, megabytes: peak() - before.megabytes });
