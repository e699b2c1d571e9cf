import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** The system's Chromium, or null, and says so, where there is none. */
export async function openBrowser(): Promise<Browser | null> {
  if (!existsSync(executablePath)) {
    console.warn(`Left out: there is no Chromium at ${executablePath}.`);
    return null;
  }
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
