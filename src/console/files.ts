import { existsSync, readdirSync, readFileSync } from 'fs';
import { extname, join } from 'path';
import { CliError, Exit } from '../cli/exit';

/** A file of the page. */
export interface PageFile {
  readonly type: string;
  readonly content: Buffer;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The files of the page, all read at once: no path of a request ever reaches the disk. */
export class Files {
  private readonly files = new Map<string, PageFile>();

  /** @param folder where the bundle is */
  public constructor(folder: string) {
    if (!existsSync(join(folder, 'index.html'))) {
      throw new CliError(Exit.FINDINGS, `the page is not there (${folder})`, 'in a checkout: npx projen console');
    }
    for (const name of readdirSync(folder)) {
      const type = TYPES[extname(name)];
      if (type !== undefined) this.files.set(name === 'index.html' ? '/' : `/${name}`, { type, content: readFileSync(join(folder, name)) });
    }
  }

  /** What is served at a path. */
  public at(path: string): PageFile | undefined {
    return this.files.get(path);
  }
}
