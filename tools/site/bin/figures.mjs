#!/usr/bin/env node
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printed } from './printed.mjs';

// Draws the figures of docs/concepts.

const docs = fileURLToPath(new URL('../../../docs', import.meta.url));
const drawn = JSON.parse(printed('src/concepts/draw.ts', `${docs}/results`));
mkdirSync(`${docs}/concepts`, { recursive: true });
for (const [name, svg] of drawn) writeFileSync(`${docs}/concepts/${name}`, svg);
