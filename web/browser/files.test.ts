import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Person, Server, desktop, launch, phone } from './house';

let browser: Browser;
let server: Server;
const icon = readFileSync(join(import.meta.dirname, '../public/icon-192.png'));

beforeAll(async () => {
  browser = await launch();
  server = await Server.start();
});

afterAll(async () => {
  await browser?.close();
  await server?.end();
});

const picker = (person: Person) => person.page.locator('input[type=file]').first();
const card = (person: Person, name: string) => person.page.locator('.file', { hasText: name });

test('a file is brought by the picker; others see its picture, size and hash', async () => {
  const ada = await Person.in(browser, `${server.url}#files`, 'ada', desktop);
  const bob = await Person.in(browser, `${server.url}#files`, 'bob', phone);
  await picker(ada).setInputFiles({ name: 'tea pot.png', mimeType: 'image/png', buffer: icon });
  for (const person of [ada, bob]) {
    const offer = card(person, 'tea pot.png');
    await offer.waitFor();
    await expect
      .poll(() => offer.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth))
      .toBe(192);
    expect(await offer.innerText()).toContain('4.1 kB');
    const sha256 = createHash('sha256').update(icon).digest('hex');
    expect(await offer.locator('code').getAttribute('title')).toBe(`SHA-256: ${sha256}`);
  }
  const path = await card(bob, 'tea pot.png').locator('.fetch').getAttribute('href');
  const fetched = Buffer.from(await (await fetch(new URL(path!, server.url))).arrayBuffer());
  expect(fetched.equals(icon)).toBe(true);

  // Whose it is takes it away again.
  await ada.page.locator('.message', { has: card(ada, 'tea pot.png') }).focus();
  await ada.page.getByRole('button', { name: 'Remove', exact: true }).click();
  await card(bob, 'tea pot.png').waitFor({ state: 'detached' });
  expect([...ada.complaints, ...bob.complaints]).toEqual([]);
});

test('pasted and dropped files are brought too, and no name becomes markup', async () => {
  const eve = await Person.in(browser, `${server.url}#drops`, 'eve', desktop);
  const hostile = '<img src=x onerror=document.title=1>&amp;.txt';
  const give = (how: 'paste' | 'drop', name: string): Promise<void> =>
    eve.page.evaluate(
      ([how, name]) => {
        const data = new DataTransfer();
        data.items.add(new File(['hello'], name!, { type: 'text/plain' }));
        const target = document.querySelector('#composer')!;
        const options = { bubbles: true, cancelable: true };
        target.dispatchEvent(
          how === 'paste'
            ? new ClipboardEvent('paste', { ...options, clipboardData: data })
            : new DragEvent('drop', { ...options, dataTransfer: data }),
        );
      },
      [how, name],
    );
  await give('paste', 'pasted.txt');
  await card(eve, 'pasted.txt').waitFor();
  await give('drop', hostile);
  const settled = eve.page.locator('.file-name, .uploads .failed bdi', { hasText: hostile });
  await settled.first().waitFor();
  expect(await eve.page.locator('.file img, .uploads img').count()).toBe(0);
  expect(await eve.page.title()).toContain('#drops');
  expect(eve.complaints.filter((one) => !one.includes('400'))).toEqual([]);
});

test('a file for one person is fetched one time, and is not shown by itself', async () => {
  const ann = await Person.in(browser, `${server.url}#hand`, 'ann', desktop);
  const ben = await Person.in(browser, `${server.url}#hand`, 'ben', desktop);
  await ann.say('/msg ben hello');
  await ann.page.getByRole('main', { name: 'ben' }).waitFor();
  await picker(ann).setInputFiles({ name: 'secret.png', mimeType: 'image/png', buffer: icon });
  await card(ann, 'secret.png').getByText('ben can fetch it one time').waitFor();
  await ben.page.getByRole('button', { name: /^ann/ }).first().click();
  const offer = card(ben, 'secret.png');
  await offer.getByText('for one time').waitFor();
  expect(await offer.locator('img').count()).toBe(0);
  const [download] = await Promise.all([
    ben.page.waitForEvent('download'),
    offer.getByRole('link', { name: 'Download secret.png' }).click(),
  ]);
  expect(readFileSync(await download.path()).equals(icon)).toBe(true);
  await offer.getByText('fetched').waitFor();
  await card(ann, 'secret.png').getByText('fetched').waitFor();
  expect(await offer.locator('a').count()).toBe(0);

  await picker(ann).setInputFiles({ name: 'other.png', mimeType: 'image/png', buffer: icon });
  await ben.page.getByRole('button', { name: 'Decline other.png' }).click();
  await card(ann, 'other.png').getByText('not wanted').waitFor();
  expect([...ann.complaints, ...ben.complaints]).toEqual([]);
});

test('an upload shows how far it is, and can be cancelled', async () => {
  const kay = await Person.in(browser, `${server.url}#slow`, 'kay', desktop);
  const cdp = await kay.page.context().newCDPSession(kay.page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: 1e7,
    uploadThroughput: 4e5,
  });
  await picker(kay).setInputFiles({
    name: 'large.bin',
    mimeType: 'application/octet-stream',
    buffer: randomBytes(4_000_000),
  });
  const bar = kay.page.getByRole('progressbar', { name: 'Sending large.bin' });
  await expect.poll(() => bar.evaluate((it: HTMLProgressElement) => it.value)).toBeGreaterThan(0);
  await kay.page.getByRole('button', { name: 'Cancel large.bin' }).click();
  await bar.waitFor({ state: 'detached' });
  await kay.say('after');
  await kay.hear('after');
  expect(await card(kay, 'large.bin').count()).toBe(0);
});
