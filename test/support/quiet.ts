// Apps that tests make print their warnings, which are tested as findings. They would bury what the tests themselves say.
const write = process.stderr.write;
const isWarning = (text: unknown) => String(text).startsWith('warning: [');

process.stderr.write = ((...args: Parameters<typeof write>) => isWarning(args[0]) || write.apply(process.stderr, args)) as typeof write;
afterAll(() => { process.stderr.write = write; });
