import { cdk8s, javascript } from 'projen';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-kubestash',
  description: 'Restore KubeDB databases with KubeStash, declared as cdk8s constructs',
  author: 'The cdk8s-kubestash authors',
  authorAddress: 'cdk8s-kubestash@example.com',
  repositoryUrl: 'https://example.com/cdk8s-kubestash.git',
  license: 'Apache-2.0',
  keywords: ['cdk8s', 'kubernetes', 'kubedb', 'kubestash', 'backup', 'restore', 'point-in-time-recovery', 'gitops'],

  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  github: false,
  sampleCode: false,
  minNodeVersion: '20.16.0',
  // The next one wants Node 22, and every `npm ci` would say so of each of its packages.
  bumpPackage: 'commit-and-tag-version@^12',

  jsiiVersion: '~6.0.0',
  cdk8sVersion: '2.70.0',
  constructsVersion: '10.4.2',
  // cdk8s-plus-28 is what applications use beside this library: the examples and tests show both together.
  // The library itself renders plain ApiObjects (docs/architecture.md says why), so users need not install it.
  devDeps: [
    'cdk8s-plus-28@^2.5.6',
    'ajv@^8',
    'ajv-formats@^3',
    'fast-check@^4',
    // Makes the agent one file, and the page of the console.
    'esbuild@^0.25',
    // Interpreters of the health texts that Argo CD (Lua) and Flux (CEL) are given.
    'fengari@^0.1',
    '@marcbachmann/cel-js@^8',
    'tsconfig-paths@^4',
    '@types/node@^20',
    'yaml@^2',
    // The page: bundled into assets/console, so that the package depends on none of these.
    'preact@^10',
    // Its tests drive a real browser, and ask axe whether everybody can use it.
    'axe-core@^4.14',
    'playwright-core@^1.65',
    // Breaks the protocol, so that it can be seen whether its tests and its model notice.
    '@stryker-mutator/instrumenter@^9',
    'expect@^30',
  ],

  bin: { 'cdk8s-kubestash': 'lib/cli/main.js' },
  entrypoint: 'lib/one-file/index.js',
  entrypointTypes: 'lib/index.d.ts',

  publishToPypi: { distName: 'cdk8s-kubestash', module: 'cdk8s_kubestash' },
  publishToMaven: { mavenGroupId: 'cdk8s-kubestash', mavenArtifactId: 'cdk8s-kubestash', javaPackage: 'cdk8s.kubestash' },
  publishToGo: { moduleName: 'example.com/cdk8s-kubestash-go', packageName: 'cdk8skubestash' },
  publishToNuget: { packageId: 'Cdk8sKubestash', dotNetNamespace: 'Cdk8sKubestash' },

  jestOptions: {
    jestVersion: '^30',
    configFilePath: 'jest.config.json',
    // Snapshots are not used: `--ci` makes sure that none is written by accident.
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    extraCliOptions: ['--ci'],
    jestConfig: {
      moduleNameMapper: { '^cdk8s-kubestash$': '<rootDir>/src' },
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/conformance/'],
      modulePathIgnorePatterns: ['<rootDir>/bench/.cache/', '<rootDir>/test/servers/.cache/', '<rootDir>/test/protocol/mutants/.cache/', '<rootDir>/dist/'],
      collectCoverage: false,
      globalSetup: '<rootDir>/test/support/temporary.ts',
      setupFilesAfterEnv: ['<rootDir>/test/support/quiet.ts'],
      reporters: [new javascript.JestReporter('<rootDir>/test/support/not-tested.js')],
    },
  },
  eslintOptions: { dirs: ['src'], devdirs: ['test', 'examples', 'bench', 'scripts', 'projenrc', 'console'], fileExtensions: ['.ts', '.tsx'], prettier: false },
  gitignore: ['/assets/console/', '.jsii.tabl.json', '/bench/.cache/', '/test/conformance/.cache/', '/test/servers/.cache/', '/test/protocol/mutants/.cache/', '/cdk8s.out/', '__pycache__/'],
});

// README.md links docs/ and API.md, so they go along.
project.npmignore?.addPatterns('/console/', '/examples/', '/bench/', '/docs/captures/', '/scripts/', '.jsii.tabl.json', '/.ci/', 'jest.config.json', '/Dockerfile', '/.dockerignore');

// src has files called spec.ts, which are no tests.
project.tryFindObjectFile('jest.config.json')!.addOverride('testMatch', ['<rootDir>/test/**/*.test.ts']);
project.eslint?.addOverride({ files: ['bench/**'], rules: { 'no-bitwise': 'off' } });

// unrs-resolver 1.13 names optional platform packages that do not exist, and `npm ci` then refuses the lock file.
project.package.addPackageResolutions('unrs-resolver@1.12.2');

// Both work as they are unpacked. npm asks about install scripts that nobody has decided on.
project.package.addField('allowScripts', { '@parcel/watcher': false, 'unrs-resolver': false });

// Examples and benchmarks import the library by its name, as its users do.
const eslintrc = project.tryFindObjectFile('.eslintrc.json')!;
eslintrc.addOverride('settings.import/resolver.typescript.project', ['./tsconfig.json', './test/tsconfig.json']);
eslintrc.addOverride('settings.import/resolver.typescript.noWarnOnMultipleProjects', true);

