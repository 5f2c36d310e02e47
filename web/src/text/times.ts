const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const dayAndYear = new Intl.DateTimeFormat(undefined, { dateStyle: 'full' });

const near = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** Short, for a note at the side: "Sat, 28 Nov, 14:45"; without the date where it is today. */
export const stampOf = (at: number, now: number = Date.now()): string =>
  startOf(at) === startOf(now) ? `today, ${clock.format(at)}` : near.format(at);
export const clockOf = (at: number): string => clock.format(at);
export const exactOf = (at: number): string => exact.format(at);

/** "Today", "Yesterday", else the date; with the year where it is another. */
export function dayOf(at: number, now: number = Date.now()): string {
  const days = startOf(now) - startOf(at);
  if (days === 0) return 'Today';
  // Over a change of the clocks a day has 23 or 25 hours.
  if (days > 0 && days <= 25 * 3_600_000) return 'Yesterday';
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? day : dayAndYear).format(at);
}

const startOf = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
