import { connect } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Person, Server, launch } from './house';

let browser: Browser;
let server: Server;

beforeAll(async () => {
  browser = await launch();
  server = await Server.start('--no-flood-limit');
});

afterAll(async () => {
  await browser?.close();
  await server?.end();
});

/** A program that says so many lines; done when the server has taken them all. */
function sayMany(room: string, lines: number): Promise<void> {
  const socket = connect(server.port, '127.0.0.1');
  const words = Array.from({ length: lines }, (_, i) => `PRIVMSG ${room} :line ${i + 1}\r\n`);
  socket.write(`NICK bulk\r\nUSER bulk 0 * bulk\r\nJOIN ${room}\r\n${words.join('')}PING done\r\n`);
  return new Promise((done, failed) => {
    socket.on('error', failed);
    socket.on('data', (bytes) => {
      if (!bytes.toString().includes('done')) return;
      socket.end();
      done();
    });
  });
}

test('thousands of lines: few are in the document, and scrolling finds those above', async () => {
  const ada = await Person.in(browser, `${server.url}#bulk`, 'ada');
  await sayMany('#bulk', 5_000);
  await ada.hear('line 5000');
  expect(await ada.page.locator('.list .rows > li').count()).toBeLessThan(150);
  await ada.page.locator('.list').evaluate((list) => (list.scrollTop = list.scrollHeight / 2));
  await expect
    .poll(async () => (await ada.texts()).filter((text) => /^line [23]\d\d\d$/.test(text)).length)
    .toBeGreaterThan(10);
  await ada.page.getByRole('button', { name: 'Newest' }).click();
  await ada.message('line 5000').waitFor();
});
