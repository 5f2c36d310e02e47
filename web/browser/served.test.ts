import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Server } from './house';

let server: Server;

beforeAll(async () => {
  server = await Server.start();
});

afterAll(() => server?.end());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

/** As it comes: fetch would unpack it. */
function get(path: string, encoding: string): Promise<Answer> {
  return new Promise((done, failed) => {
    const headers = { 'accept-encoding': encoding };
    const asked = request(new URL(path, server.url), { headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const body = Buffer.concat(parts);
        done({ status: answer.statusCode ?? 0, headers: answer.headers, body });
      });
    });
    asked.on('error', failed).end();
  });
}

async function assets(): Promise<string[]> {
  const index = (await get('/', 'identity')).body.toString();
  return [...index.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((found) => found[1]!);
}

test('the first load is at most 80 kB, packed as over plain HTTP', async () => {
  const paths = await assets();
  expect(paths.length).toBeGreaterThan(1);
  let size = (await get('/', 'gzip')).body.length;
  for (const path of paths) size += (await get(path, 'gzip, deflate')).body.length;
  console.log(`first load: ${size} bytes`);
  expect(size).toBeLessThan(80_000);
});

test('what has its hash in its name is kept for ever, in any packing the same', async () => {
  for (const path of await assets()) {
    const [plain, gzip, brotli] = await Promise.all([
      get(path, 'identity'),
      get(path, 'gzip'),
      get(path, 'gzip, deflate, br'),
    ]);
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(brotli.headers['content-encoding']).toBe('br');
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
    expect(brotliDecompressSync(brotli.body)).toEqual(plain.body);
  }
});

test('nothing may be loaded from, sent to or framed by any other host', async () => {
  const { headers, body } = await get('/', 'identity');
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['cache-control']).toBe('no-store');
  expect(body.toString()).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
});

test('who has no scripts reads how to join', async () => {
  const page = (await get('/', 'identity')).body.toString();
  expect(page).toContain(`<pre>nc localhost ${server.port}</pre>`);
  expect(page).toContain('Chess club');
  expect((await get('/nowhere', 'identity')).status).toBe(404);
});
