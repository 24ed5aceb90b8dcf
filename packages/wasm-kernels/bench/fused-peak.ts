/**
 * The most that 128-bit fused multiply-add can do: twelve independent chains in registers, each of
 * which counts the rounds when `one` is 1.
 */
export function peak(rounds: i32, one: f32): f32 {
  const x = f32x4.splat(one);
  let ap = f32x4.splat(0);
  let as = f32x4.splat(0);
  let bp = f32x4.splat(0);
  let bs = f32x4.splat(0);
  let cp = f32x4.splat(0);
  let cs = f32x4.splat(0);
  let dp = f32x4.splat(0);
  let ds = f32x4.splat(0);
  let ep = f32x4.splat(0);
  let es = f32x4.splat(0);
  let fp = f32x4.splat(0);
  let fs = f32x4.splat(0);
  for (let round = 0; round < rounds; round++) {
    ap = f32x4.relaxed_madd(x, x, ap);
    as = f32x4.relaxed_madd(x, x, as);
    bp = f32x4.relaxed_madd(x, x, bp);
    bs = f32x4.relaxed_madd(x, x, bs);
    cp = f32x4.relaxed_madd(x, x, cp);
    cs = f32x4.relaxed_madd(x, x, cs);
    dp = f32x4.relaxed_madd(x, x, dp);
    ds = f32x4.relaxed_madd(x, x, ds);
    ep = f32x4.relaxed_madd(x, x, ep);
    es = f32x4.relaxed_madd(x, x, es);
    fp = f32x4.relaxed_madd(x, x, fp);
    fs = f32x4.relaxed_madd(x, x, fs);
  }
  let all = ap;
  all = f32x4.add(all, as);
  all = f32x4.add(all, bp);
  all = f32x4.add(all, bs);
  all = f32x4.add(all, cp);
  all = f32x4.add(all, cs);
  all = f32x4.add(all, dp);
  all = f32x4.add(all, ds);
  all = f32x4.add(all, ep);
  all = f32x4.add(all, es);
  all = f32x4.add(all, fp);
  all = f32x4.add(all, fs);
  return f32x4.extract_lane(all, 0) + f32x4.extract_lane(all, 3);
}
