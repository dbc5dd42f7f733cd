import { simulate } from './simulate';

/** Shows what the processes say in one scenario, which is given as JSON. */
void simulate(JSON.parse(process.argv[2]), text => process.stdout.write(`${text}\n`)).then(({ faults }) => process.stdout.write(`${faults.slice(0, 10).join('\n') || 'no rule was broken'}\n`));
