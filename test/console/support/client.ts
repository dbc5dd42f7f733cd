import { Opened } from './open';

/** Talks to a console as its page does. */
export class Client {
  public static async of({ address, origin }: Opened): Promise<Client> {
    const page = await fetch(address);
    return new Client(origin, page.headers.getSetCookie().map(c => c.split(';')[0]).join('; '));
  }

  private constructor(public readonly origin: string, public readonly cookie: string) {}

  public async get(path: string): Promise<any> {
    return (await fetch(this.origin + path, { headers: { Cookie: this.cookie } })).json();
  }

  public async post(path: string, body: string, type = 'application/json'): Promise<any> {
    return (await fetch(this.origin + path, { method: 'POST', body, headers: { 'Cookie': this.cookie, 'Origin': this.origin, 'Content-Type': type } })).json();
  }

  public run(command: string, given: readonly string[], options: object, more: object = {}): Promise<any> {
    return this.post(`/api/commands/${command}`, JSON.stringify({ arguments: given, options, ...more }));
  }

  /** Waits until a change is over. */
  public async work(id: number): Promise<any> {
    for (;;) {
      const { works } = await this.get('/api/works');
      const work = works.find((w: any) => w.id === id);
      if (work.said !== null) return work;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
}
