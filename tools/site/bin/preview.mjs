#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from './serve.mjs';

// Takes the picture of the built site that other sites show beside a link to it.

const server = await serve({ port: 0 });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage({
  viewport: { width: 1200, height: 630 },
  colorScheme: 'light',
  reducedMotion: 'reduce',
});
await page.goto(server.resolvedUrls.local[0], { waitUntil: 'networkidle' });
await page.screenshot({ path: fileURLToPath(new URL('../pages/public/preview.png', import.meta.url)) });
await browser.close();
await server.close();
