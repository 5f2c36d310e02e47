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
