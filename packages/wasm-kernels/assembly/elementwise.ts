/** Element by element over `count` values. Targets may be the same memory as a source. */
import { loadPart, storePart } from './parts';

function load4(address: usize, left: usize): v128 {
  return left < 4 ? loadPart(address, left) : v128.load(address);
}

function store4(address: usize, value: v128, left: usize): void {
  if (left < 4) storePart(address, value, left);
  else v128.store(address, value);
}

/** z = x + y. */
export function add(z: usize, x: usize, y: usize, count: usize): void {
  for (let i: usize = 0; i < count; i += 4) {
    const left = count - i;
    store4(z, f32x4.add(load4(x, left), load4(y, left)), left);
    x += 16;
    y += 16;
    z += 16;
  }
}

/** z = x − y. */
export function subtract(z: usize, x: usize, y: usize, count: usize): void {
  for (let i: usize = 0; i < count; i += 4) {
    const left = count - i;
    store4(z, f32x4.sub(load4(x, left), load4(y, left)), left);
    x += 16;
    y += 16;
    z += 16;
  }
}

/** z = x y. */
export function multiply(z: usize, x: usize, y: usize, count: usize): void {
  for (let i: usize = 0; i < count; i += 4) {
    const left = count - i;
    store4(z, f32x4.mul(load4(x, left), load4(y, left)), left);
    x += 16;
    y += 16;
    z += 16;
  }
}

/** y = y + factor · x. */
export function addScaled(y: usize, x: usize, factor: f32, count: usize): void {
  const scale = f32x4.splat(factor);
  for (let i: usize = 0; i < count; i += 4) {
    const left = count - i;
    store4(y, f32x4.add(load4(y, left), f32x4.mul(scale, load4(x, left))), left);
    x += 16;
    y += 16;
  }
}

/** dx = (1 − y²) dy: back through y = tanh x, or a tangent forward through it. */
export function tanhDerivative(dx: usize, y: usize, dy: usize, count: usize): void {
  const one = f32x4.splat(1);
  for (let i: usize = 0; i < count; i += 4) {
    const left = count - i;
    const value = load4(y, left);
    const slope = f32x4.sub(one, f32x4.mul(value, value));
    store4(dx, f32x4.mul(slope, load4(dy, left)), left);
    y += 16;
    dy += 16;
    dx += 16;
  }
}

/**
 * The tangent of dx = (1 − y²) dy: (1 − y²) ḋy − 2 y ẏ dy, with ẏ the tangent of y and ḋy that of dy.
 */
export function tanhSecondDerivative(
  target: usize,
  y: usize,
  tangentY: usize,
  dy: usize,
  tangentDy: usize,
  count: usize,
): void {
  const one = f32x4.splat(1);
  const two = f32x4.splat(2);
  for (let i: usize = 0; i < count; i += 4) {
    const left = count - i;
    const value = load4(y, left);
    const slope = f32x4.sub(one, f32x4.mul(value, value));
    const bend = f32x4.mul(f32x4.mul(two, value), f32x4.mul(load4(tangentY, left), load4(dy, left)));
    store4(target, f32x4.sub(f32x4.mul(slope, load4(tangentDy, left)), bend), left);
    y += 16;
    tangentY += 16;
    dy += 16;
    tangentDy += 16;
    target += 16;
  }
}

/** dx = dy where y > 0, else 0: back through y = max(x, 0), or a tangent forward through it. */
export function reluDerivative(dx: usize, y: usize, dy: usize, count: usize): void {
  const zero = f32x4.splat(0);
  for (let i: usize = 0; i < count; i += 4) {
    const left = count - i;
    store4(dx, v128.and(f32x4.gt(load4(y, left), zero), load4(dy, left)), left);
    y += 16;
    dy += 16;
    dx += 16;
  }
}
