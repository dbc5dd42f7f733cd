const UNITS: Record<string, number> = {
  '': 1,
  'k': 1e3,
  'M': 1e6,
  'G': 1e9,
  'T': 1e12,
  'P': 1e15,
  'E': 1e18,
  'Ki': 2 ** 10,
  'Mi': 2 ** 20,
  'Gi': 2 ** 30,
  'Ti': 2 ** 40,
  'Pi': 2 ** 50,
  'Ei': 2 ** 60,
};
const QUANTITY = /^(\d+(?:\.\d+)?)(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|)$/;

/** Bytes of a Kubernetes quantity: `50Gi`, `1.5T`, `1073741824`. Undefined where it is none. */
export function bytesOfQuantity(quantity: unknown): number | undefined {
  const match = QUANTITY.exec(String(quantity));
  return match === null ? undefined : Math.round(Number(match[1]) * UNITS[match[2]]);
}
