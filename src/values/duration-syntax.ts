/** Whether a text is a Go duration as `time.ParseDuration` takes it, and not negative: `30m`, `1h30m`, `1.5h`. */
export function isGoDuration(text: string): boolean {
  return text === '0' || /^\+?((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/.test(text);
}

const SECONDS: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, μs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** How long a Go duration is. */
export function secondsOfGo(text: string): number {
  return [...text.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)].reduce((sum, [, amount, unit]) => sum + Number(amount) * SECONDS[unit], 0);
}

/** Whether a text is a retention period as KubeStash takes it: `30d`, `1y6mo`. */
export function isRetentionPeriod(text: string): boolean {
  return /^(\d+(y|mo|w|d|h|m))+$/.test(text);
}

/** Whether a text is a retention period of an archiver's logs: `30d`, `1y`. */
export function isLogRetention(text: string): boolean {
  return /^[1-9][0-9]*[dwmy]$/.test(text);
}
