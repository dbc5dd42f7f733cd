import { Io } from './io';
import { Kubectl } from './kubectl';
import { SnapshotCatalog } from '../snapshots/catalog';

/** One option of a command, described: parsing, help and completion follow from it. */
export interface OptionDescription {
  readonly type: 'string' | 'boolean';
  readonly summary: string;
  /** One letter. */
  readonly short?: string;
  /** What stands for the value in help: `TIME`. */
  readonly value?: string;
  /** Whether it may be given more than once. */
  readonly multiple?: boolean;
  /** The values that are allowed. */
  readonly values?: readonly string[];
  /** What completes the value. */
  readonly completes?: 'file' | 'directory' | 'namespace' | 'context';
}

/** One argument of a command. */
export interface ArgumentDescription {
  readonly name: string;
  readonly summary: string;
  readonly optional?: boolean;
  /** The last one may be given more than once. */
  readonly multiple?: boolean;
  readonly values?: readonly string[];
  /** Allowed too, but told to nobody: what the scripts of completion say. */
  readonly hidden?: readonly string[];
  readonly completes?: 'file' | 'database' | 'command';
}

/** A command, described, and what it does. Its name and summary stand in the registry. */
export interface Command {
  readonly arguments: readonly ArgumentDescription[];
  readonly options: Readonly<Record<string, OptionDescription>>;
  /** Works as printed. */
  readonly examples: readonly string[];
  /** More for the help page. */
  readonly notes?: readonly string[];
  run(call: Call): Promise<number>;
}

/** A command that is loaded when it is called. */
export interface Registered {
  readonly name: string;
  readonly summary: string;
  load(): Command;
}

/** A command as it was typed. */
export interface Call {
  readonly io: Io;
  /** All commands there are. */
  readonly commands: readonly Registered[];
  readonly kubectl: Kubectl;
  readonly arguments: readonly string[];
  readonly options: Options;
  /** A catalog that is at hand already; it is read where it is left out. */
  readonly catalog?: SnapshotCatalog;
}

/** The options that were typed. */
export class Options {
  constructor(private readonly values: Readonly<Record<string, unknown>>) {}

  /** Value of an option. */
  public text(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** Whether a switch was given. */
  public flag(name: string): boolean {
    return this.values[name] === true;
  }

  /** Values of an option that may be given more than once. */
  public all(name: string): string[] {
    const value = this.values[name];
    return Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
  }
}
