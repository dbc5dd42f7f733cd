// The library as the files that were compiled, not as the one that is installed: only there can parts of it be taken out. Import it first.
// eslint-disable-next-line @typescript-eslint/no-require-imports
export const inside = (path: string): any => require(`${process.argv[1]}/../../package/lib/${path}`);

const files = require.resolve(`${process.argv[1]}/../../package/lib/index`);
inside('index');
require.cache[require.resolve('cdk8s-kubestash')] = require.cache[files];