// Tests and examples are transpiled file by file when they run; their types are checked here.
project.addTask('typecheck', {
  description: 'Type-check tests, examples and benchmarks',
  steps: [{ exec: 'tsc --noEmit --isolatedModules false -p test/tsconfig.json' }, { exec: 'tsc -p console/tsconfig.json' }],
});
project.testTask.spawn(project.tasks.tryFind('typecheck')!);

// The agent is committed, so that examples and tests need no build; a build makes it anew, and CI looks whether that changed it.
const bundle = project.addTask('bundle', {
  description: 'Write assets/agent.js, the program of a restore run',
  exec: 'ts-node -T -P test/tsconfig.json scripts/bundle.ts',
});
project.preCompileTask.spawn(bundle);
project.gitattributes.addAttributes('/assets/agent.js', 'linguist-generated');

project.compileTask.spawn(project.addTask('one-file', {
  description: 'Bundle the compiled library into lib/one-file, which loads three times as fast',
  exec: 'ts-node -T -P test/tsconfig.json scripts/one-file.ts',
}));

// The page is made where it is needed, in a second, and not kept in Git: in every build, and before the tests that serve it.
const page = project.addTask('console', {
  description: 'Bundle the page of the console into assets/console',
  exec: 'ts-node -T -P test/tsconfig.json scripts/console.ts',
});
project.preCompileTask.spawn(page);
project.testTask.prependSpawn(page);

const consoleTest = project.addTask('console:test', {
  description: 'Drive the console in a real browser, Debian\'s Chromium (CHROMIUM names another), on the conformance control plane',
  exec: 'jest -c test/console/jest.config.json',
  receiveArgs: true,
});
consoleTest.prependSpawn(page);

project.addTask('examples', {
  description: 'Synthesize every example to dist/examples/NAME/*.yaml',
  exec: 'ts-node -T -P test/tsconfig.json -r tsconfig-paths/register examples/run.ts',
  receiveArgs: true,
});

const conformance = project.addTask('conformance', {
  description: 'Prove the promises on a real control plane (-- --quick: what CI runs)',
  exec: 'ts-node -T -P test/tsconfig.json -r tsconfig-paths/register test/conformance/run.ts',
  receiveArgs: true,
});
// The quick suite belongs to the tests. Where it cannot run it says so, loudly; `npx jest` runs the rest alone.
project.testTask.spawn(conformance, { args: ['--quick'] });

project.addTask('engines', {
  description: 'Prove the client scripts on real database servers (-- NAME… --all --case=CASE --mutants --write)',
  exec: 'ts-node -T -P test/tsconfig.json -r tsconfig-paths/register test/servers/run.ts',
  receiveArgs: true,
});

project.addTask('gitops', {
  description: 'Prove what is rendered under real GitOps controllers (-- flux --mutants --write)',
  exec: 'ts-node -T -P test/tsconfig.json -r tsconfig-paths/register test/conformance/controllers/run.ts',
  receiveArgs: true,
});

project.addTask('protocol', {
  description: 'Drive the protocol through 100,000 interleavings over a model of the cluster (-- NUMBER [SEED])',
  exec: 'ts-node -T -P test/tsconfig.json test/protocol/model/run.ts',
  receiveArgs: true,
});

project.addTask('mutants', {
  description: 'Break the protocol in thousands of ways, and see whether a rule or the model notices (-- FILE… --interleavings=N --workers=N)',
  exec: 'ts-node -T -P test/tsconfig.json test/protocol/mutants/run.ts',
  receiveArgs: true,
});

project.addTask('bench', {
  description: 'Measure speed and scale, write docs/performance.md',
  exec: 'ts-node -T -P test/tsconfig.json -r tsconfig-paths/register bench/run.ts',
  receiveArgs: true,
});

// What a newcomer meets, and KubeStash's own kinds, on a page each.
const docgen = project.tasks.tryFind('docgen')!;
docgen.reset('jsii-docgen -o API.md -s root');
docgen.exec('jsii-docgen -o docs/resources.md -s cdk8s-kubestash.resources');
// jsii-docgen links no type of the other page.
docgen.exec('ts-node -T -P test/tsconfig.json scripts/api-links.ts');
project.gitattributes.addAttributes('/docs/resources.md', 'linguist-generated');

project.addTask('rosetta', {
  description: 'Compile every @example and every TypeScript block of the README',
  exec: 'jsii-rosetta extract --compile --strict --fail',
});

// The tsconfig of the tests covers everything that is not published.
const testTsconfig = project.tryFindObjectFile('test/tsconfig.json')!;
testTsconfig.addOverride('include', ['**/*.ts', '../examples/**/*.ts', '../bench/**/*.ts', '../scripts/**/*.ts']);
testTsconfig.addOverride('compilerOptions.baseUrl', '..');
testTsconfig.addOverride('compilerOptions.paths', { 'cdk8s-kubestash': ['./src'] });
testTsconfig.addOverride('compilerOptions.ignoreDeprecations', '6.0');

project.synth();
