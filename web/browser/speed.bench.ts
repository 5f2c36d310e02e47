import { connect, type Socket } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Person, Server, launch, phone } from './house';

/** Figures, not verdicts: `npm run measure` on a quiet machine. What they were stands in docs/performance.md. */
let browser: Browser;
let server: Server;
const stays: Socket[] = [];

beforeAll(async () => {
  browser = await launch();
  server = await Server.start('--no-flood-limit');
});

afterAll(async () => {
  for (const socket of stays) socket.destroy();
  await browser?.close();
  await server?.end();
});

/** A program in a room; done when the server has taken its lines. */
function program(nick: string, lines: readonly string[]): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1');
  const all = [`NICK ${nick}`, `USER ${nick} 0 * b`, ...lines, 'PING done'];
  socket.write(all.map((line) => `${line}\r\n`).join(''));
  stays.push(socket);
  return new Promise((done, failed) => {
    socket.on('error', failed);
    socket.on('data', (bytes) => bytes.toString().includes('done') && done(socket));
  });
}

const median = (all: readonly number[]): number =>
  [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN;
const told = (all: readonly number[]): string =>
  `median ${median(all).toFixed(1)} ms, most ${Math.max(...all).toFixed(1)} ms`;

/** From the click until the frame with the other room is painted. */
const switchTo = (page: Page, name: string): Promise<number> =>
  page.evaluate(async (name) => {
    const entry = [...document.querySelectorAll<HTMLElement>('.entry')].find(
      (one) => one.querySelector('.entry-name')?.textContent === name,
    )!;
    const start = performance.now();
    entry.click();
    const painted = (): Promise<void> =>
      new Promise((done) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => done();
          port2.postMessage(0);
        }),
      );
    do await painted();
    while (document.querySelector('h1')?.textContent !== `#${name}`);
    return performance.now() - start;
  }, name);

async function switches(page: Page, names: readonly string[], times: number): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < times; i++) {
    found.push(await switchTo(page, names[i % names.length]!));
    await page.waitForTimeout(60);
  }
  return found;
}

test('going from room to room', async () => {
  const words = (room: string): string[] => [
    `JOIN ${room}`,
    ...Array.from(
      { length: 300 },
      (_, i) => `PRIVMSG ${room} :line ${i} with **some** words, a \`code\` and https://x.example/`,
    ),
  ];
  for (const room of ['one', 'two']) {
    for (const nick of ['a', 'b']) await program(`${room}${nick}`, words(`#${room}`));
  }
  const ada = await Person.in(browser, `${server.url}#one`, 'ada');
  await ada.hear('line 299');
  await ada.say('/join #two');
  await ada.hear('line 299');
  await switches(ada.page, ['one', 'two'], 6);
  console.log(`room switch: ${told(await switches(ada.page, ['one', 'two'], 30))}`);
  expect(ada.complaints).toEqual([]);
});

// A session may be in 100 rooms: the others are talks with people.
test('200 rooms', async () => {
  const ada = await Person.in(browser, `${server.url}#r0`, 'many');
  for (let i = 1; i < 100; i++) await ada.say(`/join #r${i}`);
  for (let i = 0; i < 100; i++) await program(`p${i}`, ['PRIVMSG many :hello']);
  await expect.poll(() => ada.page.locator('.entry').count()).toBe(200);
  await ada.page.waitForTimeout(1_000);
  await switches(ada.page, ['r0', 'r99'], 6);
  console.log(`room switch among 200 rooms: ${told(await switches(ada.page, ['r7', 'r50'], 30))}`);
});

test('5 000 members', async () => {
  for (let i = 0; i < 5_000; i += 50)
    await Promise.all(Array.from({ length: 50 }, (_, j) => program(`m${i + j}`, ['JOIN #crowd'])));
  const ada = await Person.in(browser, `${server.url}#crowd`, 'ada5');
  await ada.page.getByText('and 4941 more').waitFor();
  const start = Date.now();
  await ada.say('hello, crowd');
  await ada.hear('hello, crowd');
  console.log(`said among 5 000 members: ${Date.now() - start} ms`);
  await ada.say('/join #aside');
  await ada.page.waitForTimeout(500);
  console.log(
    `room switch, 5 000 members: ${told(await switches(ada.page, ['crowd', 'aside'], 20))}`,
  );
  const typing = await ada.page.evaluate(async () => {
    const field = document.querySelector<HTMLTextAreaElement>('#composer')!;
    const times: number[] = [];
    for (const char of 'hello @m4999') {
      const start = performance.now();
      field.value += char;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      times.push(performance.now() - start);
    }
    return times;
  });
  console.log(`a key in the field, 5 000 members: ${told(typing)}`);
});

