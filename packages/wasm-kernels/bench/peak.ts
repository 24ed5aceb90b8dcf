/**
 * The most that 128-bit multiply and add can do: seven chains of products and seven of sums,
 * independent of each other and all in registers. `one` must be 1, so that the products stay what
 * they are.
 */
export function peak(rounds: i32, one: f32): f32 {
  let ap = f32x4.splat(one);
  let as = f32x4.splat(one);
  let bp = f32x4.splat(one);
  let bs = f32x4.splat(one);
  let cp = f32x4.splat(one);
  let cs = f32x4.splat(one);
  let dp = f32x4.splat(one);
  let ds = f32x4.splat(one);
  let ep = f32x4.splat(one);
  let es = f32x4.splat(one);
  let fp = f32x4.splat(one);
  let fs = f32x4.splat(one);
  let gp = f32x4.splat(one);
  let gs = f32x4.splat(one);
  for (let round = 0; round < rounds; round++) {
    ap = f32x4.mul(ap, ap);
    as = f32x4.add(as, as);
    bp = f32x4.mul(bp, bp);
    bs = f32x4.add(bs, bs);
    cp = f32x4.mul(cp, cp);
    cs = f32x4.add(cs, cs);
    dp = f32x4.mul(dp, dp);
    ds = f32x4.add(ds, ds);
    ep = f32x4.mul(ep, ep);
    es = f32x4.add(es, es);
    fp = f32x4.mul(fp, fp);
    fs = f32x4.add(fs, fs);
    gp = f32x4.mul(gp, gp);
    gs = f32x4.add(gs, gs);
  }
  let all = ap;
  all = f32x4.add(all, bp);
  all = f32x4.add(all, cp);
  all = f32x4.add(all, dp);
  all = f32x4.add(all, ep);
  all = f32x4.add(all, fp);
  all = f32x4.add(all, gp);
  all = f32x4.add(all, as);
  all = f32x4.add(all, bs);
  all = f32x4.add(all, cs);
  all = f32x4.add(all, ds);
  all = f32x4.add(all, es);
  all = f32x4.add(all, fs);
  all = f32x4.add(all, gs);
  return f32x4.extract_lane(all, 0) + f32x4.extract_lane(all, 3);
}
