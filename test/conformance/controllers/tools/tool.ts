import type { Manifest } from '../../harness/objects';
import type { Space } from '../../harness/space';

/** What a tool shows of an application, in the words of neither. */
export type Colour =
  /** The application can connect to what Git says. */
  | 'green'
  /** It works on it, or waits for something that comes by itself. */
  | 'working'
  /** It waits for a person. Flux has no such colour: there it is `working`. */
  | 'waiting'
  /** Something broke. */
  | 'red';

/** What a tool shows, and its own words for it. */
export interface Look {
  readonly colour: Colour;
  readonly says: string;
}

/** How a tool is told to apply an application. */
export interface Ways {
  /** What of its options differs from the page docs/gitops.md. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** What something on the way to Git makes of the objects: kustomize, for one. */
  readonly between?: (objects: readonly Manifest[]) => Manifest[];
  /** Name of the application, where a namespace has several. */
  readonly name?: string;
}

/** Manifests in Git that a tool keeps applied: a Kustomization of Flux, for one. */
export interface Application {
  /** Replaces everything in Git; the tool hears of it at once. */
  commit(objects: readonly Manifest[]): Promise<void>;
  /** What the tool shows about the last commit. */
  look(): Promise<Look>;
  /** Other options of the tool, in its own words, from now on: what it is at is ended. */
  alter(options: Readonly<Record<string, unknown>>): Promise<void>;
  /** The tool leaves it alone from now on. */
  rest(): Promise<void>;
  /** Deletes the application; answers when it is gone. */
  remove(): Promise<void>;
}

/** A GitOps controller that runs beside the cluster. */
export interface Tool {
  readonly name: string;
  /** Whether it tells an application that waits for a person from one that works. */
  readonly tellsWaiting: boolean;
  /** As it is printed in the results. */
  readonly version: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Kills it and starts it anew. */
  restart(): Promise<void>;
  application(space: Space, ways?: Ways): Promise<Application>;
}
