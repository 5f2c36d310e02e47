const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** As people say it: 1 234 567 bytes are 1.2 MB. */
export function sizeOf(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${unit > 0 && size < 9.95 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}
