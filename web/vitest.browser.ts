import { defineConfig } from 'vitest/config';

/** The page in a real browser with the real server: one file after the other, machines are small. */
export default defineConfig({
  test: {
    include: ['browser/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
