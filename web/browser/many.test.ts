import { connect, type Socket } from 'node:net';
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
  for (const socket of stays) socket.destroy();
  await browser?.close();
  await server?.end();
});

const stays: Socket[] = [];

/** A program that says so many lines; done when the server has taken them all. */
function sayMany(room: string, lines: number): Promise<void> {
  const socket = connect(server.port, '127.0.0.1');
  const words = Array.from({ length: lines }, (_, i) => `PRIVMSG ${room} :line ${i + 1}\r\n`);
  const nick = `bulk${room.slice(1)}`;
  socket.write(`NICK ${nick}\r\nUSER b 0 * b\r\nJOIN ${room}\r\n${words.join('')}PING done\r\n`);
  return new Promise((done, failed) => {
    socket.on('error', failed);
    socket.on('data', (bytes) => {
      if (!bytes.toString().includes('done')) return;
      // The room lasts as long as somebody is in it.
      stays.push(socket);
      done();
    });
  });
}

test('history comes by scrolling, and what is read stays where it is', async () => {
  await sayMany('#old', 350);
  const ada = await Person.in(browser, `${server.url}#old`, 'old');
  await ada.hear('line 350');
  const list = ada.page.locator('.list');
  const firstSeen = (): Promise<number> =>
    list.evaluate((view) => {
      const top = view.getBoundingClientRect().top;
      const words = [...view.querySelectorAll('.message .words')];
      const first = words.find((one) => one.getBoundingClientRect().top >= top);
      return Number(/\d+/.exec(first?.textContent ?? '')?.[0] ?? 0);
    });
  let before = await firstSeen();
  for (let pages = 0; before > 1 && pages < 60; pages++) {
    await list.evaluate((view) => (view.scrollTop -= 400));
    await expect.poll(firstSeen).toBeLessThan(before);
    const now = await firstSeen();
    // What was seen at the top is still near: nothing jumped.
    expect(before - now).toBeLessThan(40);
    before = now;
  }
  expect(before).toBe(1);
});

test('a reload shows each line once', async () => {
  await sayMany('#again', 120);
  const ada = await Person.in(browser, `${server.url}#again`, 'again');
  await ada.hear('line 120');
  await ada.page.reload();
  await ada.field.waitFor();
  await ada.isIn();
  await ada.say('last');
  await ada.hear('last');
  const numbers = (await ada.texts()).map((text) => Number(/\d+/.exec(text)?.[0] ?? 121));
  expect(numbers).toEqual(numbers.map((_, i) => 122 - numbers.length + i));
});

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
