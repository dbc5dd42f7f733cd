import { kebab } from '../../values/kebab';

/** A name as a construct id: `gcs-storage` becomes `GcsStorage`. */
export function pascal(name: string): string {
  return name.split(/[^A-Za-z0-9]+/).filter(p => p !== '').map(p => p[0].toUpperCase() + p.slice(1)).join('');
}

/** Whether a construct of this id gets this name without being told. */
export function isNamedBy(id: string, name: string): boolean {
  return kebab(id) === name;
}

const RESERVED = new Set([
  'await', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default', 'delete', 'do', 'else', 'enum', 'export', 'extends',
  'false', 'finally', 'for', 'function', 'if', 'implements', 'import', 'in', 'instanceof', 'interface', 'let', 'new', 'null', 'package',
  'private', 'protected', 'public', 'return', 'static', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'var', 'void', 'while',
  'with', 'yield', 'undefined', 'eval', 'arguments', 'process', 'console', 'global', 'require', 'module', 'exports',
]);

/** Names that are given once. */
export class Names {
  private readonly taken: Set<string>;

  constructor(...taken: string[]) {
    this.taken = new Set(taken);
  }

  /** The first of the candidates that is free, else the last one with a number. */
  public take(...candidates: string[]): string {
    const free = candidates.find(c => c !== '' && !this.taken.has(c));
    const name = free ?? this.numbered(candidates[candidates.length - 1]);
    this.taken.add(name);
    return name;
  }

  /** A variable for a construct id. */
  public variable(id: string): string {
    const camel = id.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+$|^[A-Z]/, c => c.toLowerCase());
    const name = /^[A-Za-z]/.test(camel) ? camel : `a${id}`;
    return this.take(...(RESERVED.has(name) ? [`${name}Object`] : [name]));
  }

  private numbered(name: string): string {
    for (let n = 2; ; n++) {
      if (!this.taken.has(`${name}${n}`)) return `${name}${n}`;
    }
  }
}
