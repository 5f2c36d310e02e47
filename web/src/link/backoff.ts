const shortest = 500;
const longest = 30_000;

/**
 * How long to wait before the next try, in milliseconds: doubled each time, and spread, so that a
 * server that comes back is not met by everybody at once.
 */
export function waitBefore(attempt: number, random: () => number = Math.random): number {
  const most = Math.min(longest, shortest * 2 ** Math.min(attempt, 10));
  return Math.round(most * (0.5 + random() / 2));
}
