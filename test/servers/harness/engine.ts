import { Fetch } from './programs';
import { SHELLS } from './script';

/** How a server is started. */
export type Variant = 'plain' | 'tls' | 'full' | 'read-only';

/** A client that is connected. */
export interface Session {
  /** Whether it still is. */
  readonly alive: () => Promise<boolean> | boolean;
  readonly end: () => Promise<void> | void;
}

/** A server that runs. */
export interface Server {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Users that may do what is asked here: names and passwords that are easily misread. */
  readonly users?: readonly { readonly user: string; readonly password: string }[];
  /** Users that may log in, by what they may not: see what others do, end it. */
  readonly powerless?: Record<string, { readonly user: string; readonly password: string }>;
  /** Begins sessions of applications, by what they do: `idle`, `active`, `transaction`, … Empty where none can be had, but asked for. */
  readonly sessions?: Record<string, () => Promise<Session>>;
  /** Begins sessions that are not to be touched. */
  readonly spared?: Record<string, () => Promise<Session>>;
  /** Makes the server answer everything with an error, for as long as the session lasts. */
  readonly busy?: () => Promise<Session>;
  readonly stop: () => Promise<void>;
}

/** A statement and its first value. */
export interface Statement {
  readonly statement: string;
  readonly value: string;
}

/** What the engine's language has to say. */
export interface Language {
  /** Whose first value is what is said, by what is peculiar about it: quotes, newlines, unicode, comments, 100 kB. */
  readonly gives: Record<string, Statement>;
  /** Statements of which at least a part fails. */
  readonly fails: readonly string[];
  /** Statements that say nothing is wrong although not all of them is executed. */
  readonly unfinished: readonly string[];
  /** A statement that never ends. */
  readonly hangs?: string;
  /** A statement without any value. */
  readonly empty?: string;
  /** A statement that changes something. */
  readonly writes?: string;
  /** A statement that is answered differently in a database. */
  readonly database?: Statement & {
    readonly name: string;
    /** Further ones whose names are easily misread; there the value is the name. */
    readonly odd?: readonly string[];
    /** Databases that are refused: by default one that is not there, none where a database begins with what is put into it. */
    readonly nowhere?: readonly string[];
  };
  /** Puts three of something into the server; what `Check.count` asks of it then gives 3. */
  readonly count?: { readonly prepare: string; readonly of: string; readonly database?: string };
}

/** A change of a script that must be noticed. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** The case that is thought to notice it; all of them are asked until one does. */
  readonly by?: string;
}

/** One engine in one version, as it is had here. */
export interface Engine {
  /** As in `src/engines`. */
  readonly key: string;
  readonly name: string;
  readonly script: string;
  readonly fetches: readonly Fetch[];
  /** Why it cannot be run although everything was fetched. */
  readonly missing?: () => string | undefined;
  /** Folder with the engine's client. */
  readonly commands: () => string;
  readonly language: Language;
  readonly start: (variant: Variant) => Promise<Server>;
  /** What can be had. */
  readonly variants: readonly Variant[];
  /** Its client trusts no server whose authority it does not know. */
  readonly needsAuthority?: boolean;
  /** What could be had lets everybody in. */
  readonly open?: boolean;
  /** What could be had is no server: the stand-in of the client has the engine in itself. */
  readonly embedded?: boolean;
  /** Each shell asks everything, unless a call takes seconds: then they take turns. */
  readonly slow?: boolean;
  readonly mutants?: readonly Mutant[];
}

/** An engine that no server can be had for: its script has met what stands in for the vendor's programs in `test/client`. */
export interface StandIn {
  readonly name: string;
  /** What is common to the names of its tests, as a regular expression. */
  readonly tests: string;
  readonly mutants: readonly Mutant[];
}

export type Shell = keyof typeof SHELLS;
