import { Agent } from 'https';
import { SecureContext } from 'tls';
import { systemClock } from '../../src/agent/clock';
import { drive } from '../../src/agent/loop';
import { runProgram } from '../../src/agent/programs';
import { End, Gatekeeper, RUN_LIMITS } from '../../src/agent/surroundings';
import { HttpApi } from '../../src/agent/transport';
import { gatesOf } from '../../src/protocol/gates';
import { RunIntent } from '../../src/protocol/intent';
import { typeText } from '../../src/protocol/kinds';
import { holderOf } from '../../src/protocol/names';

/** Where the API server is, and who asks. */
export interface Access {
  readonly server: string;
  readonly trust: SecureContext;
  readonly token: string;
}

/** A run's agent in this process: the loop and the transport of the program, with connections of its own. */
export class Member {
  /** Calls of the API server so far, each try and each watch. */
  public calls = 0;
  public readonly ended: Promise<End>;
  /** Settles when nothing is left to do but to wait for the recovery. */
  public readonly waits: Promise<void>;
  private readonly connections: Agent;

  constructor(intent: RunIntent, job: string, { server, trust, token }: Access, stop: AbortSignal) {
    const { hostname: host, port } = new URL(server);
    this.connections = new Agent({ keepAlive: true, secureContext: trust });
    const api = new HttpApi({
      protocol: 'https:',
      options: () => {
        this.calls++;
        return { host, port, agent: this.connections, headers: { authorization: `Bearer ${token}` } };
      },
      close: () => this.connections.destroy(),
    });
    let waiting: () => void;
    this.waits = new Promise(resolve => { waiting = resolve; });
    const log = (text: string) => { if (text.startsWith(`waiting for ${typeText(intent.target.type)} `)) waiting(); };
    this.ended = drive(runProgram(intent, job), {
      api, clock: systemClock, log, gates: allAsked(intent), stop, limits: RUN_LIMITS,
    }, { me: holderOf(job, `pod-of-${job}`), by: job });
  }

  public close(): void {
    this.connections.destroy();
  }
}

/** The other containers of its pod, which are all at their gates. */
function allAsked(intent: RunIntent): Gatekeeper {
  return { asked: () => gatesOf(intent), opened: () => [], open: () => { /* nobody waits */ }, onAsked: () => { /* they are there already */ } };
}
