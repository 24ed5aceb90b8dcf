import * as E from 'fp-ts/lib/Either.js';
import { initializeBackend } from '../backend';
import type { WasmBackendReady } from '../backend';

export const startBackend = async (): Promise<WasmBackendReady> => {
  const started = await initializeBackend();
  if (E.isLeft(started)) throw new Error(started.left.message);
  return started.right;
};
