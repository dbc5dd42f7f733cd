/** The program that a restore run is. */
process.stderr.write('usage: node agent.js COMMAND\n');
process.exitCode = 2;
