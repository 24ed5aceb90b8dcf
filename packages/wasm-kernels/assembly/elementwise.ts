/** Element by element over `count` values. Targets may be the same memory as a source. */
import { load4, store4 } from './parts';
import { Vector } from './vector';

/** z = x + y. */
export function add(z: usize, x: usize, y: usize, count: usize): void {
  const end = x + (count << 2);
  for (; x + 64 <= end; x += 64) {
    v128.store(z, f32x4.add(v128.load(x), v128.load(y)));
    v128.store(z, f32x4.add(v128.load(x, 16), v128.load(y, 16)), 16);
    v128.store(z, f32x4.add(v128.load(x, 32), v128.load(y, 32)), 32);
    v128.store(z, f32x4.add(v128.load(x, 48), v128.load(y, 48)), 48);
    y += 64;
    z += 64;
  }
  for (; x < end; x += 16) {
    const left = (end - x) >> 2;
    store4(z, f32x4.add(load4(x, left), load4(y, left)), left);
    y += 16;
    z += 16;
  }
}

/** z = x − y. */
export function subtract(z: usize, x: usize, y: usize, count: usize): void {
  const end = x + (count << 2);
  for (; x + 64 <= end; x += 64) {
    v128.store(z, f32x4.sub(v128.load(x), v128.load(y)));
    v128.store(z, f32x4.sub(v128.load(x, 16), v128.load(y, 16)), 16);
    v128.store(z, f32x4.sub(v128.load(x, 32), v128.load(y, 32)), 32);
    v128.store(z, f32x4.sub(v128.load(x, 48), v128.load(y, 48)), 48);
    y += 64;
    z += 64;
  }
  for (; x < end; x += 16) {
    const left = (end - x) >> 2;
    store4(z, f32x4.sub(load4(x, left), load4(y, left)), left);
    y += 16;
    z += 16;
  }
}

/** z = x y. */
export function multiply(z: usize, x: usize, y: usize, count: usize): void {
  const end = x + (count << 2);
  for (; x + 64 <= end; x += 64) {
    v128.store(z, f32x4.mul(v128.load(x), v128.load(y)));
    v128.store(z, f32x4.mul(v128.load(x, 16), v128.load(y, 16)), 16);
    v128.store(z, f32x4.mul(v128.load(x, 32), v128.load(y, 32)), 32);
    v128.store(z, f32x4.mul(v128.load(x, 48), v128.load(y, 48)), 48);
    y += 64;
    z += 64;
  }
  for (; x < end; x += 16) {
    const left = (end - x) >> 2;
    store4(z, f32x4.mul(load4(x, left), load4(y, left)), left);
    y += 16;
    z += 16;
  }
}

/** dx = (1 − y²) dy: back through y = tanh x, or a tangent forward through it. */
export function tanhDerivative(dx: usize, y: usize, dy: usize, count: usize): void {
  const end = y + (count << 2);
  for (; y + 64 <= end; y += 64) {
    v128.store(dx, Vector.tanhDerivative(v128.load(y), v128.load(dy)));
    v128.store(dx, Vector.tanhDerivative(v128.load(y, 16), v128.load(dy, 16)), 16);
    v128.store(dx, Vector.tanhDerivative(v128.load(y, 32), v128.load(dy, 32)), 32);
    v128.store(dx, Vector.tanhDerivative(v128.load(y, 48), v128.load(dy, 48)), 48);
    dy += 64;
    dx += 64;
  }
  for (; y < end; y += 16) {
    const left = (end - y) >> 2;
    store4(dx, Vector.tanhDerivative(load4(y, left), load4(dy, left)), left);
    dy += 16;
    dx += 16;
  }
}

/** dx = dy where y > 0, else 0: back through y = max(x, 0), or a tangent forward through it. */
export function reluDerivative(dx: usize, y: usize, dy: usize, count: usize): void {
  const end = y + (count << 2);
  for (; y + 64 <= end; y += 64) {
    v128.store(dx, Vector.reluDerivative(v128.load(y), v128.load(dy)));
    v128.store(dx, Vector.reluDerivative(v128.load(y, 16), v128.load(dy, 16)), 16);
    v128.store(dx, Vector.reluDerivative(v128.load(y, 32), v128.load(dy, 32)), 32);
    v128.store(dx, Vector.reluDerivative(v128.load(y, 48), v128.load(dy, 48)), 48);
    dy += 64;
    dx += 64;
  }
  for (; y < end; y += 16) {
    const left = (end - y) >> 2;
    store4(dx, Vector.reluDerivative(load4(y, left), load4(dy, left)), left);
    dy += 16;
    dx += 16;
  }
}

/** The tangent of dx = (1 − y²) dy: (1 − y²) ḋy − 2 y ẏ dy, with ẏ the tangent of y and ḋy that of dy. */
export function tanhSecondDerivative(
  target: usize,
  y: usize,
  tangentY: usize,
  dy: usize,
  tangentDy: usize,
  count: usize,
): void {
  const end = y + (count << 2);
  for (; y + 64 <= end; y += 64) {
    v128.store(
      target,
      Vector.tanhSecondDerivative(v128.load(y), v128.load(tangentY), v128.load(dy), v128.load(tangentDy)),
    );
    v128.store(
      target,
      Vector.tanhSecondDerivative(
        v128.load(y, 16),
        v128.load(tangentY, 16),
        v128.load(dy, 16),
        v128.load(tangentDy, 16),
      ),
      16,
    );
    v128.store(
      target,
      Vector.tanhSecondDerivative(
        v128.load(y, 32),
        v128.load(tangentY, 32),
        v128.load(dy, 32),
        v128.load(tangentDy, 32),
      ),
      32,
    );
    v128.store(
      target,
      Vector.tanhSecondDerivative(
        v128.load(y, 48),
        v128.load(tangentY, 48),
        v128.load(dy, 48),
        v128.load(tangentDy, 48),
      ),
      48,
    );
    tangentY += 64;
    dy += 64;
    tangentDy += 64;
    target += 64;
  }
  for (; y < end; y += 16) {
    const left = (end - y) >> 2;
    store4(
      target,
      Vector.tanhSecondDerivative(
        load4(y, left),
        load4(tangentY, left),
        load4(dy, left),
        load4(tangentDy, left),
      ),
      left,
    );
    tangentY += 16;
    dy += 16;
    tangentDy += 16;
    target += 16;
  }
}

/** y = y + factor · x. */
export function addScaled(y: usize, x: usize, factor: f32, count: usize): void {
  const scale = f32x4.splat(factor);
  const end = y + (count << 2);
  for (; y + 32 <= end; y += 32) {
    v128.store(y, f32x4.add(v128.load(y), f32x4.mul(scale, v128.load(x))));
    v128.store(y, f32x4.add(v128.load(y, 16), f32x4.mul(scale, v128.load(x, 16))), 16);
    x += 32;
  }
  for (; y < end; y += 16) {
    const left = (end - y) >> 2;
    store4(y, f32x4.add(load4(y, left), f32x4.mul(scale, load4(x, left))), left);
    x += 16;
  }
}
