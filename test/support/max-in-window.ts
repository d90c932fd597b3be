/** The highest number of `times` in any window of `lengthMs`, wherever it starts. The end of the window is excluded. */
export function maxInWindow(times: readonly number[], lengthMs: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  let most = 0
  for (let first = 0, last = 0; last < sorted.length; last++) {
    while ((sorted[last] as number) - (sorted[first] as number) >= lengthMs) first++
    most = Math.max(most, last - first + 1)
  }
  return most
}
