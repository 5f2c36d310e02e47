import { brotliCompressSync, constants } from 'node:zlib';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** The server embeds what stands in dist: compressed once, here, as well as it goes. */
function brotli(): Plugin {
  return {
    name: 'brotli',
    apply: 'build',
    closeBundle() {
      for (const path of filesIn('dist')) {
        // The server writes its own name and address into this one.
        if (path.endsWith('index.html')) continue;
        const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
        writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path), options));
        rmSync(path);
      }
    },
  };
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesIn(path) : [path]));

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [brotli()],
  build: { target: 'es2022', modulePreload: false, assetsInlineLimit: 0 },
  test: { include: ['tests/**/*.test.ts'] },
});
