import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/** A Git repository with one file in it. */
export class Repository {
  private readonly dir = mkdtempSync(join(tmpdir(), 'conformance-git-'));

  constructor() {
    this.git('init', '-q', '-b', 'main');
    process.once('exit', () => rmSync(this.dir, { recursive: true, force: true }));
  }

  public get url(): string {
    return `file://${this.dir}`;
  }

  /** Commits a text; what `git` calls the commit. */
  public commit(text: string): string {
    writeFileSync(join(this.dir, 'objects.yaml'), text);
    this.git('add', '.');
    this.git('-c', 'user.name=conformance', '-c', 'user.email=conformance@example.com', 'commit', '-q', '--allow-empty', '-m', 'a commit');
    return this.git('rev-parse', 'HEAD').trim();
  }

  private git(...args: string[]): string {
    return execFileSync('git', ['-C', this.dir, ...args], { encoding: 'utf8' });
  }
}