test('1 000 messages a second', async () => {
  const ada = await Person.in(browser, `${server.url}#fast`, 'ada6');
  const talker = await program('talker', ['JOIN #fast']);
  await ada.page.evaluate(() => {
    const frames: number[] = [];
    let last = performance.now();
    const each = (now: number): void => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(each);
    };
    requestAnimationFrame(each);
    Object.assign(globalThis, { frames });
  });
  const start = Date.now();
  let sent = 0;
  await new Promise<void>((done) => {
    const timer = setInterval(() => {
      const due = Math.min(10_000, Date.now() - start);
      let lines = '';
      for (; sent < due; sent++) lines += `PRIVMSG #fast :message ${sent} of many\r\n`;
      talker.write(lines);
      if (sent >= 10_000) {
        clearInterval(timer);
        done();
      }
    }, 20);
  });
  await ada.hear('message 9999 of many');
  console.log(`10 000 messages in 10 s: the last was drawn after ${Date.now() - start} ms`);
  const frames = await ada.page.evaluate(
    () => (globalThis as unknown as { frames: number[] }).frames,
  );
  console.log(`frames meanwhile: ${frames.length}, ${told(frames)}`);
});

test('100 000 lines', async () => {
  const ada = await Person.in(browser, `${server.url}#huge`, 'ada7');
  const talker = await program('huge', ['JOIN #huge']);
  const start = Date.now();
  for (let at = 0; at < 100_000; at += 1_000) {
    const lines = Array.from({ length: 1_000 }, (_, i) => `PRIVMSG #huge :line ${at + i}\r\n`);
    if (!talker.write(lines.join(''))) await new Promise((done) => talker.once('drain', done));
  }
  await ada.page.getByText('line 99999', { exact: true }).waitFor({ timeout: 120_000 });
  console.log(`100 000 lines were heard and drawn in ${Date.now() - start} ms`);
  const frames = await ada.page.locator('.list').evaluate(async (list) => {
    const times: number[] = [];
    let last = performance.now();
    for (let i = 0; i < 120; i++) {
      list.scrollTop -= i % 40 === 39 ? 200_000 : 300;
      await new Promise((done) => requestAnimationFrame(done));
      times.push(performance.now() - last);
      last = performance.now();
    }
    return times;
  });
  console.log(`frames while scrolling through them: ${told(frames)}`);
  const nodes = await ada.page.locator('.list .rows > li').count();
  console.log(`rows in the document: ${nodes}`);
});

test('a phone of the middle sort opens the link', async () => {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Performance.enable');
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const kilobits = 1_024 / 8;
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 40,
    downloadThroughput: 10_000 * kilobits,
    uploadThroughput: 3_000 * kilobits,
  });
  // The page's own clock: from the click on the link until the field has the focus and is painted.
  await page.addInitScript(() => {
    const look = (): void => {
      if (document.activeElement?.id === 'nick')
        setTimeout(() => Object.assign(globalThis, { ready: performance.now() }));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const start = Date.now();
  await page.goto(server.url, { waitUntil: 'commit' });
  await page.waitForFunction(() => 'ready' in globalThis);
  const ready = await page.evaluate(() => (globalThis as unknown as { ready: number }).ready);
  const { metrics } = await cdp.send('Performance.getMetrics');
  const cost = (name: string): string =>
    `${name} ${((metrics.find((one) => one.name === name)?.value ?? 0) * 1000).toFixed(0)} ms`;
  console.log(
    `a name could be typed after ${ready.toFixed(0)} ms (CPU 4 times slower, 10 Mbit/s):`,
    ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'].map(cost).join(', '),
  );
  await page.locator('#nick').fill('phoebe');
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.locator('#composer').fill('hello');
  await page.locator('#composer').press('Enter');
  await page.locator('.message:not(.pending)', { hasText: 'hello' }).waitFor();
  console.log(`the first message was said after ${Date.now() - start} ms`);
});
