/** Functions of one variable over `count` values: y[i] = f(x[i]). Source and target may be the same memory. */
import { load4, store4 } from './parts';
import { Vector } from './vector';

/** y = tanh x. */
export function tanh(y: usize, x: usize, count: usize): void {
  const end = x + (count << 2);
  for (; x + 64 <= end; x += 64) {
    v128.store(y, Vector.tanh(v128.load(x)));
    v128.store(y, Vector.tanh(v128.load(x, 16)), 16);
    v128.store(y, Vector.tanh(v128.load(x, 32)), 32);
    v128.store(y, Vector.tanh(v128.load(x, 48)), 48);
    y += 64;
  }
  for (; x < end; x += 16) {
    const left = (end - x) >> 2;
    store4(y, Vector.tanh(load4(x, left)), left);
    y += 16;
  }
}

/** y = e^x. */
export function exp(y: usize, x: usize, count: usize): void {
  const end = x + (count << 2);
  for (; x + 64 <= end; x += 64) {
    v128.store(y, Vector.exp(v128.load(x)));
    v128.store(y, Vector.exp(v128.load(x, 16)), 16);
    v128.store(y, Vector.exp(v128.load(x, 32)), 32);
    v128.store(y, Vector.exp(v128.load(x, 48)), 48);
    y += 64;
  }
  for (; x < end; x += 16) {
    const left = (end - x) >> 2;
    store4(y, Vector.exp(load4(x, left)), left);
    y += 16;
  }
}

/** y = max(x, 0), NaN where x is NaN. */
export function relu(y: usize, x: usize, count: usize): void {
  const end = x + (count << 2);
  for (; x + 64 <= end; x += 64) {
    v128.store(y, Vector.relu(v128.load(x)));
    v128.store(y, Vector.relu(v128.load(x, 16)), 16);
    v128.store(y, Vector.relu(v128.load(x, 32)), 32);
    v128.store(y, Vector.relu(v128.load(x, 48)), 48);
    y += 64;
  }
  for (; x < end; x += 16) {
    const left = (end - x) >> 2;
    store4(y, Vector.relu(load4(x, left)), left);
    y += 16;
  }
}
