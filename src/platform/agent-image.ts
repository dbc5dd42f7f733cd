import { mirrored } from './images';
import { struct } from '../values/compound';
import { made } from '../values/given';
import { image as imageName } from '../values/texts';

/** Image of the agent and of the gates, when the user names no other: a stock Node image. */
const NODE_IMAGE = 'docker.io/library/node:22.21.1-alpine3.22';

/** Where an image that carries the program has it (`Dockerfile`). */
const CARRIED = '/agent/agent.js';

const PROPS = struct<{ readonly image: string }>({ image: imageName });

/**
 * What the agent of a run is executed by: the program that halts, restores and opens a database.
 */
export class AgentImage {
  /**
   * An image whose entrypoint is Node 20 or newer. The program comes in a ConfigMap.
   *
   * @param image pinned by tag or digest, such as a mirror of `docker.io/library/node:22.21.1-alpine3.22` or `gcr.io/distroless/nodejs22-debian12:nonroot`
   */
  public static node(image: string = NODE_IMAGE): AgentImage {
    return made('AgentImage.node', PROPS, { image }, of => new AgentImage(of.image, undefined));
  }

  /**
   * An image that carries the program, made by the `Dockerfile` of the package of the same version; there is no ConfigMap then.
   *
   * @param image pinned by tag or digest
   */
  public static carrying(image: string): AgentImage {
    return made('AgentImage.carrying', PROPS, { image }, of => new AgentImage(of.image, CARRIED));
  }

  private constructor(
    private readonly image: string,
    /** @internal */ public readonly _program: string | undefined,
  ) {}

  /**
   * The image, the stock one where a registry has a copy of it.
   * @internal
   */
  public _from(registry: string | undefined): string {
    return this.image === NODE_IMAGE ? mirrored(this.image, registry) : this.image;
  }
}
