import { defineConfig } from 'vitest/config';

/** The page in a real browser with the real server: one file after the other, machines are small. */
export default defineConfig({
  test: {
    include: [process.env['MEASURE'] ? 'browser/**/*.bench.ts' : 'browser/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: process.env['MEASURE'] ? 300_000 : 60_000,
    hookTimeout: 60_000,
  },
});
