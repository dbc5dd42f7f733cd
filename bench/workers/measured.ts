/** Milliseconds of processor time that this process has used. */
export function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds by the clock. */
export function clock(): number {
  return performance.now();
}

/** Megabytes at the peak of this process. */
export function peak(): number {
  return process.resourceUsage().maxRSS / 1024;
}

/** The last line that a worker prints. */
export function answer(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
