import { execFileSync } from 'child_process';
import { createHash } from 'crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { createServer, Server } from 'http';
import { tmpdir } from 'os';
import { join } from 'path';

/** An archive as the source of a Kustomization names it. */
export interface Archive {
  readonly url: string;
  readonly digest: string;
}

/** What Flux's source-controller does, as far as anybody sees it: archives of files, by HTTP on loopback. */
export class Archives {
  private readonly server: Server;
  private readonly archives = new Map<string, Buffer>();

  constructor() {
    this.server = createServer((request, answer) => {
      const archive = this.archives.get(request.url ?? '');
      answer.writeHead(archive === undefined ? 404 : 200).end(archive);
    });
  }

  public listen(): Promise<void> {
    return new Promise(resolve => this.server.listen(0, '127.0.0.1', resolve));
  }

  public close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  public put(files: Readonly<Record<string, string>>): Archive {
    const dir = mkdtempSync(join(tmpdir(), 'conformance-archive-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
    const archive = execFileSync('tar', ['-C', dir, '-cz', ...Object.keys(files)], { maxBuffer: 256 * 1024 * 1024 });
    rmSync(dir, { recursive: true });
    const sum = createHash('sha256').update(archive).digest('hex');
    this.archives.set(`/${sum}.tar.gz`, archive);
    return { url: `http://127.0.0.1:${(this.server.address() as { port: number }).port}/${sum}.tar.gz`, digest: `sha256:${sum}` };
  }
}

