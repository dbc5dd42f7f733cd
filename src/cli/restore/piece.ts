/** One part of a restore, said twice in one place: what a construct is given, and the code that gives it the same. */
export interface Piece {
  readonly props: Readonly<Record<string, unknown>>;
  /** Lines within the braces of the construct's props. */
  readonly code: readonly string[];
  /** Names that the code takes from the library. */
  readonly imports: readonly string[];
}

export const NOTHING: Piece = { props: {}, code: [], imports: [] };

/** Several parts as one. */
export function joined(pieces: readonly Piece[]): Piece {
  return {
    props: Object.assign({}, ...pieces.map(p => p.props)),
    code: pieces.flatMap(p => p.code),
    imports: pieces.flatMap(p => p.imports),
  };
}

/** A text as a literal of TypeScript. */
export function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
}

/** `orders-2` → `Orders2`. */
export function pascal(name: string): string {
  return name.split(/[^A-Za-z0-9]+/).map(w => w.charAt(0).toUpperCase() + w.slice(1)).join('');
}

/** `orders-2` → `orders2`. */
export function camel(name: string): string {
  const text = pascal(name);
  return /^[0-9]/.test(text) ? `database${text}` : text.charAt(0).toLowerCase() + text.slice(1);
}
