/** Back through the activations of layers, or tangents forward through them, all by way of y = φ(z). */
import { load4, store4 } from './parts';
import { Vector } from './vector';

/** dx = dy where y > 0, else (y + 1) dy: φ = elu. */
export function eluDerivative(dx: usize, y: usize, dy: usize, count: usize): void {
  const end = y + (count << 2);
  for (; y + 64 <= end; y += 64) {
    v128.store(dx, Vector.eluDerivative(v128.load(y), v128.load(dy)));
    v128.store(dx, Vector.eluDerivative(v128.load(y, 16), v128.load(dy, 16)), 16);
    v128.store(dx, Vector.eluDerivative(v128.load(y, 32), v128.load(dy, 32)), 32);
    v128.store(dx, Vector.eluDerivative(v128.load(y, 48), v128.load(dy, 48)), 48);
    dy += 64;
    dx += 64;
  }
  for (; y < end; y += 16) {
    const left = (end - y) >> 2;
    store4(dx, Vector.eluDerivative(load4(y, left), load4(dy, left)), left);
    dy += 16;
    dx += 16;
  }
}

/** The tangent of that: ḋy where y > 0, else (y + 1) ḋy + ẏ dy. */
export function eluSecondDerivative(
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
      Vector.eluSecondDerivative(v128.load(y), v128.load(tangentY), v128.load(dy), v128.load(tangentDy)),
    );
    v128.store(
      target,
      Vector.eluSecondDerivative(
        v128.load(y, 16),
        v128.load(tangentY, 16),
        v128.load(dy, 16),
        v128.load(tangentDy, 16),
      ),
      16,
    );
    v128.store(
      target,
      Vector.eluSecondDerivative(
        v128.load(y, 32),
        v128.load(tangentY, 32),
        v128.load(dy, 32),
        v128.load(tangentDy, 32),
      ),
      32,
    );
    v128.store(
      target,
      Vector.eluSecondDerivative(
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
      Vector.eluSecondDerivative(
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

/** dx = dy where y > 0, else 0.01 dy: φ = leaky ReLU. */
export function leakyReluDerivative(dx: usize, y: usize, dy: usize, count: usize): void {
  const end = y + (count << 2);
  for (; y + 64 <= end; y += 64) {
    v128.store(dx, Vector.leakyReluDerivative(v128.load(y), v128.load(dy)));
    v128.store(dx, Vector.leakyReluDerivative(v128.load(y, 16), v128.load(dy, 16)), 16);
    v128.store(dx, Vector.leakyReluDerivative(v128.load(y, 32), v128.load(dy, 32)), 32);
    v128.store(dx, Vector.leakyReluDerivative(v128.load(y, 48), v128.load(dy, 48)), 48);
    dy += 64;
    dx += 64;
  }
  for (; y < end; y += 16) {
    const left = (end - y) >> 2;
    store4(dx, Vector.leakyReluDerivative(load4(y, left), load4(dy, left)), left);
    dy += 16;
    dx += 16;
  }
}

/** dx = (1 − e^−y) dy: φ = softplus. */
export function softplusDerivative(dx: usize, y: usize, dy: usize, count: usize): void {
  const end = y + (count << 2);
  for (; y + 64 <= end; y += 64) {
    v128.store(dx, Vector.softplusDerivative(v128.load(y), v128.load(dy)));
    v128.store(dx, Vector.softplusDerivative(v128.load(y, 16), v128.load(dy, 16)), 16);
    v128.store(dx, Vector.softplusDerivative(v128.load(y, 32), v128.load(dy, 32)), 32);
    v128.store(dx, Vector.softplusDerivative(v128.load(y, 48), v128.load(dy, 48)), 48);
    dy += 64;
    dx += 64;
  }
  for (; y < end; y += 16) {
    const left = (end - y) >> 2;
    store4(dx, Vector.softplusDerivative(load4(y, left), load4(dy, left)), left);
    dy += 16;
    dx += 16;
  }
}

/** The tangent of that: (1 − e^−y) ḋy + e^−y ẏ dy. */
export function softplusSecondDerivative(
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
      Vector.softplusSecondDerivative(v128.load(y), v128.load(tangentY), v128.load(dy), v128.load(tangentDy)),
    );
    v128.store(
      target,
      Vector.softplusSecondDerivative(
        v128.load(y, 16),
        v128.load(tangentY, 16),
        v128.load(dy, 16),
        v128.load(tangentDy, 16),
      ),
      16,
    );
    v128.store(
      target,
      Vector.softplusSecondDerivative(
        v128.load(y, 32),
        v128.load(tangentY, 32),
        v128.load(dy, 32),
        v128.load(tangentDy, 32),
      ),
      32,
    );
    v128.store(
      target,
      Vector.softplusSecondDerivative(
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
      Vector.softplusSecondDerivative(
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
