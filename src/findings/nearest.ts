/**
 * The one of some words that is most like a misspelt one; undefined if none is.
 *
 * @param letters of how many one may be wrong: the more words, the more of them are like each other
 */
export function nearest(word: string, words: Iterable<string>, letters = 3): string | undefined {
  const most = Math.max(1, Math.floor(word.length / letters));
  let found: string | undefined;
  let least = most + 1;
  for (const candidate of words) {
    const distance = candidate.toLowerCase() === word.toLowerCase() ? 0 : distanceOf(word, candidate, least);
    if (distance < least) [found, least] = [candidate, distance];
  }
  return found;
}

/** How many letters have to be changed, put in, left out or swapped with their neighbour; `most` if it is no less. */
function distanceOf(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) >= most) return most;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[b.length];
}
