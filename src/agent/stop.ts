/** Whether something is to end. An AbortSignal is one. */
export interface Signal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Tells whoever waits that it is over: an AbortController that costs next to nothing, since each wait needs one. */
export class Stop implements Signal {
  private readonly listeners = new Set<() => void>();
  private isOver = false;

  public get aborted(): boolean {
    return this.isOver;
  }

  public addEventListener(_type: 'abort', listener: () => void): void {
    this.listeners.add(listener);
  }

  public removeEventListener(_type: 'abort', listener: () => void): void {
    this.listeners.delete(listener);
  }

  public abort(): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const listener of this.listeners) listener();
  }
}
