#!/usr/bin/env node
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printed } from './printed.mjs';
import { walksPicture } from './walks-picture.mjs';

// Trains for the picture of the home page and of README.md, and writes what it shows.

const here = fileURLToPath(new URL('..', import.meta.url));
const walks = printed('src/picture/walks.ts');
writeFileSync(`${here}/src/picture/walks.json`, walks);
writeFileSync(`${here}/../../docs/walks.svg`, walksPicture(JSON.parse(walks)));
