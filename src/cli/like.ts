/** Those of the words that somebody may have meant: at most a third of the letters differ. The nearest first. */
export function like(typed: string, words: readonly string[]): string[] {
  return words.map(word => ({ word, distance: distance(typed, word) }))
    .filter(({ word, distance: d }) => d <= Math.max(1, Math.floor(Math.max(word.length, typed.length) / 3)))
    .sort((a, b) => a.distance - b.distance).slice(0, 3).map(({ word }) => word);
}

/** Letters to change, add, drop or swap with their neighbour. */
function distance(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2] + 1 : Infinity;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1), swapped);
    }
    [before, last] = [last, row];
  }
  return last[b.length];
}

/** `did you mean a or b? `; empty where nothing is like it. */
export function didYouMean(typed: string, words: readonly string[]): string {
  const found = like(typed, words);
  return found.length === 0 ? '' : `did you mean ${found.join(' or ')}? `;
}
