import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Person, Server, desktop, launch, phone } from './house';

let browser: Browser;
let server: Server;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

beforeAll(async () => {
  browser = await launch();
  server = await Server.start();
});

afterAll(async () => {
  await browser?.close();
  await server?.end();
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const found = await axe.run();
    return found.violations.map((one) => `${one.id}: ${one.nodes.map((n) => n.html).join(' ')}`);
  });
}

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test('axe finds nothing at the door, in a room, in dialogs, on a phone', async () => {
    const suffix = colorScheme === 'dark' ? '2' : '';
    const ada = await Person.at(browser, `${server.url}#axe${suffix}`, `ada${suffix}`, {
      ...desktop,
      colorScheme,
    });
    expect(await violations(ada.page)).toEqual([]);
    await ada.enter();
    await ada.say('**strong** `code` https://example.org/ and #tea');
    await ada.hear('strong');
    await ada.say('```\nblock of code\n```');
    expect(await violations(ada.page)).toEqual([]);
    await ada.page.keyboard.press('Control+k');
    await ada.page.getByRole('combobox').waitFor();
    expect(await violations(ada.page)).toEqual([]);
    const bob = await Person.in(browser, `${server.url}#axe${suffix}`, `bob${suffix}`, {
      ...phone,
      colorScheme,
    });
    await bob.say(`ada${suffix}: look`);
    await bob.hear('look');
    expect(await violations(bob.page)).toEqual([]);
    await bob.page.getByRole('button', { name: 'Rooms' }).click();
    expect(await violations(bob.page)).toEqual([]);
  });
});

test('at 320 pixels nothing is cut off or scrolls sideways', async () => {
  const narrow = await Person.in(browser, `${server.url}#narrow`, 'nora', {
    viewport: { width: 320, height: 480 },
  });
  await narrow.say('a'.repeat(200));
  await narrow.hear('aaaa');
  expect(await narrow.page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

test('at 400 % zoom one reads, writes and posts', async () => {
  // "320 CSS pixels" wide and 256 high: https://www.w3.org/TR/WCAG22/#reflow
  const zoe = await Person.in(browser, `${server.url}#zoom`, 'zoe', {
    viewport: { width: 320, height: 256 },
  });
  await zoe.say('/turns on 100');
  await zoe.page.getByText('It is your turn.').waitFor();
  await zoe.say('large letters');
  await zoe.hear('large letters');
  const shots = process.env['HUBBUB_SHOTS'];
  if (shots !== undefined) await zoe.page.screenshot({ path: `${shots}/zoom.png` });
  const list = await zoe.page.locator('.list').boundingBox();
  expect(list!.height).toBeGreaterThan(50);
  const field = await zoe.field.boundingBox();
  expect(field!.y + field!.height).toBeLessThanOrEqual(256);
  await zoe.page.getByRole('button', { name: 'Board', exact: true }).click();
  await zoe.page.getByRole('button', { name: 'New post' }).click();
  await zoe.page.getByLabel('Text').fill('large');
  await zoe.page.getByRole('button', { name: 'Post', exact: true }).click();
  await zoe.page.getByRole('article').waitFor();
  if (shots !== undefined) await zoe.page.screenshot({ path: `${shots}/zoom-board.png` });
  expect(await zoe.page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  expect(await violations(zoe.page)).toEqual([]);
});
