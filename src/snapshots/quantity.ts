const UNITS: Record<string, number> = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40, PiB: 2 ** 50 };
const PRINTED = /^([\d.]+) ?([KMGTP]iB|B)$/;

/** Bytes of a size as KubeStash prints it: `664.979 KiB`. */
export function bytesOf(printed: string | undefined): number | undefined {
  const match = printed === undefined ? null : PRINTED.exec(printed);
  const amount = match === null ? NaN : Number(match[1]) * UNITS[match[2]];
  return Number.isNaN(amount) ? undefined : Math.round(amount);
}

/** Bytes as people read them: `665 KiB`. */
export function printBytes(bytes: number): string {
  const unit = Object.keys(UNITS).filter(u => bytes >= UNITS[u]).pop() ?? 'B';
  return `${Number((bytes / UNITS[unit]).toPrecision(4))} ${unit}`;
}
