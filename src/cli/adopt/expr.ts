import { StorageBackend } from '../../backup/storage-backend';
import { UsagePolicy } from '../../resources/types/usage-policy';

/** A piece of TypeScript that can be printed, and evaluated to see what it means. */
export type Expr = Literal | ObjectExpr | ListExpr | CallExpr | MemberExpr | ReferenceExpr;

/** Plain data. */
export interface Literal {
  readonly type: 'literal';
  readonly value: unknown;
}

/** `{ a: …, b: … }` */
export interface ObjectExpr {
  readonly type: 'object';
  readonly entries: readonly (readonly [string, Expr])[];
}

/** `[…, …]` */
export interface ListExpr {
  readonly type: 'list';
  readonly items: readonly Expr[];
}

/** `StorageBackend.s3(…)` */
export interface CallExpr {
  readonly type: 'call';
  readonly of: keyof typeof FACTORIES;
  readonly method: string;
  readonly args: readonly Expr[];
}

/** `BackupDeletionPolicy.WIPE_OUT` */
export interface MemberExpr {
  readonly type: 'member';
  readonly of: string;
  readonly member: string;
  readonly value: string;
}

/** `{ name: …, namespace: … }`, or the variable of the construct of that kind and name. */
export interface ReferenceExpr {
  readonly type: 'reference';
  readonly kind: string;
  readonly name: string;
  /** Where the object is if nothing else is said. */
  readonly home?: string;
  readonly literal: ObjectExpr;
}

/** Classes whose factories are called. */
const FACTORIES = { StorageBackend, UsagePolicy };

export function literal(value: unknown): Literal {
  return { type: 'literal', value };
}

export function object(entries: readonly (readonly [string, Expr])[]): ObjectExpr {
  return { type: 'object', entries };
}

export function call(of: CallExpr['of'], method: string, ...args: Expr[]): CallExpr {
  return { type: 'call', of, method, args };
}

/** The value that an expression has when the program runs; references are what they refer to by name. */
export function evaluate(expr: Expr): any {
  switch (expr.type) {
    case 'literal': return expr.value;
    case 'object': return Object.fromEntries(expr.entries.map(([k, v]) => [k, evaluate(v)]));
    case 'list': return expr.items.map(evaluate);
    case 'member': return expr.value;
    case 'reference': return evaluate(expr.literal);
    case 'call': return (FACTORIES[expr.of] as any)[expr.method](...expr.args.map(evaluate));
  }
}

/** Calls back for an expression and all that it is made of. */
export function visit(expr: Expr, seen: (expr: Expr) => void): void {
  seen(expr);
  switch (expr.type) {
    case 'object': return expr.entries.forEach(([, v]) => visit(v, seen));
    case 'list': return expr.items.forEach(v => visit(v, seen));
    case 'call': return expr.args.forEach(v => visit(v, seen));
    default: return undefined;
  }
}
