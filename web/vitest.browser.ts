import { defineConfig } from 'vitest/config';

/** `test`; `bench`: figures (npm run measure); `picture`: what docs/ shows (npm run pictures). */
const kind = process.env['HUBBUB_BROWSER'] ?? 'test';

/** The page in a real browser with the real server: one file after the other, machines are small. */
export default defineConfig({
  test: {
    include: [`browser/**/*.${kind}.ts`],
    fileParallelism: false,
    testTimeout: kind === 'test' ? 60_000 : 300_000,
    hookTimeout: 60_000,
  },
});
