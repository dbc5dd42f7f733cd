/** A file that is written. */
export interface OutputFile {
  /** Below the output directory. */
  readonly path: string;
  readonly text: string;
  /** Whether a file that is there already stays as it is. */
  readonly keep: boolean;
}

/** Versions that the app is made for. */
export interface Versions {
  readonly library: string;
  readonly cdk8s: string;
  readonly constructs: string;
}

/** What makes a directory a cdk8s app, beside its code. */
export function projectFiles(versions: Versions): OutputFile[] {
  return [
    keep('cdk8s.yaml', 'language: typescript\napp: npx ts-node main.ts\n'),
    keep('package.json', json({
      private: true,
      scripts: { build: 'tsc --noEmit', synth: 'ts-node main.ts' },
      dependencies: { 'cdk8s': versions.cdk8s, 'cdk8s-kubestash': versions.library, 'constructs': versions.constructs },
      devDependencies: { '@types/node': '^20', 'ts-node': '^10', 'typescript': '^5' },
    })),
    keep('tsconfig.json', json({
      compilerOptions: {
        target: 'ES2022', module: 'CommonJS', moduleResolution: 'Node', lib: ['ES2022'], types: ['node'], strict: true, skipLibCheck: true, esModuleInterop: true,
      },
      include: ['*.ts'],
    })),
  ];
}

function keep(path: string, text: string): OutputFile {
  return { path, text, keep: true };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
